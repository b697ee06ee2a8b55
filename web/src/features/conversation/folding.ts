import type { Conversation, Email } from "@/api/conversation-types";

/** Which messages are open when one enters a conversation, and which lines fold together. */

/** What came in since I last read here. */
export function unreadEmails(conversation: Pick<Conversation, "unread" | "readUntil" | "emails">): Email[] {
  if (!conversation.unread) return [];
  const since =
    conversation.readUntil === null ? Number.NEGATIVE_INFINITY : Date.parse(conversation.readUntil);
  const fresh = conversation.emails.filter(
    (email) => email.direction === "in" && Date.parse(email.at) > since,
  );
  if (fresh.length > 0) return fresh;
  // Marked unread by hand: the newest from outside is what one wants to come back to.
  const last = conversation.emails.findLast((email) => email.direction === "in");
  return last ? [last] : [];
}

/** The newest, and all that are unread. */
export function openAtFirst(conversation: Pick<Conversation, "unread" | "readUntil" | "emails">): string[] {
  const newest = conversation.emails.at(-1);
  return [
    ...new Set([...unreadEmails(conversation).map((email) => email.id), ...(newest ? [newest.id] : [])]),
  ];
}

export type Piece = { kind: "email"; email: Email } | { kind: "folded"; emails: Email[] };

/** From so many folded lines in a row on, the middle ones become one line. */
const manyFolded = 5;

/** Long runs of folded lines become one, their first and last staying. */
export function pieces(
  emails: readonly Email[],
  isOpen: (id: string) => boolean,
  unfoldAll: boolean,
): Piece[] {
  const made: Piece[] = [];
  let run: Email[] = [];
  const endRun = (): void => {
    const first = run[0];
    const last = run.at(-1);
    if (!unfoldAll && run.length >= manyFolded && first && last) {
      made.push(
        { kind: "email", email: first },
        { kind: "folded", emails: run.slice(1, -1) },
        { kind: "email", email: last },
      );
    } else {
      made.push(...run.map((email): Piece => ({ kind: "email", email })));
    }
    run = [];
  };
  for (const email of emails) {
    if (isOpen(email.id)) {
      endRun();
      made.push({ kind: "email", email });
    } else {
      run.push(email);
    }
  }
  endRun();
  return made;
}
