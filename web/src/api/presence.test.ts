import { afterEach, expect, test, vi } from "vitest";
import { doneTyping, nowTyping, PresenceReport, presentIn } from "./presence";

afterEach(() => {
  doneTyping();
  vi.useRealTimers();
});

function page(conversationId = "c1") {
  vi.useFakeTimers();
  const said: string[] = [];
  const report = new PresenceReport(conversationId, (state, leaving) =>
    said.push(leaving ? `${state}!` : state),
  );
  /** Seconds pass, and the page is stepped each. */
  const pass = (seconds: number, visible = true): void => {
    for (let second = 0; second < seconds; second++) {
      vi.advanceTimersByTime(1_000);
      report.step(visible);
    }
  };
  report.step(true);
  return { said, pass, report };
}

test("the same again is said every twelve seconds, well before the server forgets it", () => {
  const { said, pass } = page();
  pass(36);
  expect(said).toEqual(["looking", "looking", "looking", "looking"]);
});

test("who writes is said soon, once, and until they stop for a while", () => {
  const { said, pass } = page();
  pass(2);
  nowTyping("c1", "replying");
  pass(2);
  nowTyping("c1", "replying");
  pass(20);
  expect(said).toEqual(["looking", "replying", "replying", "looking"]);
});

test("writing in another conversation is not told here", () => {
  const { said, pass } = page();
  nowTyping("c2", "noting");
  pass(3);
  expect(said).toEqual(["looking"]);
});

test("a hidden page and a closed one are gone, and say so once", () => {
  const { said, pass, report } = page();
  pass(3);
  pass(30, false);
  report.leave();
  expect(said).toEqual(["looking", "gone"]);
  pass(2);
  report.leave();
  expect(said).toEqual(["looking", "gone", "looking", "gone!"]);
});

test("those who write come first", () => {
  const one = (name: string, state: "looking" | "replying" | "noting", conversationId = "c1") => ({
    conversationId,
    memberId: name,
    name,
    state,
    goodForMillis: 1,
  });
  const all = [
    one("Hanna", "looking"),
    one("Lidia", "noting"),
    one("Tymon", "replying"),
    one("Iwo", "looking", "c2"),
  ];
  expect(presentIn(all, "c1").map((each) => each.name)).toEqual(["Tymon", "Lidia", "Hanna"]);
});
