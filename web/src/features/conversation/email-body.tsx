import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Email } from "@/api/conversation-types";
import { allowImages } from "@/api/email-body";
import { nameOf } from "@/api/people";
import { problemText } from "@/i18n/problem-text";
import { toast } from "@/ui/toast";
import { BodyFrame } from "./body-frame";
import { ImagesBar } from "./images-bar";
import { PlainBody } from "./plain-body";
import { QuoteToggle } from "./quote-toggle";

/** The conversation brings no more text than this with a message; all of a longer one is in its frame. */
const longestText = 20_000;

/** What was written: plain text as text, HTML in its frame; quoted history folded. */
export function EmailBody({ email, onImagesAllowed }: { email: Email; onImagesAllowed: () => void }) {
  const { t } = useTranslation("conversation");
  const [images, setImages] = useState<"none" | "once">("none");
  const always = (): void => {
    setImages("once");
    allowImages(email.from.email, true).then(
      () => {
        onImagesAllowed();
        toast({
          text: t("images.allowed", { email: email.from.email }),
          undo: () => {
            setImages("none");
            void allowImages(email.from.email, false).then(onImagesAllowed);
          },
        });
      },
      (problem: unknown) => toast({ text: problemText(t, problem).what, tone: "problem" }),
    );
  };

  if (!email.hasHtml && email.text.length < longestText) return <PlainParts email={email} />;
  return (
    <>
      {email.remoteImages && images === "none" ? (
        <ImagesBar onOnce={() => setImages("once")} onAlways={email.from.email ? always : undefined} />
      ) : null}
      <BodyFrame key={images} emailId={email.id} sender={nameOf(email.from)} images={images} />
    </>
  );
}

function PlainParts({ email }: { email: Email }) {
  const { t } = useTranslation("conversation");
  const [shown, setShown] = useState(false);
  const own = email.text.slice(0, email.ownTextLength);
  const quoted = email.text.slice(email.ownTextLength);
  if (email.text.trim() === "") {
    return email.attachments.length === 0 && email.invitation === null ? (
      <p className="text-muted italic">{t("email.empty")}</p>
    ) : null;
  }
  // A mail that is nothing but quotation has nothing to fold behind.
  if (own.trim() === "") return <PlainBody text={email.text} />;
  return (
    <>
      <PlainBody text={own} />
      {quoted.trim() === "" ? null : (
        <>
          {shown ? (
            <div className="mt-3">
              <PlainBody text={quoted} />
            </div>
          ) : null}
          <QuoteToggle shown={shown} onToggle={() => setShown(!shown)} />
        </>
      )}
    </>
  );
}
