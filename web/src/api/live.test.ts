import { act, render, screen } from "@testing-library/react";
import { createElement } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openLive, parseLiveEvent, useLiveConnected } from "./live";
import { queryClient } from "./query";

class FakeSource extends EventTarget {
  static readonly CLOSED = 2;
  static readonly OPEN = 1;
  static made: FakeSource[] = [];
  readyState = 0;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  constructor() {
    super();
    FakeSource.made.push(this);
  }
  close(): void {
    this.readyState = FakeSource.CLOSED;
  }
  open(): void {
    this.readyState = FakeSource.OPEN;
    this.onopen?.();
  }
  lose(): void {
    this.readyState = FakeSource.CLOSED;
    this.onerror?.();
  }
  say(name: string, data: unknown): void {
    this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data) }));
  }
}

function Shown() {
  return createElement("p", null, useLiveConnected() ? "on" : "off");
}

const latest = (): FakeSource => {
  const source = FakeSource.made.at(-1);
  if (!source) throw new Error("no stream was opened");
  return source;
};

describe("a message of the stream", () => {
  it.each([
    [
      "message",
      '{"type":"conversation","conversationId":"c"}',
      { type: "conversation", conversationId: "c" },
    ],
    ["account", '{"accountId":"a"}', { type: "account", accountId: "a" }],
    ["resync", "", { type: "resync" }],
    ["message", '{"type":"of a newer server"}', undefined],
    ["message", "not json", undefined],
    ["message", "", undefined],
  ])("named %s with %s", (name, data, event) => {
    expect(parseLiveEvent(name, data)).toEqual(event);
  });
});

describe("the stream", () => {
  let close: () => void;
  beforeEach(() => {
    vi.useFakeTimers();
    FakeSource.made = [];
    vi.stubGlobal("EventSource", FakeSource);
    close = openLive();
  });
  afterEach(() => {
    close();
    vi.useRealTimers();
  });

  it("makes answers stale that an event is about", () => {
    const stale = vi.spyOn(queryClient, "invalidateQueries");
    latest().open();
    latest().say("message", { type: "conversation", conversationId: "c" });
    expect(stale.mock.calls.map(([filter]) => filter?.queryKey)).toContainEqual(["conversation", "c"]);
  });

  it("says offline only after a while, comes back by itself, and then looks at everything again", () => {
    render(createElement(Shown));
    latest().open();
    act(() => latest().lose());
    expect(screen.getByText("on")).toBeDefined();
    act(() => vi.advanceTimersByTime(5_000));
    expect(screen.getByText("off")).toBeDefined();
    expect(FakeSource.made.length).toBeGreaterThan(1);

    const stale = vi.spyOn(queryClient, "invalidateQueries");
    act(() => latest().open());
    expect(screen.getByText("on")).toBeDefined();
    const everything = stale.mock.calls.some(([filter]) => filter?.queryKey === undefined);
    expect(everything).toBe(true);
  });

  it("opens no second stream after it was closed", () => {
    close();
    latest().lose();
    vi.advanceTimersByTime(60_000);
    expect(FakeSource.made).toHaveLength(1);
  });
});
