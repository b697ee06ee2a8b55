import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { insertRow, type ListData } from "./conversation-list";
import type { Conversation, ConversationRow } from "./conversation-types";
import { conversationListQuery, type ListView, rowsOf } from "./conversations";
import { http } from "./http";
import { belongs, putBack, rowsBefore, setPlace, setStarred, wayBack } from "./wishes";

function row(id: string, minute: number, more: Partial<ConversationRow> = {}): ConversationRow {
  return {
    id,
    accountId: "biuro",
    subject: `Wycena ${id}`,
    snippet: "",
    lastAt: new Date(Date.UTC(2026, 10, 24, 9, minute)).toISOString(),
    emailCount: 1,
    unread: false,
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
    ...more,
  };
}

const list = (items: ConversationRow[], next: string | null = null): ListData => ({
  pages: [{ items, next }],
  pageParams: [null],
});

describe("which list shows what", () => {
  test.each<[ListView, Partial<ConversationRow>, boolean]>([
    [{}, {}, true],
    [{}, { shelf: "archive" }, false],
    [{ unread: true }, { shelf: "trash" }, false],
    [{ contactId: "zaneta" }, { shelf: "trash" }, true],
    [{ section: "starred" }, { starred: true, shelf: "archive" }, true],
    [{ section: "starred" }, {}, false],
    [{ section: "archive" }, { shelf: "folder" }, true],
    [{ section: "archive" }, { shelf: "trash" }, false],
    [{ section: "trash" }, { shelf: "trash" }, true],
    [{}, { state: "closed" }, false],
    [{ section: "closed" }, { state: "closed" }, true],
    [{ section: "closed" }, { state: "closed", shelf: "trash" }, false],
    [{ section: "snoozed" }, { state: "snoozed" }, true],
    [{ section: "unassigned" }, {}, true],
    [{ section: "unassigned" }, { assignee: { id: "lidia", name: "Lidia Maj" } }, false],
    [{ section: "waiting_for_us" }, { lastDirection: "out" }, false],
    [{ section: "waiting_for_them" }, { lastDirection: "out" }, true],
    [{ section: "mine" }, { state: "snoozed" }, false],
    [{ tagId: "pilne" }, { tags: ["oferta"] }, false],
    [{ tagId: "pilne" }, { tags: ["oferta", "pilne"] }, true],
  ])("%j shows %j: %s", (view, marks, shown) => {
    expect(belongs(view, row("a", 1, marks))).toBe(shown);
  });

  test("the way back leads where it was, and home from a folder", () => {
    expect(wayBack(null)).toEqual({ to: "back" });
    expect(wayBack("archive")).toEqual({ to: "archive" });
    expect(wayBack("trash")).toEqual({ to: "trash" });
    expect(wayBack("folder")).toEqual({ to: "back" });
  });
});

describe("a row that enters a list", () => {
  const data = list([row("d", 40), row("b", 20)], "b");

  test("stands where its time puts it", () => {
    expect(rowsOf(insertRow(data, row("c", 30))).map((each) => each.id)).toEqual(["d", "c", "b"]);
  });

  test("waits for its page below what was read so far, and closes a list that was read to its end", () => {
    expect(insertRow(data, row("a", 10))).toBe(data);
    const whole = list([row("d", 40)]);
    expect(rowsOf(insertRow(whole, row("a", 10))).map((each) => each.id)).toEqual(["d", "a"]);
  });

  test("does not stand there twice", () => {
    expect(insertRow(data, row("b", 20))).toBe(data);
  });
});

describe("a wish", () => {
  let client: QueryClient;
  const inbox: ListView = {};
  const archive: ListView = { section: "archive" };
  const starred: ListView = { section: "starred" };
  const ids = (view: ListView) =>
    rowsOf(client.getQueryData(conversationListQuery(view).queryKey)).map((each) => each.id);

  beforeEach(() => {
    client = new QueryClient();
    client.setQueryData(
      conversationListQuery(inbox).queryKey,
      list([row("c", 30), row("b", 20), row("a", 10)]),
    );
    client.setQueryData(conversationListQuery(archive).queryKey, list([row("x", 5, { shelf: "archive" })]));
    client.setQueryData(conversationListQuery(starred).queryKey, list([]));
    client.setQueryData(["conversation", "b"], {
      id: "b",
      starred: false,
      shelf: null,
      state: "open",
      snoozedUntil: null,
      assignee: null,
      tags: [] as string[],
    } as Conversation);
  });
  afterEach(() => vi.restoreAllMocks());

  test("shows before the server answers: out of the inbox, into the archive, and in the open conversation", async () => {
    let answer: () => void = () => undefined;
    const put = vi.spyOn(http, "put").mockReturnValue(new Promise<void>((done) => (answer = done)));
    const done = setPlace(client, ["b"], { to: "archive" });
    expect(ids(inbox)).toEqual(["c", "a"]);
    expect(ids(archive)).toEqual(["b", "x"]);
    expect(client.getQueryData<Conversation>(["conversation", "b"])?.shelf).toBe("archive");
    expect(put).toHaveBeenCalledWith("/conversations/b/place", { to: "archive" });
    answer();
    await done;
    expect(ids(inbox)).toEqual(["c", "a"]);
  });

  test("that the server refuses leaves everything as it was, and the others as wanted", async () => {
    vi.spyOn(http, "put").mockImplementation((path) =>
      path.includes("/b/")
        ? Promise.reject(new Error("no_archive_folder"))
        : Promise.resolve(undefined as never),
    );
    await expect(setPlace(client, ["b", "c"], { to: "archive" })).rejects.toThrow("no_archive_folder");
    expect(ids(inbox)).toEqual(["b", "a"]);
    expect(ids(archive)).toEqual(["c", "x"]);
    expect(client.getQueryData<Conversation>(["conversation", "b"])?.shelf).toBeNull();
  });

  test("that is taken back puts the row where it stood, although no list has it any more", async () => {
    vi.spyOn(http, "put").mockResolvedValue(undefined as never);
    const rows = rowsBefore(client, ["b"]);
    await setPlace(client, ["b"], { to: "trash" });
    expect(ids(inbox)).toEqual(["c", "a"]);
    putBack(client, rows);
    await setPlace(client, ["b"], wayBack(null));
    expect(ids(inbox)).toEqual(["c", "b", "a"]);
    expect(http.put).toHaveBeenLastCalledWith("/conversations/b/place", { to: "back" });
  });

  test("for a star enters the section of stars and leaves it again", async () => {
    vi.spyOn(http, "put").mockResolvedValue(undefined as never);
    await setStarred(client, ["a"], true);
    expect(ids(starred)).toEqual(["a"]);
    expect(ids(inbox)).toEqual(["c", "b", "a"]);
    await setStarred(client, ["a"], false);
    expect(ids(starred)).toEqual([]);
  });
});
