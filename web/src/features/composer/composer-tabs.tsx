import { Reply, StickyNote } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import { classes } from "@/ui/classes";
import { keyHint } from "@/ui/keys";

export type ComposerTab = "reply" | "note";

interface ComposerTabsProps {
  tab: ComposerTab;
  /** Who may only read writes notes alone. */
  mayReply: boolean;
  onChoose: (tab: ComposerTab) => void;
  /** Stands at the end of the line. */
  children?: ReactNode;
}

/** Mail or note: two tabs that nobody takes for one another. */
export function ComposerTabs({ tab, mayReply, onChoose, children }: ComposerTabsProps) {
  const { t } = useTranslation("notes");
  const id = useId();
  const turn = (event: KeyboardEvent): void => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    event.preventDefault();
    onChoose(tab === "reply" ? "note" : "reply");
  };
  const one = (name: ComposerTab, icon: ReactNode, hint: string | undefined) => (
    <button
      type="button"
      role="tab"
      id={`${id}-${name}`}
      aria-selected={tab === name}
      tabIndex={tab === name ? 0 : -1}
      title={hint}
      onClick={() => onChoose(name)}
      className={classes(
        "-mb-px inline-flex h-9 items-center gap-1.5 border-b-2 px-3 text-sm max-md:h-11 [&_svg]:size-4",
        tab === name
          ? classes("font-semibold text-ink", name === "note" ? "border-b-warn" : "border-b-accent")
          : "border-b-transparent text-muted hover:text-ink",
      )}
    >
      {icon}
      {t(`tab.${name}`)}
    </button>
  );
  return (
    <div className="flex shrink-0 items-center gap-1 border-b border-line/70 px-2">
      <div
        role="tablist"
        aria-label={t("tab.label")}
        onKeyDown={mayReply ? turn : undefined}
        className="flex"
      >
        {mayReply ? one("reply", <Reply aria-hidden="true" />, keyHint("conversation.reply")) : null}
        {one("note", <StickyNote aria-hidden="true" />, keyHint("conversation.note"))}
      </div>
      <div className="ml-auto flex min-w-0 items-center gap-1">{children}</div>
    </div>
  );
}
