import { expect, test } from "vitest";
import type { ServerDraft } from "@/api/drafts";
import type { ReplyDraft } from "./drafts";
import { reconcile } from "./reconcile";

const here = (part: Partial<ReplyDraft>): ReplyDraft => ({
  id: "d1",
  version: 2,
  unsaved: false,
  asOf: null,
  emailId: "e1",
  all: false,
  to: [],
  cc: [],
  bcc: [],
  subject: "",
  html: "<p>tu</p>",
  includeQuote: true,
  idempotencyKey: "k",
  savedAt: 1,
  ...part,
});

const there = (part: Partial<ServerDraft>): ServerDraft => ({
  id: "d1",
  version: 2,
  mine: true,
  by: { id: "hanna", name: "Hanna Wrzos" },
  asOf: null,
  emailId: "e1",
  all: false,
  to: [],
  cc: [],
  bcc: [],
  subject: "",
  html: "<p>tam</p>",
  includeQuote: true,
  updatedAt: "2026-11-20T12:00:00Z",
  ...part,
});

test("a draft begun in another browser is found here", () => {
  expect(reconcile(null, [there({})])).toMatchObject({ kind: "server", draft: { html: "<p>tam</p>" } });
  expect(reconcile(null, [there({ mine: false })]).kind).toBe("here");
});

test("the newer version wins; where both were written on the writer chooses", () => {
  expect(reconcile(here({}), [there({ version: 3 })]).kind).toBe("server");
  expect(reconcile(here({ unsaved: true }), [there({ version: 3 })]).kind).toBe("conflict");
  const same = there({ version: 3, html: "<p>a&#64;b</p>" });
  expect(reconcile(here({ unsaved: true, html: "<p>a@b</p>" }), [same]).kind, "our own").toBe("server");
  expect(reconcile(here({ version: 4 }), [there({ version: 3 })]).kind, "an old answer").toBe("here");
});

test("what was sent or discarded elsewhere is gone, but words that nobody saved stay", () => {
  expect(reconcile(here({}), []).kind).toBe("gone");
  expect(reconcile(here({ unsaved: true }), []).kind).toBe("here");
  expect(reconcile(here({ version: 0 }), []).kind).toBe("here");
  expect(reconcile(here({}), [there({ mine: false })]).kind).toBe("gone");
});
