import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { concerns, throttled } from "./sync-live";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("looks at once, then once a second however much happens, and never misses the last", () => {
  const look = vi.fn();
  const { call } = throttled(look, 1_000);
  for (let i = 0; i < 50; i += 1) call();
  expect(look).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1_000);
  expect(look).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(5_000);
  expect(look).toHaveBeenCalledTimes(2);
  call();
  expect(look).toHaveBeenCalledTimes(3);
});

it("looks no more once the page is left", () => {
  const look = vi.fn();
  const { call, cancel } = throttled(look, 1_000);
  call();
  call();
  cancel();
  vi.advanceTimersByTime(5_000);
  expect(look).toHaveBeenCalledTimes(1);
});

it("hears of its own mailbox, and of everything after the stream was lost", () => {
  expect(concerns({ type: "account", accountId: "a" }, "a")).toBe(true);
  expect(concerns({ type: "conversation", accountId: "a", conversationId: "c" }, "a")).toBe(true);
  expect(concerns({ type: "account", accountId: "b" }, "a")).toBe(false);
  expect(concerns({ type: "read", accountId: "a" }, "a")).toBe(false);
  expect(concerns({ type: "resync" }, "a")).toBe(true);
});
