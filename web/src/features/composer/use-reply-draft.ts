import { useCallback, useEffect, useRef, useState } from "react";
import { dropDraft, isEmptyHtml, loadDraft, type ReplyDraft, saveDraft } from "./drafts";

const savePauseMillis = 400;

/** The reply being written, kept in this browser while it is written. */
export function useReplyDraft(memberId: string, conversationId: string) {
  const [draft, setDraft] = useState<ReplyDraft | null>(() => loadDraft(memberId, conversationId));
  const [kept, setKept] = useState(true);
  const unsaved = useRef<ReplyDraft | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const save = useCallback((): void => {
    clearTimeout(timer.current);
    if (unsaved.current === null) return;
    setKept(saveDraft(memberId, conversationId, unsaved.current));
    unsaved.current = null;
  }, [memberId, conversationId]);

  useEffect(() => {
    window.addEventListener("pagehide", save);
    return () => {
      window.removeEventListener("pagehide", save);
      save();
    };
  }, [save]);

  const change = useCallback(
    (part: Partial<ReplyDraft>): void => {
      setDraft((before) => {
        if (before === null) return before;
        const next = { ...before, ...part, savedAt: Date.now() };
        unsaved.current = next;
        return next;
      });
      clearTimeout(timer.current);
      timer.current = setTimeout(save, savePauseMillis);
    },
    [save],
  );
  const begin = useCallback((fresh: ReplyDraft): void => {
    unsaved.current = isEmptyHtml(fresh.html) ? null : fresh;
    setDraft(fresh);
  }, []);
  const drop = useCallback((): void => {
    clearTimeout(timer.current);
    unsaved.current = null;
    dropDraft(memberId, conversationId);
    setDraft(null);
  }, [memberId, conversationId]);

  return { draft, kept, begin, change, drop };
}
