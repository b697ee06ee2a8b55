import { TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ServerDraft } from "@/api/drafts";
import { Button } from "@/ui/button";
import type { Overtaken } from "./use-reply-draft";

interface OvertakenNoteProps {
  overtaken: Overtaken;
  /** Words stand here that nobody else has. */
  hasText: boolean;
  onTakeTheirs: (theirs: ServerDraft) => void;
  onKeepMine: (theirs: ServerDraft) => void;
  onKeepAsNew: () => void;
  onForget: () => void;
}

/** Another page or a colleague was faster with this draft: the writer chooses, nothing is lost by itself. */
export function OvertakenNote(props: OvertakenNoteProps) {
  const { overtaken, hasText, onTakeTheirs, onKeepMine, onKeepAsNew, onForget } = props;
  const { t } = useTranslation("notes");
  const { mine, takenBy } = overtaken;
  return (
    <div
      role="alert"
      className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-t bg-warn-soft px-4 py-2 text-sm"
    >
      <TriangleAlert aria-hidden="true" className="size-4 shrink-0 text-warn" />
      <span className="min-w-0 flex-1">
        {mine
          ? t("overtaken.otherPage")
          : takenBy
            ? t("overtaken.taken", { name: takenBy })
            : t("overtaken.gone")}
      </span>
      {mine ? (
        <>
          <Button size="small" onClick={() => onTakeTheirs(mine)}>
            {t("overtaken.takeTheirs")}
          </Button>
          <Button size="small" onClick={() => onKeepMine(mine)}>
            {t("overtaken.keepMine")}
          </Button>
        </>
      ) : (
        <>
          {hasText ? (
            <Button size="small" onClick={onKeepAsNew}>
              {t("overtaken.keepAsNew")}
            </Button>
          ) : null}
          <Button size="small" onClick={onForget}>
            {t("overtaken.forget")}
          </Button>
        </>
      )}
    </div>
  );
}
