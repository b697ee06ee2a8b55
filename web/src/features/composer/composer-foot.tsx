import { ChevronDown, StickyNote } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button, IconButton } from "@/ui/button";
import { classes } from "@/ui/classes";
import { keyHint } from "@/ui/keys";
import { type ComposerTab, ComposerTabs } from "./composer-tabs";

interface TabsProps {
  tab: ComposerTab;
  mayReply: boolean;
  onFold: () => void;
  onReply: () => void;
  onNote: () => void;
}

/** The tabs with what folds the form away. */
export function Tabs({ tab, mayReply, onFold, onReply, onNote }: TabsProps) {
  const { t } = useTranslation("notes");
  return (
    <ComposerTabs
      tab={tab}
      mayReply={mayReply}
      onChoose={(chosen) => (chosen === tab ? undefined : chosen === "note" ? onNote() : onReply())}
    >
      <IconButton
        label={tab === "note" ? t("form.fold") : t("composer:fold")}
        hint="Esc"
        icon={<ChevronDown aria-hidden="true" />}
        onClick={onFold}
        className="max-md:hidden"
      />
    </ComposerTabs>
  );
}

/** Begins a note, or goes on with it. */
export function NoteButton({
  begun,
  alone,
  onClick,
}: {
  begun: boolean;
  alone?: boolean;
  onClick: () => void;
}) {
  const { t } = useTranslation("notes");
  return (
    <Button
      icon={<StickyNote aria-hidden="true" className="size-4 text-warn" />}
      title={keyHint("conversation.note")}
      onClick={onClick}
      className={classes(
        "whitespace-nowrap !border-dashed !border-note-line !bg-note max-md:px-3.5",
        alone && "max-md:flex-auto",
      )}
    >
      <span className={alone ? undefined : "max-md:sr-only"}>{t(begun ? "continue" : "tab.note")}</span>
    </Button>
  );
}
