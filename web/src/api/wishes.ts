import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { insertRow, patchRows, rowsOf, withoutRow } from "./conversation-list";
import type { Conversation, ConversationRow, Shelf } from "./conversation-types";
import { cachedLists, conversationListQuery, findRow, type ListView } from "./conversations";
import { http } from "./http";

/** Where a conversation is put. `back`: where it lay before it was put away. */
export type Place = { to: "archive" | "trash" | "back" } | { to: "folder"; folderId: string };

/** What a wish shows at once. */
export type Marks = Pick<
  ConversationRow,
  "starred" | "shelf" | "state" | "snoozedUntil" | "assignee" | "tags"
>;

/** A folder into which a conversation may be moved. */
export interface MoveTarget {
  id: string;
  name: string;
  role: string;
  path: string[];
}

export const moveTargetsQuery = (conversationId: string) =>
  queryOptions({
    queryKey: ["conversation", conversationId, "folders"],
    queryFn: async ({ signal }) =>
      (
        await http.get<{ items: MoveTarget[] }>(
          `/conversations/${encodeURIComponent(conversationId)}/folders`,
          signal,
        )
      ).items,
  });

export const shelfOf = (place: Place): Shelf | null => (place.to === "back" ? null : place.to);

/** How to put a conversation where it was. Which folder it was in nobody here knows: from there it goes back to where it lay first. */
export function wayBack(before: Shelf | null): Place {
  return before === "archive" || before === "trash" ? { to: before } : { to: "back" };
}

/** Whether a list shows a conversation with these marks; what else the list asks for is the server's to say. */
export function belongs(view: ListView, row: ConversationRow): boolean {
  if (view.contactId !== undefined) return true;
  if (view.tagId !== undefined && !row.tags.includes(view.tagId)) return false;
  const open = row.shelf === null && row.state === "open";
  switch (view.section) {
    case "unassigned":
      return open && row.assignee === null;
    case "waiting_for_us":
      return open && row.lastDirection === "in";
    case "waiting_for_them":
      return open && row.lastDirection === "out";
    case "snoozed":
      return row.state === "snoozed";
    case "closed":
      return row.state === "closed" && row.shelf !== "trash";
    case "starred":
      return row.starred;
    case "archive":
      return row.shelf === "archive" || row.shelf === "folder";
    case "trash":
      return row.shelf === "trash";
    case "shared":
      return true;
    case "mine":
    case "archived_by_me":
    case undefined:
      return open;
  }
}

/** What is known here of a conversation's marks; undefined when it was never loaded. */
export function marksOf(client: QueryClient, id: string): Marks | undefined {
  const known = client.getQueryData<Conversation>(["conversation", id]) ?? findRow(client, id);
  return (
    known && {
      starred: known.starred,
      shelf: known.shelf,
      state: known.state,
      snoozedUntil: known.snoozedUntil,
      assignee: known.assignee,
      tags: known.tags,
    }
  );
}

/** Shows the marks at once: in open conversations, and in each list, which a conversation leaves or enters by them. */
export function showMarks(client: QueryClient, ids: readonly string[], patch: Partial<Marks>): void {
  const rows = ids.flatMap((id) => findRow(client, id) ?? []).map((row) => ({ ...row, ...patch }));
  // An older page on its way would bring the old state back; the list asks for it again.
  void client.cancelQueries({
    queryKey: ["conversation-list"],
    predicate: (query) => query.state.data !== undefined,
  });
  const set = new Set(ids);
  for (const { view, data } of cachedLists(client)) {
    let changed = patchRows(data, set, patch);
    for (const row of rows) {
      if (!belongs(view, row)) changed = withoutRow(changed, row.id);
      else if (mayEnter(view, row)) changed = insertRow(changed, row);
    }
    if (changed !== data) client.setQueryData(conversationListQuery(view).queryKey, { ...data, ...changed });
  }
  for (const id of ids) {
    client.setQueryData<Conversation>(["conversation", id], (open) => open && { ...open, ...patch });
  }
}

const mayEnter = (view: ListView, row: ConversationRow): boolean =>
  view.contactId === undefined &&
  // Who works on what, and what one archived for oneself, only the server knows.
  view.section !== "mine" &&
  view.section !== "archived_by_me" &&
  view.section !== "shared" &&
  (view.accountId === undefined || view.accountId === row.accountId) &&
  (!view.unread || row.unread);

/**
 * Shows it, tells the server, and where the server refuses shows what was.
 *
 * @throws what the server answered first
 */
export async function wish(
  client: QueryClient,
  ids: readonly string[],
  patch: Partial<Marks>,
  tell: (id: string) => Promise<unknown>,
): Promise<void> {
  const before = new Map(ids.map((id) => [id, marksOf(client, id)]));
  // Taken before the rows leave: a list that lost one gets it back.
  const rows = new Map(ids.map((id) => [id, findRow(client, id)]));
  showMarks(client, ids, patch);
  const outcomes = await Promise.allSettled(ids.map(tell));
  const refused = ids.filter((_, index) => outcomes[index]?.status === "rejected");
  for (const id of refused) {
    const marks = before.get(id);
    const row = rows.get(id);
    if (row && !findRow(client, id)) restore(client, row);
    if (marks) showMarks(client, [id], marks);
  }
  const problem = outcomes.find((outcome) => outcome.status === "rejected");
  if (problem) throw problem.reason;
}

function restore(client: QueryClient, row: ConversationRow): void {
  for (const { view, data } of cachedLists(client)) {
    if (belongs(view, row) && mayEnter(view, row)) {
      client.setQueryData(conversationListQuery(view).queryKey, { ...data, ...insertRow(data, row) });
    }
  }
}

export const setStarred = (client: QueryClient, ids: readonly string[], starred: boolean): Promise<void> =>
  wish(client, ids, { starred }, (id) => http.put(pathOf(id, "star"), { starred }));

export const setPlace = (client: QueryClient, ids: readonly string[], place: Place): Promise<void> =>
  wish(client, ids, { shelf: shelfOf(place) }, (id) => http.put(pathOf(id, "place"), place));

/** Has what the provider refused tried once more. */
export const retryWishes = (id: string): Promise<unknown> => http.post(pathOf(id, "wishes/retry"));

/** Gives up what the provider refused. */
export const giveUpWishes = (id: string): Promise<unknown> => http.delete(pathOf(id, "wishes"));

export const pathOf = (id: string, what: string): string =>
  `/conversations/${encodeURIComponent(id)}/${what}`;

/** Rows that a list had, by id: what an undo puts back at once although every list has lost them. */
export function rowsBefore(client: QueryClient, ids: readonly string[]): ConversationRow[] {
  return ids.flatMap((id) => {
    for (const { data } of cachedLists(client)) {
      const row = rowsOf(data).find((each) => each.id === id);
      if (row) return [row];
    }
    return [];
  });
}

/** Puts rows back where they belong before an undo is told. */
export function putBack(client: QueryClient, rows: readonly ConversationRow[]): void {
  for (const row of rows) if (!findRow(client, row.id)) restore(client, row);
}
