import { ImageOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "@/ui/button";

/** Says that images stayed away, and lets them in once or for good. */
export function ImagesBar({ onOnce, onAlways }: { onOnce: () => void; onAlways: (() => void) | undefined }) {
  const { t } = useTranslation("conversation");
  return (
    <div className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded-md bg-sunken py-1.5 pr-1.5 pl-3 text-sm">
      <ImageOff aria-hidden="true" className="size-4 shrink-0 text-muted" />
      <span className="min-w-48 flex-1" title={t("images.why")}>
        {t("images.blocked")}
      </span>
      <span className="flex flex-wrap gap-1">
        <Button kind="quiet" size="small" onClick={onOnce}>
          {t("images.once")}
        </Button>
        {onAlways ? (
          <Button kind="quiet" size="small" onClick={onAlways}>
            {t("images.always")}
          </Button>
        ) : null}
      </span>
    </div>
  );
}
