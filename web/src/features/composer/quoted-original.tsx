import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Checkbox } from "@/ui/checkbox";
import { classes } from "@/ui/classes";

interface QuotedOriginalProps {
  text: string;
  included: boolean;
  onInclude: (included: boolean) => void;
}

/** The message that is answered, as it will be quoted; folded behind „…”. */
export function QuotedOriginal({ text, included, onInclude }: QuotedOriginalProps) {
  const { t } = useTranslation("composer");
  const [shown, setShown] = useState(false);
  const label = t(shown ? "quotedHide" : "quotedShow");
  return (
    <div className="mt-3">
      <div className="flex items-center gap-3">
        <button
          type="button"
          aria-expanded={shown}
          aria-label={label}
          title={label}
          onClick={() => setShown(!shown)}
          className="inline-flex h-5 w-9 items-center justify-center rounded-md bg-hover text-muted hover:text-ink max-md:h-11 max-md:w-14"
        >
          <Ellipsis aria-hidden="true" className="size-4" />
        </button>
        {shown ? (
          <span className="text-sm">
            <Checkbox checked={included} onChange={onInclude} label={t("quoteInclude")} />
          </span>
        ) : null}
      </div>
      {shown ? (
        <div
          className={classes(
            "mt-2 border-l-2 border-line-strong/50 pl-3 text-sm whitespace-pre-wrap text-muted",
            !included && "line-through",
          )}
        >
          {text}
        </div>
      ) : null}
    </div>
  );
}
