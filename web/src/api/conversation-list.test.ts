import { describe, expect, test } from "vitest";
import {
  arrivals,
  type ListData,
  mergeHead,
  patchRows,
  replaceRow,
  rowsOf,
  withoutRow,
} from "./conversation-list";
import type { ConversationRow } from "./conversation-types";

/** A row whose time is so many minutes after the hour. */
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

const list = (...pages: [ConversationRow[], string | null][]): ListData => ({
  pages: pages.map(([items, next]) => ({ items, next })),
  pageParams: pages.map(() => null),
});
const ids = (data: ListData) => rowsOf(data).map((each) => each.id);

describe("the newest page laid over the cached list", () => {
  const cached = list([[row("d", 40), row("c", 30)], "c"], [[row("b", 20), row("a", 10)], "a"]);

  test("a new conversation comes in above, what was read further down stays", () => {
    const merged = mergeHead(cached, { items: [row("e", 50), row("d", 40)], next: "d" });
    expect(ids(merged)).toEqual(["e", "d", "c", "b", "a"]);
    expect(merged.pages.at(-1)?.next).toBe("a");
  });

  test("a conversation that was answered rises and stands there once", () => {
    const merged = mergeHead(cached, { items: [row("a", 55), row("d", 40)], next: "d" });
    expect(ids(merged)).toEqual(["a", "d", "c", "b"]);
  });

  test("what the server no longer names inside its page has left the list", () => {
    const merged = mergeHead(cached, { items: [row("d", 40), row("b", 20)], next: "b" });
    expect(ids(merged)).toEqual(["d", "b", "a"]);
  });

  test("a row read a moment ago stays in the list of unread ones, in its place", () => {
    const merged = mergeHead(
      cached,
      { items: [row("d", 40), row("b", 20)], next: "b" },
      (each) => each.id === "c",
    );
    expect(ids(merged)).toEqual(["d", "c", "b", "a"]);
  });

  test("when more came than a page holds, the list starts again rather than hide a gap", () => {
    const merged = mergeHead(cached, { items: [row("z", 59), row("y", 58)], next: "y" });
    expect(ids(merged)).toEqual(["z", "y"]);
    expect(merged.pages.at(-1)?.next).toBe("y");
  });

  test("a page that ends the list is all there is", () => {
    const merged = mergeHead(cached, { items: [row("d", 40)], next: null });
    expect(ids(merged)).toEqual(["d"]);
    expect(merged.pages.at(-1)?.next).toBeNull();
  });

  test("an empty list takes what arrives", () => {
    expect(ids(mergeHead(list([[], null]), { items: [row("a", 1)], next: null }))).toEqual(["a"]);
  });

  test("rows that say the same remain the same objects, so that they need not be drawn again", () => {
    const before = rowsOf(cached)[0];
    const merged = mergeHead(cached, { items: [row("d", 40), row("c", 30)], next: "c" });
    expect(rowsOf(merged)[0]).toBe(before);
  });

  test("of two conversations at the same moment the greater id stands first, as on the server", () => {
    const merged = mergeHead(list([[row("b", 5), row("a", 5)], null]), {
      items: [row("c", 5), row("b", 5)],
      next: "b",
    });
    expect(ids(merged)).toEqual(["c", "b", "a"]);
  });

  test("any page laid over any list leaves each conversation once, newest first", () => {
    for (let seed = 1; seed < 300; seed++) {
      let state = seed;
      const random = (limit: number) => {
        state = (state * 48271) % 2147483647;
        return state % limit;
      };
      const some = (count: number) =>
        [
          ...new Map(
            Array.from({ length: count }, () => row(`r${random(12)}`, random(50))).map((one) => [
              one.id,
              one,
            ]),
          ).values(),
        ].sort((a, b) => b.lastAt.localeCompare(a.lastAt) || b.id.localeCompare(a.id));
      const merged = rowsOf(
        mergeHead(list([some(8), "x"]), { items: some(5), next: random(2) ? "n" : null }),
      );
      expect(new Set(merged.map((one) => one.id)).size).toBe(merged.length);
      const times = merged.map((one) => one.lastAt);
      expect(times).toEqual([...times].sort().reverse());
    }
  });
});

describe("single rows", () => {
  const cached = list([[row("c", 30), row("b", 20), row("a", 10)], null]);

  test("a changed row keeps its place while its time stands", () => {
    expect(rowsOf(replaceRow(cached, row("b", 20, { unread: true })))[1]).toMatchObject({
      id: "b",
      unread: true,
    });
  });

  test("a changed row moves to where its new time puts it", () => {
    expect(ids(replaceRow(cached, row("a", 25)))).toEqual(["c", "a", "b"]);
  });

  test("an unknown row changes nothing", () => {
    expect(replaceRow(cached, row("x", 25))).toBe(cached);
  });

  test("marking touches only the rows named", () => {
    const marked = patchRows(cached, new Set(["b"]), { unread: true });
    expect(rowsOf(marked).filter((each) => each.unread)).toHaveLength(1);
    expect(patchRows(cached, new Set(["x"]), { unread: true })).toBe(cached);
  });

  test("a conversation one may no longer see is taken out", () => {
    expect(ids(withoutRow(cached, "b"))).toEqual(["c", "a"]);
  });

  test("two pages that overlap show each conversation once", () => {
    expect(ids(list([[row("c", 30), row("b", 20)], "b"], [[row("b", 20), row("a", 10)], null]))).toEqual([
      "c",
      "b",
      "a",
    ]);
  });
});

describe("what the pill counts", () => {
  const before = [row("b", 20), row("a", 10)];

  test("new conversations and those that rose by an answer", () => {
    const after = [row("c", 40), row("a", 30), row("b", 20)];
    expect(arrivals(before, after).map((each) => each.id)).toEqual(["c", "a"]);
  });

  test("not what we sent ourselves", () => {
    expect(arrivals(before, [row("a", 30, { lastDirection: "out" }), row("b", 20)])).toEqual([]);
  });

  test("not older rows loaded at the end", () => {
    expect(arrivals(before, [...before, row("z", 1)])).toEqual([]);
  });
});
