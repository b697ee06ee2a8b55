import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { type BodyWish, bodyTextQuery, bodyUrl } from "@/api/email-body";
import { Button } from "@/ui/button";
import { classes } from "@/ui/classes";
import { Skeleton } from "@/ui/skeleton";
import { useShownTheme } from "@/ui/theme";
import { useBodyHeight } from "./measured-body";
import { QuoteToggle } from "./quote-toggle";

/** When the height stays unknown for so long, the body is shown in a box that scrolls by itself. */
const patienceMillis = 4_000;
const unmeasuredPixels = 480;

interface BodyFrameProps {
  emailId: string;
  sender: string;
  images: BodyWish["images"];
}

/** An HTML body in a frame that runs no script and reaches nothing, as tall as what it shows. */
export function BodyFrame({ emailId, sender, images }: BodyFrameProps) {
  const { t } = useTranslation("conversation");
  const theme = useShownTheme();
  const wish = { images, theme };
  const { data: html, isError, refetch } = useQuery(bodyTextQuery(emailId, wish));
  const { clean, height, onLoad } = useBodyHeight(html);
  const [quoteShown, setQuoteShown] = useState(false);
  const [tired, setTired] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setTired(true), patienceMillis);
    return () => clearTimeout(timer);
  }, []);

  if (isError) {
    return (
      <div className="flex items-center gap-3 text-muted">
        {t("email.bodyFailed")}
        <Button size="small" onClick={() => void refetch()}>
          {t("retry")}
        </Button>
      </div>
    );
  }
  const folded = height !== undefined && height.quoteAt !== null && !quoteShown;
  const shown = height && (folded ? (height.quoteAt ?? height.full) : height.full) - height.top;
  const ready = shown !== undefined || tired;
  return (
    <>
      <div
        className="relative overflow-hidden"
        style={{ height: ready ? (shown ?? unmeasuredPixels) : undefined }}
      >
        {ready ? null : <Skeleton lines={4} className="py-1" />}
        {html === undefined ? null : (
          <iframe
            title={t("email.body", { name: sender })}
            src={bodyUrl(emailId, wish)}
            sandbox="allow-popups allow-popups-to-escape-sandbox"
            referrerPolicy="no-referrer"
            // The full height always: what is folded lies below the edge, and unfolding loads nothing.
            style={{ height: height?.full ?? unmeasuredPixels, marginTop: height ? -height.top : 0 }}
            className={classes(
              "block w-full rounded-md border-0",
              ready ? "" : "invisible absolute inset-x-0 top-0",
            )}
          />
        )}
        {clean === undefined ? null : (
          <iframe
            key={clean.length}
            title={t("email.body", { name: sender })}
            aria-hidden="true"
            tabIndex={-1}
            sandbox="allow-same-origin"
            srcDoc={clean}
            onLoad={(event) => onLoad(event.currentTarget)}
            className="pointer-events-none invisible absolute inset-x-0 top-0 h-0 w-full border-0"
          />
        )}
      </div>
      {height && height.quoteAt !== null ? (
        <QuoteToggle shown={quoteShown} onToggle={() => setQuoteShown(!quoteShown)} />
      ) : null}
    </>
  );
}
