/** Half-written notes, kept in this browser: one per person and conversation, until saved or thrown away. */

export interface NoteDraft {
  html: string;
  /** Made when the writing begins: saving twice by accident saves once. */
  key: string;
  /** The note that is changed, in the version that was read; null for a new one. */
  edit: { noteId: string; version: number } | null;
}

const prefix = "rozmowa.note.";
const keyOf = (memberId: string, conversationId: string) => `${prefix}${memberId}.${conversationId}`;

export function loadNoteDraft(memberId: string, conversationId: string): NoteDraft | null {
  try {
    const stored = localStorage.getItem(keyOf(memberId, conversationId));
    if (!stored) return null;
    const draft = JSON.parse(stored) as Partial<NoteDraft>;
    return typeof draft.html === "string" && typeof draft.key === "string"
      ? { html: draft.html, key: draft.key, edit: draft.edit ?? null }
      : null;
  } catch {
    return null;
  }
}

export function saveNoteDraft(memberId: string, conversationId: string, draft: NoteDraft | null): void {
  try {
    if (draft === null) localStorage.removeItem(keyOf(memberId, conversationId));
    else localStorage.setItem(keyOf(memberId, conversationId), JSON.stringify(draft));
  } catch {
    // A browser that keeps nothing: the words last as long as the page.
  }
}
