import { describe, expect, test } from "vitest";
import type { Email } from "@/api/conversation-types";
import { openAtFirst, pieces, unreadEmails } from "./folding";

const email = (id: string, minute: number, direction: "in" | "out" = "in"): Email => ({
  id,
  direction,
  at: new Date(Date.UTC(2026, 10, 24, 9, minute)).toISOString(),
  from: { name: "Imogen Hale", email: "imogen@northgate.example" },
  replyTo: [],
  to: [],
  cc: [],
  bcc: [],
  subject: "",
  snippet: "",
  text: "",
  ownTextLength: 0,
  hasHtml: false,
  attachments: [],
  invitation: null,
  autoKind: null,
  defects: [],
  whole: true,
  removed: false,
  seen: true,
  newSender: false,
  remoteImages: false,
  submission: null,
});
const emails = [email("a", 1), email("b", 2, "out"), email("c", 3), email("d", 4)];
const readUntil = new Date(Date.UTC(2026, 10, 24, 9, 2)).toISOString();

describe("what stands open when one enters", () => {
  test("the newest, when all is read", () => {
    expect(openAtFirst({ unread: false, readUntil, emails })).toEqual(["d"]);
  });
  test("all that came since one last read", () => {
    expect(openAtFirst({ unread: true, readUntil, emails })).toEqual(["c", "d"]);
  });
  test("all from outside, when nothing was ever read", () => {
    expect(unreadEmails({ unread: true, readUntil: null, emails }).map((each) => each.id)).toEqual([
      "a",
      "c",
      "d",
    ]);
  });
  test("the newest from outside, when it was marked unread by hand", () => {
    const all = [...emails, email("e", 5, "out")];
    const later = new Date(Date.UTC(2026, 10, 24, 10, 0)).toISOString();
    expect(unreadEmails({ unread: true, readUntil: later, emails: all }).map((each) => each.id)).toEqual([
      "d",
    ]);
  });
  test("nothing, in a conversation without messages", () => {
    expect(openAtFirst({ unread: true, readUntil: null, emails: [] })).toEqual([]);
  });
});

describe("folded lines", () => {
  const many = Array.from({ length: 9 }, (_, index) => email(`m${index}`, index));
  test("a long run becomes one line between its first and last", () => {
    const made = pieces(many, (id) => id === "m8", false);
    expect(
      made.map((piece) => (piece.kind === "folded" ? `${piece.emails.length} folded` : piece.email.id)),
    ).toEqual(["m0", "6 folded", "m7", "m8"]);
  });
  test("unfolding shows every line", () => {
    expect(pieces(many, (id) => id === "m8", true)).toHaveLength(9);
  });
  test("a short run stays as it is", () => {
    expect(pieces(many.slice(0, 4), () => false, false)).toHaveLength(4);
  });
});
