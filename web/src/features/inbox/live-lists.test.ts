import { InfiniteQueryObserver, QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ConversationRow } from "@/api/conversation-types";
import { conversationListQuery, countsQuery, rowsOf, setRead, toMark } from "@/api/conversations";
import { LiveLists, readHere } from "./live-lists";

/** A small server: its conversations newest first, two a page. */
let server: ConversationRow[] = [];
let asked: string[] = [];
let refuse = false;

const row = (id: string, minute: number, unread = false): ConversationRow => ({
  id,
  accountId: "biuro",
  subject: `Zamówienie ${id}`,
  snippet: "",
  lastAt: new Date(Date.UTC(2026, 10, 24, 9, minute)).toISOString(),
  emailCount: 1,
  unread,
  attachment: false,
  participants: [],
  lastDirection: "in",
  starred: false,
  shelf: null,
  wishFailure: null,
  state: "open",
  snoozedUntil: null,
  assignee: null,
  tags: [],
});

function answer(url: string): unknown {
  const { pathname, searchParams } = new URL(url, "http://rozmowa.test");
  if (pathname === "/api/conversations") {
    const listed = searchParams.get("unread") ? server.filter((each) => each.unread) : server;
    const from = listed.findIndex((each) => each.id === searchParams.get("cursor")) + 1;
    const items = listed.slice(from, from + 50);
    return { items, next: from + 50 < listed.length ? items.at(-1)?.id : null };
  }
  const found = server.find((each) => pathname === `/api/conversations/${each.id}`);
  return (
    found && {
      ...found,
      emails: [{ at: found.lastAt, direction: "in", snippet: "nowa", attachments: [], removed: false }],
    }
  );
}

beforeEach(() => {
  asked = [];
  refuse = false;
  vi.stubGlobal("fetch", async (url: string, wish: RequestInit) => {
    asked.push(`${wish.method} ${url}`);
    if (wish.method === "PUT") return new Response(null, { status: refuse ? 403 : 204 });
    const body = answer(url);
    return body ? Response.json(body) : Response.json({ code: "not_found", args: {} }, { status: 404 });
  });
});
afterEach(() => vi.useRealTimers());

async function open(view: { unread?: boolean } = {}) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  await client.fetchInfiniteQuery(conversationListQuery(view));
  const { queryKey } = conversationListQuery(view);
  new InfiniteQueryObserver(client, conversationListQuery(view)).subscribe(() => undefined);
  const ids = () => rowsOf(client.getQueryData(queryKey)).map((each) => each.id);
  return { client, ids, queryKey };
}

test("a message that arrives shows without asking for the whole list again, and many events make one look", async () => {
  server = [row("b", 20), row("a", 10)];
  const { client, ids } = await open();
  const lists = new LiveLists(client);
  server = [row("c", 30), ...server];
  asked = [];
  for (let event = 0; event < 30; event++)
    lists.hear({ type: "conversation", accountId: "biuro", conversationId: "c" });
  await vi.waitFor(() => expect(ids()).toEqual(["c", "b", "a"]));
  expect(asked).toHaveLength(1);
});

test("the first event after a quiet while is looked at at once, and those that follow not too often", async () => {
  server = [row("a", 10)];
  const { client, ids } = await open();
  vi.useFakeTimers();
  const lists = new LiveLists(client);
  lists.hear({ type: "account", accountId: "biuro" });
  server = [row("b", 20), ...server];
  asked = [];
  lists.hear({ type: "conversation", accountId: "biuro", conversationId: "b" });
  await vi.advanceTimersByTimeAsync(30);
  expect(ids()).toEqual(["b", "a"]);
  for (let event = 0; event < 10; event++) {
    lists.hear({ type: "conversation", accountId: "biuro", conversationId: "b" });
    await vi.advanceTimersByTimeAsync(20);
  }
  expect(asked).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(300);
  expect(asked).toHaveLength(2);
});

test("a row far down is looked at by itself, and leaves when one may no longer see it", async () => {
  server = Array.from({ length: 60 }, (_, index) =>
    row(`r${String(60 - index).padStart(2, "0")}`, 59 - index / 2),
  );
  const { client, ids, queryKey } = await open();
  await client.fetchInfiniteQuery({ ...conversationListQuery({}), pages: 2, staleTime: 0 });
  expect(ids()).toHaveLength(60);
  const lists = new LiveLists(client);
  server = server
    .map((each) => (each.id === "r03" ? { ...each, unread: true } : each))
    .filter((each) => each.id !== "r02");
  lists.hear({ type: "conversation", conversationId: "r03" });
  lists.hear({ type: "conversation", conversationId: "r02" });
  await vi.waitFor(() => {
    expect(ids()).not.toContain("r02");
    expect(rowsOf(client.getQueryData(queryKey)).find((each) => each.id === "r03")?.unread).toBe(true);
  });
  expect(ids()).toHaveLength(59);
});

test("what was read a moment ago stays in the list of unread ones", async () => {
  server = [row("b", 20, true), row("a", 10, true)];
  const { client, ids } = await open({ unread: true });
  await setRead(client, ["b"], true);
  server = [row("c", 30, true), row("b", 20), row("a", 10, true)];
  const lists = new LiveLists(client);
  lists.hear({ type: "conversation", conversationId: "c" });
  await vi.waitFor(() => expect(ids()).toEqual(["c", "b", "a"]));
  expect(readHere(row("b", 20))).toBe(true);
});

test("marking shows at once, counts along, and goes back when the server refuses", async () => {
  server = [row("b", 20, true), row("a", 10)];
  const { client, queryKey } = await open();
  client.setQueryData(countsQuery.queryKey, {
    unread: 1,
    accounts: { biuro: 1 },
    sections: { mine: 0, unassigned: 0, waitingForUs: 0, waitingForThem: 0, snoozed: 0 },
    tags: {},
  });
  const unread = () => rowsOf(client.getQueryData(queryKey)).map((each) => each.unread);
  refuse = true;
  const marking = setRead(client, ["a", "b"], true);
  expect(unread()).toEqual([false, false]);
  expect(client.getQueryData(countsQuery.queryKey)).toMatchObject({ unread: 0, accounts: { biuro: 0 } });
  await expect(marking).rejects.toMatchObject({ code: "forbidden" });
  expect(unread()).toEqual([true, false]);
  expect(client.getQueryData(countsQuery.queryKey)).toEqual({
    unread: 1,
    accounts: { biuro: 1 },
    sections: { mine: 0, unassigned: 0, waitingForUs: 0, waitingForThem: 0, snoozed: 0 },
    tags: {},
  });
});

test("only what really changes is sent, and is what an undo takes back", async () => {
  server = [row("b", 20, true), row("a", 10)];
  const { client } = await open();
  expect(toMark(client, ["a", "b"], true)).toEqual(["b"]);
  asked = [];
  await setRead(client, ["a", "b"], true);
  expect(asked).toEqual(["PUT /api/conversations/b/read"]);
});
