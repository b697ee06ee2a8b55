import { X } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { classes } from "./classes";

export type ChipTone = "plain" | "accent" | "ok" | "warn" | "danger";

const looks: Record<ChipTone, string> = {
  plain: "bg-hover text-ink",
  accent: "bg-accent-soft text-accent-ink",
  ok: "bg-ok-soft text-ok",
  warn: "bg-warn-soft text-warn",
  danger: "bg-danger-soft text-danger",
};

interface ChipProps {
  tone?: ChipTone;
  icon?: ReactNode;
  /** With it the chip can be taken away; the text is its name. */
  onRemove?: () => void;
  removeLabel?: string;
  title?: string;
  children: ReactNode;
}

export function Chip({ tone = "plain", icon, onRemove, removeLabel, title, children }: ChipProps) {
  const { t } = useTranslation();
  return (
    <span
      title={title}
      className={classes(
        "inline-flex h-6 max-w-full items-center gap-1.5 rounded-full px-2.5 text-xs font-medium [&_svg]:size-3.5 [&_svg]:shrink-0",
        looks[tone],
      )}
    >
      {icon}
      <span className="truncate">{children}</span>
      {onRemove ? (
        <button
          type="button"
          aria-label={removeLabel ?? t("common:remove")}
          onClick={onRemove}
          className="-mr-1.5 flex size-6 items-center justify-center rounded-full hover:bg-ink/10 max-md:size-8"
        >
          <X aria-hidden="true" />
        </button>
      ) : null}
    </span>
  );
}
