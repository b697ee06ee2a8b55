import { useState } from "react";
import { useNoteIntents } from "@/api/notes";
import { isEmptyHtml } from "./drafts";
import { freshKey } from "./key";
import { loadNoteDraft, type NoteDraft, saveNoteDraft } from "./note-drafts";

/** The note being written, or changed, kept in this browser while it is written. */
export function useNoteDraft(memberId: string, conversationId: string, onEdit: () => void) {
  const [draft, setDraft] = useState<NoteDraft | null>(() => loadNoteDraft(memberId, conversationId));
  const [round, setRound] = useState(0);
  const set = (next: NoteDraft | null): void => {
    setDraft(next);
    saveNoteDraft(memberId, conversationId, next);
  };
  useNoteIntents(({ conversationId: of, edit }) => {
    if (of !== conversationId || !edit) return;
    if (draft?.edit?.noteId !== edit.id) {
      set({ html: edit.html, key: freshKey(), edit: { noteId: edit.id, version: edit.version } });
      setRound((number) => number + 1);
    }
    onEdit();
  });
  return {
    draft,
    round,
    begun: draft !== null && !isEmptyHtml(draft.html),
    begin: (): void => {
      if (draft === null) set({ html: "", key: freshKey(), edit: null });
      setRound((number) => number + 1);
    },
    change: (html: string): void => {
      if (draft) set({ ...draft, html });
    },
    drop: (): void => set(null),
  };
}
