import type { Email } from "@/api/conversation-types";

/** The message that a plain „reply” answers: the newest that a person wrote to us, else the newest from outside, else the newest. */
export function answerable(emails: readonly Email[]): Email | undefined {
  return (
    emails.findLast((email) => email.direction === "in" && email.autoKind === null && !email.removed) ??
    emails.findLast((email) => email.direction === "in") ??
    emails.at(-1)
  );
}

/** Whether answering all reaches more people than answering. */
export const hasOthers = (email: Email): boolean => email.to.length + email.cc.length > 1;
