import {
  type InfiniteData,
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
} from "@tanstack/react-query";
import { withoutRow } from "./conversation-list";
import type { Colleague, Conversation, Page, TeamState } from "./conversation-types";
import { cachedLists, conversationListQuery, type Section } from "./conversations";
import { http, queryString } from "./http";
import { pathOf, wish } from "./wishes";

/** What members do with conversations as a team (HTTP API of the room teamwork). */

/** `until`: with `snoozed` alone; null for "until a reply". */
export interface StateWish {
  state: TeamState;
  until?: string | null;
}

export const setState = (client: QueryClient, ids: readonly string[], to: StateWish): Promise<void> =>
  wish(client, ids, { state: to.state, snoozedUntil: to.until ?? null }, (id) =>
    http.put(pathOf(id, "state"), to),
  );

export const setAssignee = (
  client: QueryClient,
  ids: readonly string[],
  assignee: Colleague | null,
): Promise<void> =>
  wish(client, ids, { assignee }, (id) =>
    http.put(pathOf(id, "assignee"), { memberId: assignee?.id ?? null }),
  );

export async function setMember(
  client: QueryClient,
  id: string,
  member: Colleague,
  works: boolean,
): Promise<void> {
  client.setQueryData<Conversation>(["conversation", id], (open) => {
    if (!open) return open;
    const others = open.members.filter((each) => each.id !== member.id);
    return { ...open, members: works ? [...others, member] : others };
  });
  const path = pathOf(id, `members/${encodeURIComponent(member.id)}`);
  try {
    await (works ? http.put(path, {}) : http.delete(path));
  } catch (problem) {
    void client.invalidateQueries({ queryKey: ["conversation", id] });
    throw problem;
  }
}

export const setTags = (client: QueryClient, id: string, tags: string[]): Promise<void> =>
  wish(client, [id], { tags }, () => http.put(pathOf(id, "tags"), { tagIds: tags }));

/** Takes conversations out of my own inbox, or back into it; for the team nothing changes. */
export async function archiveForMe(
  client: QueryClient,
  ids: readonly string[],
  archived: boolean,
): Promise<void> {
  for (const { view, data } of cachedLists(client)) {
    const leaves = archived ? view.section === undefined : view.section === "archived_by_me";
    if (!leaves || view.contactId !== undefined) continue;
    client.setQueryData(conversationListQuery(view).queryKey, ids.reduce(withoutRow, data));
  }
  for (const id of ids) {
    client.setQueryData<Conversation>(
      ["conversation", id],
      (open) => open && { ...open, archivedByMe: archived, unread: archived ? false : open.unread },
    );
  }
  const outcomes = await Promise.allSettled(ids.map((id) => http.put(pathOf(id, "archived"), { archived })));
  const problem = outcomes.find((outcome) => outcome.status === "rejected");
  if (problem) throw problem.reason;
}

export interface Tag {
  id: string;
  name: string;
  /** A place in the palette, 0 to 7. */
  colour: number;
}

export const tagColours = 8;

export const tagsQuery = queryOptions({
  queryKey: ["tags"],
  queryFn: async ({ signal }) => (await http.get<{ items: Tag[] }>("/tags", signal)).items,
  staleTime: 5 * 60_000,
});

export const addTag = (tag: Omit<Tag, "id">) => http.post<Tag>("/tags", tag);
export const changeTag = (id: string, change: Partial<Omit<Tag, "id">>) =>
  http.patch(`/tags/${encodeURIComponent(id)}`, change);
export const removeTag = (id: string) => http.delete(`/tags/${encodeURIComponent(id)}`);

/** A kept way of looking at the list. */
export interface SavedView {
  id: string;
  name: string;
  shared: boolean;
  mine: boolean;
  section: Section | "inbox";
  accountId: string | null;
  tagId: string | null;
  unread: boolean;
}

export const viewsQuery = queryOptions({
  queryKey: ["views"],
  queryFn: async ({ signal }) => (await http.get<{ items: SavedView[] }>("/views", signal)).items,
  staleTime: 5 * 60_000,
});

export const addView = (view: Omit<SavedView, "id" | "mine">) => http.post<SavedView>("/views", view);
export const changeView = (id: string, change: Partial<Pick<SavedView, "name" | "shared">>) =>
  http.patch(`/views/${encodeURIComponent(id)}`, change);
export const removeView = (id: string) => http.delete(`/views/${encodeURIComponent(id)}`);

/** One line of what was done to a conversation. */
export interface HistoryLine {
  id: string;
  at: string;
  /** Null: it came about by itself. */
  by: Colleague | null;
  verb: string;
  about: Colleague | null;
  tag: string | null;
  detail: string | null;
}

/** Newest first. */
export const historyQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ["conversation", id, "history"],
    queryFn: ({ pageParam, signal }) =>
      http.get<Page<HistoryLine>>(`${pathOf(id, "history")}${queryString({ cursor: pageParam })}`, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last: Page<HistoryLine>) => last.next,
    select: (data: InfiniteData<Page<HistoryLine>, string | null>) =>
      data.pages.flatMap((page) => page.items).reverse(),
  });
