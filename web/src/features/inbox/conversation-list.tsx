import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { ArrowUp } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { conversationListQuery, type ListView, refreshHead, rowsOf, viewName } from "@/api/conversations";
import { mailAccountsQuery } from "@/api/mail-accounts";
import { useMember } from "@/api/session";
import { tagsQuery } from "@/api/teamwork";
import { ask } from "@/api/teamwork-asks";
import { useTeamwork } from "@/api/use-teamwork";
import { useWishes } from "@/api/use-wishes";
import { useFormats } from "@/i18n/use-formats";
import { Button } from "@/ui/button";
import { useCommand } from "@/ui/keys";
import { AccessRequests } from "./access-requests";
import { BulkBar } from "./bulk-bar";
import { type Density, placeOf, rowHeight } from "./list-memory";
import { ListRow, rowElementId } from "./list-row";
import { ListEmpty, ListProblem, ListSkeleton } from "./list-states";
import { useMarkRead } from "./mark-read";
import { select, selectionOf, selectRange, toggle, useSelection } from "./selection";
import { useListPlace } from "./use-list-place";

interface ConversationListProps {
  view: ListView;
  openId: string | undefined;
  density: Density;
  /** What stands above the list while nothing is selected. */
  header: ReactNode;
  mayConnect: boolean;
  hrefOf: (conversationId: string) => string;
  onOpen: (conversationId: string) => void;
  onConnect: () => void;
  onMailboxes: () => void;
  onShowAll: () => void;
}

/** How many rows before the end the next page is asked for. */
const ahead = 30;

export function ConversationList(props: ConversationListProps) {
  const { view, openId, density, header, hrefOf, onOpen } = props;
  const { t } = useTranslation("inbox");
  const client = useQueryClient();
  const formats = useFormats();
  const markRead = useMarkRead();
  const wishes = useWishes();
  const teamwork = useTeamwork();
  const me = useMember();
  const { data: allTags } = useQuery(tagsQuery);
  const tags = useMemo(() => new Map(allTags?.map((tag) => [tag.id, tag])), [allTags]);
  const name = viewName(view);
  const height = rowHeight[density];

  const {
    data,
    error,
    isPending,
    isFetchingNextPage,
    isFetchNextPageError,
    hasNextPage,
    fetchNextPage,
    refetch,
  } = useInfiniteQuery(conversationListQuery(view));
  const { data: accounts } = useQuery(mailAccountsQuery);
  const rows = useMemo(() => rowsOf(data), [data]);
  const ids = useMemo(() => rows.map((row) => row.id), [rows]);
  const accountsById = useMemo(() => new Map(accounts?.map((account) => [account.id, account])), [accounts]);
  const withMail = accounts?.filter((account) => account.state !== "choosing") ?? [];
  const severalMailboxes = view.accountId === undefined && withMail.length > 1;

  const selection = useSelection(name);
  const selecting = selection.size > 0;
  const lastTouched = useRef<string | null>(null);
  const [focused, setFocused] = useState<{ view: string; id: string | null }>({
    view: name,
    id: placeOf(name).focusedId,
  });
  const wanted = focused.view === name ? focused.id : placeOf(name).focusedId;
  const cursorId = wanted !== null && ids.includes(wanted) ? wanted : (openId ?? ids[0] ?? null);
  const cursorIndex = cursorId === null ? -1 : ids.indexOf(cursorId);

  const scroller = useRef<HTMLDivElement>(null);
  const place = useListPlace({ view: name, rows, height, scroller, hold: selecting, focusedId: cursorId });
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 8,
    initialOffset: () => placeOf(name).top,
    // The row that has the focus is never taken away under it.
    rangeExtractor: (range) => {
      const indexes = defaultRangeExtractor(range);
      if (cursorIndex < 0 || indexes.includes(cursorIndex)) return indexes;
      return [...indexes, cursorIndex].sort((a, b) => a - b);
    },
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured anew exactly when the height of rows changes
  useEffect(() => virtualizer.measure(), [height]);

  // Coming back to a list that was read before: what has changed since is laid over it.
  useEffect(() => {
    refreshHead(client, view).catch(() => undefined);
  }, [client, view]);

  const items = virtualizer.getVirtualItems();
  const lastIndex = items.at(-1)?.index ?? 0;
  const needsMore =
    lastIndex >= rows.length - ahead || (place.isRestoring() && rows.length < placeOf(name).rows);
  useEffect(() => {
    if (needsMore && hasNextPage && !isFetchingNextPage && !isFetchNextPageError && rows.length > 0)
      void fetchNextPage();
  }, [needsMore, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage, rows.length]);

  const focusSoon = useRef<string | null>(null);
  const moveTo = useCallback(
    (index: number, focus = true): string | null => {
      const id = ids[Math.max(0, Math.min(index, ids.length - 1))];
      if (id === undefined) return null;
      virtualizer.scrollToIndex(ids.indexOf(id), { align: "auto" });
      if (focus) focusSoon.current = id;
      setFocused({ view: name, id });
      return id;
    },
    [ids, name, virtualizer],
  );
  useEffect(() => {
    const id = focusSoon.current;
    if (id === null) return;
    const element = document.getElementById(rowElementId(id));
    if (element) {
      focusSoon.current = null;
      element.focus({ preventScroll: true });
    }
  });

  const onFocus = useCallback((id: string) => setFocused({ view: name, id }), [name]);
  const onSelect = useCallback(
    (id: string, range: boolean) => {
      if (range) selectRange(name, ids, lastTouched.current, id);
      else toggle(name, id);
      lastTouched.current = id;
    },
    [name, ids],
  );
  const targets = (): string[] => (selecting ? [...selectionOf(name)] : cursorId === null ? [] : [cursorId]);
  const mark = (read: boolean): void => {
    const chosen = targets();
    if (chosen.length === 0) return;
    markRead(chosen, read);
    select(name, []);
  };
  const allStarred = (chosen: readonly string[]): boolean =>
    chosen.every((id) => rows.find((row) => row.id === id)?.starred === true);
  const star = (): void => {
    const chosen = targets();
    if (chosen.length > 0) wishes.star(chosen, !allStarred(chosen));
  };
  const goOn = (after: string | undefined): void => {
    select(name, []);
    if (after !== undefined) {
      focusSoon.current = after;
      setFocused({ view: name, id: after });
    }
  };
  const putAway = (to: "archive" | "trash" | "back"): void => {
    const chosen = targets();
    if (chosen.length === 0) return;
    // The next row has the focus, so that one can go on down the list.
    const after = ids.slice(cursorIndex + 1).find((id) => !chosen.includes(id));
    wishes.place(chosen, { to });
    goOn(after);
  };
  const done = (): void => {
    const chosen = targets();
    if (chosen.length === 0) return;
    const after = ids.slice(cursorIndex + 1).find((id) => !chosen.includes(id));
    teamwork.state(chosen, { state: view.section === "closed" ? "open" : "closed" });
    goOn(after);
  };
  const askAbout = (kind: "snooze" | "assign" | "tag") => (): void => {
    const chosen = targets();
    if (chosen.length > 0) ask({ kind, ids: chosen });
  };
  const extend = (step: number): void => {
    if (cursorId === null) return;
    const next = moveTo(cursorIndex + step);
    if (next) selectRange(name, ids, cursorId, next);
  };

  const some = rows.length > 0;
  useCommand(
    "list.next",
    () => void moveTo(cursorIndex + (wanted === null && openId === undefined ? 0 : 1)),
    some,
  );
  useCommand("list.previous", () => void moveTo(cursorIndex - 1), some);
  useCommand("list.open", () => cursorId !== null && onOpen(cursorId), some);
  useCommand("list.select", () => cursorId !== null && onSelect(cursorId, false), some);
  // An open conversation answers for itself, unless others are selected.
  useCommand("conversation.unread", () => mark(false), some && (selecting || openId === undefined));
  useCommand("conversation.star", star, some && (selecting || openId === undefined));
  useCommand("conversation.archive", () => putAway("archive"), some && (selecting || openId === undefined));
  useCommand("conversation.trash", () => putAway("trash"), some && (selecting || openId === undefined));
  useCommand("conversation.done", done, some && (selecting || openId === undefined));
  useCommand("conversation.snooze", askAbout("snooze"), some && (selecting || openId === undefined));
  useCommand(
    "conversation.assign",
    askAbout("assign"),
    some && me.role !== "guest" && (selecting || openId === undefined),
  );
  useCommand("conversation.tag", askAbout("tag"), some && (selecting || openId === undefined));
  useCommand(
    "conversation.assignToMe",
    () => teamwork.assign(targets(), { id: me.id, name: me.name }),
    some && (selecting || openId === undefined),
  );

  const keys = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? height) / height) - 1);
    const steps: Record<string, number> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -rows.length,
      End: rows.length,
    };
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (event.shiftKey) extend(step);
      else moveTo(cursorIndex + step);
    } else if (event.key === " " && cursorId !== null) {
      event.preventDefault();
      onSelect(cursorId, event.shiftKey);
    } else if (event.key === "Escape" && selecting) {
      event.preventDefault();
      event.stopPropagation();
      select(name, []);
    }
  };

  return (
    <section aria-label={t("list.label")} className="flex h-full min-h-0 flex-col bg-paper">
      <header className="flex h-14 shrink-0 items-center gap-1 border-b px-3">
        {selecting ? (
          <BulkBar
            count={selection.size}
            starred={allStarred([...selection])}
            section={view.section}
            onRead={mark}
            onStar={star}
            onPlace={putAway}
            onDone={done}
            onAsk={(kind) => askAbout(kind)()}
            onArchive={() => {
              teamwork.archive(targets(), view.section !== "archived_by_me");
              select(name, []);
            }}
            onClear={() => select(name, [])}
          />
        ) : (
          header
        )}
      </header>
      <AccessRequests />
      <div className="relative min-h-0 flex-1">
        {place.waiting > 0 ? (
          <div className="pointer-events-none absolute inset-x-0 top-2 z-10 flex justify-center">
            <button
              type="button"
              onClick={place.toTop}
              className="pointer-events-auto inline-flex h-8 animate-appear items-center gap-1.5 rounded-full bg-accent px-3.5 text-sm font-medium text-on-accent hover:bg-accent-hover max-md:h-10"
            >
              <ArrowUp aria-hidden="true" className="size-4" />
              {t("list.newPill", { count: place.waiting })}
            </button>
          </div>
        ) : null}
        <div role="status" className="sr-only">
          {place.waiting > 0 ? t("list.newLive", { count: place.waiting }) : ""}
        </div>
        <div ref={scroller} className="h-full overflow-y-auto overscroll-contain [overflow-anchor:none]">
          {isPending ? <ListSkeleton density={density} /> : null}
          {error && rows.length === 0 ? <ListProblem problem={error} onRetry={() => void refetch()} /> : null}
          {data && rows.length === 0 && accounts ? <ListEmpty {...props} accounts={accounts} /> : null}
          <ul
            aria-label={t("list.label")}
            onKeyDown={keys}
            className="relative m-0 list-none p-0 contain-strict"
            style={{ height: virtualizer.getTotalSize() }}
          >
            {items.map((item) => {
              const row = rows[item.index];
              return row ? (
                <ListRow
                  key={row.id}
                  row={row}
                  account={severalMailboxes ? accountsById.get(row.accountId) : undefined}
                  tags={tags}
                  href={hrefOf(row.id)}
                  position={item.index + 1}
                  top={item.start}
                  height={height}
                  density={density}
                  open={row.id === openId}
                  cursor={row.id === cursorId}
                  selected={selection.has(row.id)}
                  selecting={selecting}
                  formats={formats}
                  onOpen={onOpen}
                  onSelect={onSelect}
                  onFocus={onFocus}
                />
              ) : null;
            })}
          </ul>
          {isFetchNextPageError ? (
            <div className="flex flex-col items-center gap-2 p-4 text-center text-sm text-muted">
              {t("list.moreFailed")}
              <Button size="small" onClick={() => void fetchNextPage()}>
                {t("list.retry")}
              </Button>
            </div>
          ) : null}
          {rows.length > 12 && !hasNextPage ? (
            <p className="px-4 py-5 text-center text-xs text-muted">{t("list.end")}</p>
          ) : null}
        </div>
      </div>
    </section>
  );
}
