import { expect, test } from "vitest";
import type { Note } from "@/api/notes";
import type { HistoryLine } from "@/api/teamwork";
import { besideEmails } from "./beside-emails";

const line = (id: string, at: string, verb = "closed"): HistoryLine => ({
  id,
  at,
  verb,
  by: null,
  about: null,
  tag: null,
  detail: null,
});
const note = (id: string, at: string): Note => ({
  id,
  at,
  by: { id: "lidia", name: "Lidia Maj" },
  editedAt: null,
  version: 1,
  html: "<p>x</p>",
  mentions: [],
  mine: false,
  mayRemove: false,
  mayReview: true,
  removed: null,
});

test("notes and what was done stand in the order of time, and a removed note is told once", () => {
  const all = besideEmails(
    [line("h1", "2026-11-20T12:00:00Z"), line("h2", "2026-11-20T14:00:00.5Z", "note_removed")],
    [note("n1", "2026-11-20T11:00:00Z"), note("n2", "2026-11-20T13:00:00.123456Z")],
  );
  expect(all.map((one) => (one.kind === "note" ? one.note.id : one.line.id))).toEqual(["n1", "h1", "n2"]);
});
