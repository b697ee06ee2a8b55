import {
  type InfiniteData,
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
  useQuery,
} from "@tanstack/react-query";
import { mergeHead, patchRows, replaceRow, rowsOf, withoutRow } from "./conversation-list";
import type { Conversation, ConversationRow, Counts, Page } from "./conversation-types";
import { http, queryString } from "./http";

/** A part of the mailboxes besides the inbox. */
export type Section =
  | "mine"
  | "shared"
  | "unassigned"
  | "waiting_for_us"
  | "waiting_for_them"
  | "snoozed"
  | "closed"
  | "archived_by_me"
  | "starred"
  | "archive"
  | "trash";

/** Which list is shown: everything, only unread, one mailbox, one contact's, or a section. */
export interface ListView {
  section?: Section;
  accountId?: string;
  unread?: boolean;
  contactId?: string;
  tagId?: string;
}

type ListData = InfiniteData<Page<ConversationRow>, string | null>;

const listKey = "conversation-list";
const pageSize = 50;

export const viewName = (view: ListView): string =>
  `${view.accountId ?? ""}/${view.unread ? "unread" : ""}/${view.contactId ?? ""}/${view.section ?? ""}/${view.tagId ?? ""}`;

/**
 * The list keeps itself current by {@link refreshHead}: asking again for four hundred pages because one row changed would be slow, and
 * would lose the reader's place. Hence `live: "own"`.
 */
export function conversationListQuery(view: ListView) {
  return infiniteQueryOptions({
    queryKey: [listKey, view] as const,
    queryFn: ({ pageParam, signal }) => readPage(view, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last: Page<ConversationRow>) => last.next,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 30 * 60_000,
    structuralSharing: false,
    meta: { live: "own" },
  });
}

const readPage = (view: ListView, cursor: string | null, signal?: AbortSignal) =>
  http.get<Page<ConversationRow>>(
    `/conversations${queryString({
      account: view.accountId,
      unread: view.unread ? true : undefined,
      contact: view.contactId,
      section: view.section,
      tag: view.tagId,
      cursor,
      limit: pageSize,
    })}`,
    signal,
  );

/**
 * Reads the newest rows of a list again and lays them over what is cached.
 *
 * @param depth how many pages at most; more than one after the stream was lost, when anything may have changed
 */
export async function refreshHead(
  client: QueryClient,
  view: ListView,
  keep?: (row: ConversationRow) => boolean,
  depth = 1,
): Promise<void> {
  const { queryKey } = conversationListQuery(view);
  const cached = client.getQueryData<ListData>(queryKey);
  if (!cached) return;
  const head = await readPage(view, null);
  const wanted = Math.min(rowsOf(cached).length, depth * pageSize);
  while (head.next !== null && head.items.length < wanted) {
    const more = await readPage(view, head.next);
    head.items.push(...more.items);
    head.next = more.next;
  }
  // An older page on its way would overwrite what is laid down now with what it saw when it set out.
  await client
    .getQueryCache()
    .find({ queryKey, exact: true })
    ?.promise?.catch(() => undefined);
  client.setQueryData<ListData>(queryKey, (data) => data && mergeHead(data, head, keep));
}

/** All cached lists, with what each shows. */
export function cachedLists(client: QueryClient): { view: ListView; data: ListData; active: boolean }[] {
  return client
    .getQueryCache()
    .findAll({ queryKey: [listKey] })
    .flatMap((query) => {
      const data = query.state.data as ListData | undefined;
      return data ? [{ view: query.queryKey[1] as ListView, data, active: query.isActive() }] : [];
    });
}

/** Below the newest page a changed conversation is found by itself. */
export function isBelowHead(data: ListData, conversationId: string): boolean {
  return rowsOf(data).findIndex((row) => row.id === conversationId) >= pageSize;
}

export function replaceInLists(client: QueryClient, row: ConversationRow): void {
  client.setQueriesData<ListData>({ queryKey: [listKey] }, (data) => data && replaceRow(data, row));
}

export function removeFromLists(client: QueryClient, conversationId: string): void {
  client.setQueriesData<ListData>(
    { queryKey: [listKey] },
    (data) => data && withoutRow(data, conversationId),
  );
}

export function findRow(client: QueryClient, conversationId: string): ConversationRow | undefined {
  for (const { data } of cachedLists(client)) {
    const row = rowsOf(data).find((each) => each.id === conversationId);
    if (row) return row;
  }
  return undefined;
}

/** The list row of an open conversation, worked out as the server would. */
export function rowOf(conversation: Conversation, old: ConversationRow): ConversationRow {
  const last = conversation.emails.reduce<Conversation["emails"][number] | undefined>(
    (newest, email) => (!newest || email.at >= newest.at ? email : newest),
    undefined,
  );
  const marks = {
    unread: conversation.unread,
    starred: conversation.starred,
    shelf: conversation.shelf,
    wishFailure: conversation.wishFailure,
    state: conversation.state,
    snoozedUntil: conversation.snoozedUntil,
    assignee: conversation.assignee,
    tags: conversation.tags,
  };
  if (!last) return { ...old, ...marks };
  return {
    ...old,
    ...marks,
    lastAt: last.at,
    lastDirection: last.direction,
    snippet: last.snippet || old.snippet,
    emailCount: conversation.emails.filter((email) => !email.removed).length || old.emailCount,
    attachment: conversation.emails.some((email) => email.attachments.some((each) => !each.inline)),
  };
}

export const conversationQuery = (id: string) =>
  queryOptions({
    queryKey: ["conversation", id],
    queryFn: ({ signal }) => http.get<Conversation>(`/conversations/${encodeURIComponent(id)}`, signal),
    staleTime: 60_000,
    gcTime: 30 * 60_000,
  });

/** The emails before those that a very long conversation opens with. */
export const earlierEmails = (id: string, cursor: string) =>
  http.get<Conversation>(`/conversations/${encodeURIComponent(id)}${queryString({ cursor })}`);

export const countsQuery = queryOptions({
  queryKey: ["counts"],
  queryFn: ({ signal }) => http.get<Counts>("/counts", signal),
});

const nothingCounted: Counts = {
  unread: 0,
  accounts: {},
  sections: { mine: 0, unassigned: 0, waitingForUs: 0, waitingForThem: 0, snoozed: 0 },
  tags: {},
};

export function useCounts(): Counts {
  return useQuery(countsQuery).data ?? nothingCounted;
}

/** Those among them that marking would change: what an undo has to take back. */
export function toMark(client: QueryClient, ids: readonly string[], read: boolean): string[] {
  return ids.filter((id) => knownUnread(client, id) !== !read);
}

/**
 * Marks conversations read or unread: at once on the page, then on the server. When the server refuses, the page goes back to what it
 * was and the problem is thrown.
 */
export async function setRead(client: QueryClient, ids: readonly string[], read: boolean): Promise<void> {
  const changing = toMark(client, ids, read);
  if (changing.length === 0) return;
  showRead(client, changing, read);
  const outcomes = await Promise.allSettled(
    changing.map((id) => http.put(`/conversations/${encodeURIComponent(id)}/read`, { read })),
  );
  const refused = changing.filter((_, index) => outcomes[index]?.status === "rejected");
  if (refused.length === 0) return;
  showRead(client, refused, !read);
  throw outcomes.find((outcome) => outcome.status === "rejected")?.reason;
}

function knownUnread(client: QueryClient, id: string): boolean | undefined {
  return findRow(client, id)?.unread ?? client.getQueryData<Conversation>(["conversation", id])?.unread;
}

function showRead(client: QueryClient, ids: readonly string[], read: boolean): void {
  const set = new Set(ids);
  // An older page on its way would bring the old state back; the list asks for it again.
  void client.cancelQueries({ queryKey: [listKey], predicate: (query) => query.state.data !== undefined });
  const before = new Map(ids.map((id) => [id, findRow(client, id)]));
  client.setQueriesData<ListData>({ queryKey: [listKey] }, (data) =>
    data ? patchRows(data, set, { unread: !read }) : data,
  );
  client.setQueryData<Counts>(["counts"], (counts) => {
    if (!counts) return counts;
    const accounts = { ...counts.accounts };
    let unread = counts.unread;
    for (const id of ids) {
      const accountId =
        before.get(id)?.accountId ?? client.getQueryData<Conversation>(["conversation", id])?.accountId;
      const step = read ? -1 : 1;
      unread = Math.max(0, unread + step);
      if (accountId) accounts[accountId] = Math.max(0, (accounts[accountId] ?? 0) + step);
    }
    return { ...counts, unread, accounts };
  });
  for (const id of ids) {
    client.setQueryData<Conversation>(["conversation", id], (open) => open && { ...open, unread: !read });
  }
}

export type { ListData };
export { rowsOf };
