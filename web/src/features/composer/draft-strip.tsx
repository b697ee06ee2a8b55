import { useQuery, useQueryClient } from "@tanstack/react-query";
import { PencilLine } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { draftsQuery, type ServerDraft, takeDraft } from "@/api/drafts";
import { fullAddress } from "@/api/people";
import { problemText } from "@/i18n/problem-text";
import { useFormats } from "@/i18n/use-formats";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { RichText } from "@/ui/rich-text";
import { toast } from "@/ui/toast";
import { isEmptyHtml } from "./drafts";

interface DraftStripProps {
  conversationId: string;
  /** The draft that is open here already. */
  currentId: string | undefined;
  /** Goes on with it here. */
  onOpen: (draft: ServerDraft) => void;
}

/** The half-written answers of the others (and further ones of one's own): to be read, and taken over. */
export function DraftStrip({ conversationId, currentId, onOpen }: DraftStripProps) {
  const { t } = useTranslation("notes");
  const formats = useFormats();
  const client = useQueryClient();
  const { data = [] } = useQuery(draftsQuery(conversationId));
  const [shown, setShown] = useState<ServerDraft | null>(null);
  const others = data.filter((draft) => draft.id !== currentId && !isEmptyHtml(draft.html));
  if (others.length === 0) return null;
  const show = (draft: ServerDraft): void => {
    setShown(draft);
    // As it is now: nobody is told of each letter.
    void client.invalidateQueries({ queryKey: ["drafts", conversationId] });
  };
  return (
    <ul className="m-0 flex shrink-0 list-none flex-col border-t bg-paper p-0">
      {others.map((draft) => (
        <li
          key={draft.id}
          className="flex min-h-9 items-center gap-2 border-b border-line/60 px-4 py-1 text-sm last:border-b-0 max-md:min-h-11"
        >
          <PencilLine aria-hidden="true" className="size-4 shrink-0 text-muted" />
          <span className="min-w-0 flex-1 truncate">
            {draft.mine ? t("draft.mine") : t("draft.theirs", { name: draft.by.name })}{" "}
            <time dateTime={draft.updatedAt} className="text-xs text-muted">
              {formats.short(draft.updatedAt)}
            </time>
          </span>
          <Button
            kind="quiet"
            size="small"
            onClick={() => {
              if (draft.mine) onOpen(draft);
              else show(draft);
            }}
            className="!px-2"
          >
            {t(draft.mine ? "draft.open" : "draft.show")}
          </Button>
        </li>
      ))}
      {shown ? (
        <Shown
          draft={others.find((draft) => draft.id === shown.id) ?? shown}
          conversationId={conversationId}
          onClose={() => setShown(null)}
          onTaken={(draft) => {
            setShown(null);
            onOpen(draft);
          }}
        />
      ) : null}
    </ul>
  );
}

interface ShownProps {
  draft: ServerDraft;
  conversationId: string;
  onClose: () => void;
  onTaken: (draft: ServerDraft) => void;
}

function Shown({ draft, conversationId, onClose, onTaken }: ShownProps) {
  const { t } = useTranslation("notes");
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const take = (): void => {
    setBusy(true);
    takeDraft(conversationId, draft.id).then(onTaken, (problem: unknown) => {
      setBusy(false);
      void client.invalidateQueries({ queryKey: ["drafts", conversationId] });
      toast({ text: problemText(t, problem).what, tone: "problem" });
      onClose();
    });
  };
  const people = [...draft.to, ...draft.cc, ...draft.bcc];
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t("draft.title", { name: draft.by.name })}
      description={t("draft.text", { name: draft.by.name })}
      actions={
        <>
          <Button onClick={onClose}>{t("common:close")}</Button>
          <Button kind="primary" busy={busy} onClick={take}>
            {t("draft.take")}
          </Button>
        </>
      }
    >
      {people.length > 0 ? (
        <p className="m-0 mb-2 text-sm text-muted">
          {t("composer:to")}: <bdi>{people.map(fullAddress).join(", ")}</bdi>
        </p>
      ) : null}
      <div className="rounded-lg border bg-paper px-4 py-3">
        <RichText html={draft.html} />
      </div>
    </Dialog>
  );
}
