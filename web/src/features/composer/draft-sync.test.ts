import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { DraftContent, ServerDraft } from "@/api/drafts";
import { ApiProblem } from "@/api/problem";
import { DraftSync, type Kept } from "./draft-sync";

const content = (html: string): DraftContent => ({
  emailId: "e1",
  all: false,
  to: [],
  cc: [],
  bcc: [],
  subject: "Re: Wycena",
  html,
  includeQuote: true,
  asOf: "1@1:1:",
});

const onServer = (html: string, version: number, mine = true): ServerDraft => ({
  ...content(html),
  id: "d1",
  by: mine ? { id: "hanna", name: "Hanna Wrzos" } : { id: "lidia", name: "Lidia Maj" },
  mine,
  version,
  updatedAt: "2026-11-20T12:00:00Z",
});

function desk(put: (version: number, content: DraftContent) => Promise<number>, list: ServerDraft[] = []) {
  const kept: Kept[] = [];
  const overtaken = vi.fn();
  const saved = vi.fn();
  const asked: string[] = [];
  const sync = new DraftSync(
    { id: "d1", version: 0 },
    {
      put: (_id, version, what) => {
        asked.push(`${version} ${what.html}`);
        return put(version, what);
      },
      list: async () => list,
    },
    { saved, kept: (now) => kept.push(now), overtaken },
  );
  return { sync, kept, overtaken, saved, asked };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("many letters make one save, within two seconds, each with the version that the last one got", async () => {
  const { sync, asked, kept, saved } = desk(async (version) => version + 1);
  sync.write(content("a"));
  sync.write(content("ab"));
  await vi.advanceTimersByTimeAsync(2_000);
  sync.write(content("abc"));
  await vi.advanceTimersByTimeAsync(2_000);
  expect(asked).toEqual(["0 ab", "1 abc"]);
  expect(kept.at(-1)).toBe("server");
  expect(saved).toHaveBeenLastCalledWith({ id: "d1", version: 2 }, true);
});

test("what is written while a save is on its way is saved after it, never beside it", async () => {
  let answer: (version: number) => void = () => undefined;
  const { sync, asked, saved } = desk((version) =>
    version === 0
      ? new Promise((done) => {
          answer = done;
        })
      : Promise.resolve(2),
  );
  sync.write(content("a"));
  await vi.advanceTimersByTimeAsync(2_000);
  sync.write(content("ab"));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(asked).toEqual(["0 a"]);
  answer(1);
  await vi.advanceTimersByTimeAsync(0);
  expect(saved).toHaveBeenLastCalledWith({ id: "d1", version: 1 }, false);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(asked).toEqual(["0 a", "1 ab"]);
});

test("without a connection it stays here and is tried again", async () => {
  let away = true;
  const { sync, asked, kept } = desk(async () => {
    if (away) throw new ApiProblem("offline", 0);
    return 1;
  });
  sync.write(content("a"));
  await vi.advanceTimersByTimeAsync(2_000);
  expect(kept.at(-1)).toBe("here");
  away = false;
  sync.flush();
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toEqual(["0 a", "0 a"]);
  expect(kept.at(-1)).toBe("server");
});

test("a newer version of another tab is not overwritten: the writer chooses", async () => {
  const refuse = async (version: number): Promise<number> => {
    if (version < 3) throw new ApiProblem("draft_changed", 409);
    return version + 1;
  };
  const { sync, overtaken, kept, asked } = desk(refuse, [onServer("theirs", 3)]);
  sync.write(content("mine"));
  await vi.advanceTimersByTimeAsync(2_000);
  expect(kept.at(-1)).toBe("conflict");
  expect(overtaken).toHaveBeenCalledWith(expect.objectContaining({ html: "theirs", version: 3 }));
  sync.write(content("mine, longer"));
  await vi.advanceTimersByTimeAsync(20_000);
  expect(asked).toHaveLength(1);
  sync.keepMine(3, content("mine, longer"));
  await vi.advanceTimersByTimeAsync(0);
  expect(asked.at(-1)).toBe("3 mine, longer");
});

test("our own save whose answer was lost is no conflict", async () => {
  const { sync, overtaken, saved } = desk(async () => {
    throw new ApiProblem("draft_changed", 409);
  }, [onServer("a", 1)]);
  sync.write(content("a"));
  await vi.advanceTimersByTimeAsync(2_000);
  expect(overtaken).not.toHaveBeenCalled();
  expect(saved).toHaveBeenCalledWith({ id: "d1", version: 1 }, true);
});

test("what is sent waits for the save on its way and is not saved after it", async () => {
  let answer: (version: number) => void = () => undefined;
  const { sync, asked } = desk(
    () =>
      new Promise((done) => {
        answer = done;
      }),
  );
  sync.write(content("a"));
  await vi.advanceTimersByTimeAsync(2_000);
  sync.write(content("ab"));
  let settled = false;
  const settling = sync.settle().then(() => {
    settled = true;
  });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(settled).toBe(false);
  answer(1);
  await settling;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(asked).toEqual(["0 a"]);
});
