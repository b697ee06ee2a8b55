import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { deleteDraft, draftsQuery, putDraft, readDrafts, type ServerDraft } from "@/api/drafts";
import { useLiveConnected } from "@/api/live";
import { DraftSync, type Kept } from "./draft-sync";
import { dropDraft, isEmptyHtml, loadDraft, type ReplyDraft, saveDraft } from "./drafts";
import { fromServer, reconcile } from "./reconcile";

const savePauseMillis = 400;

/** What became of the draft while it was away from this page. */
export interface Overtaken {
  /** Null where it was sent, thrown away, or is another's now. */
  mine: ServerDraft | null;
  /** The colleague who goes on with it. */
  takenBy: string | null;
}

/** The reply being written: kept in this browser as it is typed, and on the server a moment later, for its team and for other browsers. */
export function useReplyDraft(memberId: string, conversationId: string) {
  const client = useQueryClient();
  const [draft, setDraft] = useState<ReplyDraft | null>(() => loadDraft(memberId, conversationId));
  const [inBrowser, setInBrowser] = useState(true);
  const [kept, setKept] = useState<Kept>("here");
  const [overtaken, setOvertaken] = useState<Overtaken | null>(null);
  const unsaved = useRef<ReplyDraft | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const sync = useRef<DraftSync | null>(null);
  const current = useRef(draft);
  /** What was sent or thrown away here does not come back from an answer that was on its way. */
  const done = useRef(new Set<string>());

  const save = useCallback((): void => {
    clearTimeout(timer.current);
    if (unsaved.current === null) return;
    setInBrowser(saveDraft(memberId, conversationId, unsaved.current));
    unsaved.current = null;
  }, [memberId, conversationId]);

  const put = useCallback(
    (next: ReplyDraft): void => {
      current.current = next;
      setDraft(next);
      saveDraft(memberId, conversationId, next);
    },
    [memberId, conversationId],
  );
  const forget = useCallback((): void => {
    clearTimeout(timer.current);
    unsaved.current = null;
    sync.current?.stop();
    sync.current = null;
    current.current = null;
    dropDraft(memberId, conversationId);
    setDraft(null);
    setOvertaken(null);
  }, [memberId, conversationId]);

  /** The one way to the server for this draft. */
  const follow = useCallback(
    (of: ReplyDraft): DraftSync => {
      sync.current?.stop();
      const made = new DraftSync(
        { id: of.id, version: of.version },
        {
          put: (id, version, content, leaving) => putDraft(conversationId, id, version, content, leaving),
          list: () => readDrafts(conversationId),
        },
        {
          saved: ({ version }, all) => {
            const now = current.current;
            if (now?.id === of.id) put({ ...now, version, unsaved: !all });
          },
          kept: setKept,
          overtaken: (theirs) =>
            setOvertaken({
              mine: theirs?.mine ? theirs : null,
              takenBy: theirs && !theirs.mine ? theirs.by.name : null,
            }),
        },
      );
      sync.current = made;
      return made;
    },
    [conversationId, put],
  );

  const begin = useCallback(
    (fresh: ReplyDraft): void => {
      setOvertaken(null);
      current.current = fresh;
      unsaved.current = isEmptyHtml(fresh.html) ? null : fresh;
      setDraft(fresh);
      const way = follow(fresh);
      if (isEmptyHtml(fresh.html) && fresh.version === 0) setKept("here");
      else if (fresh.unsaved) way.write(fresh);
      else setKept("server");
      save();
    },
    [follow, save],
  );
  const change = useCallback(
    (part: Partial<ReplyDraft>): void => {
      const before = current.current;
      if (before === null) return;
      const next = { ...before, ...part, unsaved: true, savedAt: Date.now() };
      current.current = next;
      unsaved.current = next;
      setDraft(next);
      clearTimeout(timer.current);
      timer.current = setTimeout(save, savePauseMillis);
      // Opened and not written in: that is nobody's news.
      if (next.version > 0 || !isEmptyHtml(next.html)) (sync.current ?? follow(next)).write(next);
    },
    [follow, save],
  );

  /** @param because `sent`: the server let it go with the answer; `changed`: given up because others were faster */
  const drop = useCallback(
    (because: "sent" | "discarded" | "changed"): void => {
      const gone = current.current;
      if (gone) done.current.add(gone.id);
      // What is on its way to be saved must not come after the deletion.
      const settled = sync.current?.settle() ?? Promise.resolve();
      forget();
      if (gone === null || because === "sent") return;
      // What never got to the server is not there to be deleted.
      settled.then(() => deleteDraft(conversationId, gone.id, because === "changed")).catch(() => undefined);
      client.setQueryData<ServerDraft[]>(["drafts", conversationId], (all) =>
        all?.filter((each) => each.id !== gone.id),
      );
    },
    [forget, client, conversationId],
  );

  /** Asks the server, and goes on with what is the newest. */
  const look = useCallback(async (): Promise<void> => {
    const before = current.current;
    let drafts: ServerDraft[];
    try {
      drafts = (await readDrafts(conversationId)).filter((each) => !done.current.has(each.id));
    } catch {
      return; // away: what this browser has goes on
    }
    const here = current.current;
    // Saved while we asked: the answer is older than what we know.
    if (here?.id !== before?.id || here?.version !== before?.version) return;
    const found = reconcile(here, drafts);
    switch (found.kind) {
      case "server":
        begin(found.draft);
        break;
      case "conflict":
        sync.current?.stop();
        setKept("conflict");
        setOvertaken({ mine: found.theirs, takenBy: null });
        break;
      case "gone": {
        const theirs = drafts.find((each) => each.id === here?.id);
        forget();
        if (theirs) setOvertaken({ mine: null, takenBy: theirs.by.name });
        break;
      }
      case "here":
        break;
    }
  }, [conversationId, begin, forget]);

  // The list is read again whenever a live event says that a draft of this conversation changed, wherever.
  const { data: listed } = useQuery({ ...draftsQuery(conversationId), enabled: memberId !== "" });
  useEffect(() => {
    const here = current.current;
    if (listed === undefined) return;
    const drafts = listed.filter((each) => !done.current.has(each.id));
    if (reconcile(here, drafts).kind !== "here") void look();
    else if (here?.unsaved && !isEmptyHtml(here.html) && sync.current === null) follow(here).write(here);
  }, [listed, look, follow]);
  // Nobody is told of each letter: who comes back to this page may find it behind another.
  useEffect(() => {
    const back = (): void => {
      const here = current.current;
      if (document.visibilityState === "visible" && here !== null && here.version > 0 && !here.unsaved)
        void look();
    };
    document.addEventListener("visibilitychange", back);
    return () => document.removeEventListener("visibilitychange", back);
  }, [look]);
  const connected = useLiveConnected();
  useEffect(() => {
    if (connected) sync.current?.flush();
  }, [connected]);

  useEffect(() => {
    const leave = (): void => {
      save();
      sync.current?.flush(true);
    };
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      leave();
    };
  }, [save]);

  return {
    draft,
    inBrowser,
    kept,
    overtaken,
    begin,
    change,
    drop,
    forget,
    /** Nothing more is saved until it is written on. */
    settle: (): Promise<void> => sync.current?.settle() ?? Promise.resolve(),
    /** Goes on with the words of the other page. */
    takeTheirs: (theirs: ServerDraft): void => begin(fromServer(theirs)),
    /** Goes on with the words of this page. */
    keepMine: (theirs: ServerDraft): void => {
      const here = current.current;
      if (here === null) return;
      setOvertaken(null);
      follow({ ...here, version: theirs.version }).keepMine(theirs.version, here);
    },
  };
}
