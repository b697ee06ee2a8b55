import { Ellipsis } from "lucide-react";
import { useTranslation } from "react-i18next";

/** „…”: the quoted history behind it. */
export function QuoteToggle({ shown, onToggle }: { shown: boolean; onToggle: () => void }) {
  const { t } = useTranslation("conversation");
  const label = t(shown ? "email.quotedHide" : "email.quotedShow");
  return (
    <button
      type="button"
      aria-expanded={shown}
      aria-label={label}
      title={label}
      onClick={onToggle}
      className="mt-2 inline-flex h-5 w-9 items-center justify-center rounded-md bg-hover text-muted hover:text-ink max-md:h-11 max-md:w-14"
    >
      <Ellipsis aria-hidden="true" className="size-4" />
    </button>
  );
}
