import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, it, vi } from "vitest";

type Listener = (event: Record<string, unknown>) => void;

interface Page {
  focused: boolean;
  visibilityState: string;
  navigate: (url: string) => Promise<Page | null>;
  focus: () => Promise<void>;
}

const code = readFileSync("public/push-worker.js", "utf8");
const shown = vi.fn();
const opened = vi.fn();
let pages: Page[] = [];
let listeners: Map<string, Listener>;

/** The worker in a world of its own, as a browser would start it. */
beforeEach(() => {
  listeners = new Map();
  pages = [];
  shown.mockReset();
  opened.mockReset();
  const self = {
    addEventListener: (type: string, listener: Listener) => listeners.set(type, listener),
    location: { origin: "https://rozmowa.test" },
    clients: { matchAll: async () => pages, openWindow: opened, claim: () => undefined },
    registration: { showNotification: shown },
    skipWaiting: () => undefined,
  };
  new Function("self", code)(self);
});

async function fire(type: string, event: Record<string, unknown>): Promise<void> {
  let done: Promise<unknown> | undefined;
  listeners.get(type)?.({ ...event, waitUntil: (work: Promise<unknown>) => (done = work) });
  await done;
}

const push = (message: unknown) => fire("push", { data: { json: () => message } });
const click = (url: string) => fire("notificationclick", { notification: { close: vi.fn(), data: { url } } });
const page = (focused: boolean): Page => ({
  focused,
  visibilityState: "visible",
  navigate: vi.fn(async () => null),
  focus: vi.fn(async () => undefined),
});

describe("a push", () => {
  it("is shown with its title, once for each tag, and opens what it is about", async () => {
    await push({ title: "Nowa odpowiedź", tag: "r2abc", url: "/inbox/7", lang: "pl" });
    expect(shown).toHaveBeenCalledWith(
      "Nowa odpowiedź",
      expect.objectContaining({ tag: "r2abc", body: undefined, lang: "pl", data: { url: "/inbox/7" } }),
    );
  });

  it("is not shown to somebody who looks at the app", async () => {
    pages = [page(true)];
    await push({ title: "Nowa odpowiedź" });
    expect(shown).not.toHaveBeenCalled();
    pages = [page(false)];
    await push({ title: "Nowa odpowiedź" });
    expect(shown).toHaveBeenCalledOnce();
  });

  it("that makes no sense still says that there is something", async () => {
    await fire("push", {
      data: {
        json: () => {
          throw new Error("not JSON");
        },
      },
    });
    expect(shown).toHaveBeenCalledWith("Rozmowa", expect.objectContaining({ data: { url: "/inbox" } }));
    await push({ title: "x", url: "https://elsewhere.test/" });
    expect(shown).toHaveBeenLastCalledWith("x", expect.objectContaining({ data: { url: "/inbox" } }));
  });
});

describe("a click", () => {
  it("leads an open page there, or opens one", async () => {
    const open = page(false);
    pages = [open];
    await click("/inbox/7");
    expect(open.navigate).toHaveBeenCalledWith("https://rozmowa.test/inbox/7");
    expect(open.focus).toHaveBeenCalled();
    pages = [];
    await click("/inbox/7");
    expect(opened).toHaveBeenCalledWith("https://rozmowa.test/inbox/7");
  });

  it("opens a page of its own where an open one cannot be led", async () => {
    pages = [{ ...page(false), navigate: () => Promise.reject(new TypeError()) }];
    await click("/inbox/7");
    expect(opened).toHaveBeenCalledWith("https://rozmowa.test/inbox/7");
  });

  it("never leads anywhere else", async () => {
    await click("//elsewhere.test/x");
    expect(opened).not.toHaveBeenCalled();
  });
});
