import { afterEach, expect, test, vi } from "vitest";
import { dropDraft, isEmptyHtml, loadDraft, prune, type ReplyDraft, saveDraft } from "./drafts";

const draft = (html: string, savedAt = 1_000): ReplyDraft => ({
  id: "d1",
  version: 0,
  unsaved: true,
  asOf: null,
  emailId: "e1",
  all: false,
  to: [{ name: "Freja Lind", email: "freja@soholm.example" }],
  cc: [],
  bcc: [],
  subject: "Re: Wycena",
  html,
  includeQuote: true,
  idempotencyKey: "k1",
  savedAt,
});

afterEach(() => localStorage.clear());

test("what is half written is found again, by the same person in the same conversation only", () => {
  saveDraft("hanna", "c1", draft("<p>Dzień dobry</p>"));
  expect(loadDraft("hanna", "c1")?.html).toBe("<p>Dzień dobry</p>");
  expect(loadDraft("lidia", "c1")).toBeNull();
  expect(loadDraft("hanna", "c2")).toBeNull();
});

test("after sending nothing is left", () => {
  saveDraft("hanna", "c1", draft("<p>Dzień dobry</p>"));
  dropDraft("hanna", "c1");
  expect(loadDraft("hanna", "c1")).toBeNull();
});

test("what others wrote under the same name is not taken for a draft", () => {
  localStorage.setItem("rozmowa.reply.hanna.c1", "{broken");
  expect(loadDraft("hanna", "c1")).toBeNull();
  localStorage.setItem("rozmowa.reply.hanna.c1", JSON.stringify({ html: 3 }));
  expect(loadDraft("hanna", "c1")).toBeNull();
});

test("a full browser is told of, not thrown at the writer", () => {
  vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
    throw new DOMException("full", "QuotaExceededError");
  });
  expect(saveDraft("hanna", "c1", draft("<p>x</p>"))).toBe(false);
});

test("the oldest go first, and what is older than sixty days", () => {
  const day = 24 * 3600 * 1000;
  for (let at = 1; at <= 5; at++) saveDraft("hanna", `c${at}`, draft("<p>x</p>", at * day));
  prune(64 * day, 2);
  expect([1, 2, 3, 4, 5].filter((at) => loadDraft("hanna", `c${at}`))).toEqual([4, 5]);
  localStorage.setItem("something.else", "stays");
  prune(1_000 * day, 2);
  expect(loadDraft("hanna", "c5")).toBeNull();
  expect(localStorage.getItem("something.else")).toBe("stays");
});

test.each([
  ["", true],
  ["<p></p>", true],
  ["<p>&nbsp;<br></p>", true],
  ["<ul><li>a</li></ul>", false],
])("%j is empty: %s", (html, empty) => {
  expect(isEmptyHtml(html)).toBe(empty);
});
