import type { Address } from "@/api/conversation-types";

/** Rules of the To, Cc and Bcc fields: what somebody typed or pasted becomes addresses, each once. */

const address = /^[^\s@<>"(),:;[\]\\]+@[^\s@<>"(),:;[\]\\]+\.[^\s@<>"(),:;[\]\\.]{2,}$/u;

export function isValidAddress(email: string): boolean {
  return email.length <= 254 && address.test(email) && !email.includes("..") && !/^\.|\.@/.test(email);
}

/** The same person written twice: upper case and lower case are one address. */
export function addressKey(email: string): string {
  return email.trim().toLocaleLowerCase("en");
}

/**
 * Reads one or many addresses as people type and paste them: parted by commas, semicolons or lines, bare or as
 * `Name <address>`, the name in quotes or not. What is no address stays, so that it can be shown and mended.
 */
export function parseRecipients(typed: string): Address[] {
  return split(typed)
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map(parseOne);
}

function parseOne(part: string): Address {
  const bracketed = /^(.*?)<([^<>]*)>\s*$/su.exec(part);
  if (!bracketed) return { name: "", email: part.replace(/^mailto:/i, "") };
  const name = (bracketed[1] ?? "")
    .trim()
    .replace(/^"(.*)"$/su, "$1")
    .replace(/\\(.)/g, "$1");
  return { name, email: (bracketed[2] ?? "").trim() };
}

function split(typed: string): string[] {
  const parts: string[] = [];
  let part = "";
  let quoted = false;
  for (const character of typed) {
    if (character === '"') quoted = !quoted;
    const ends = character === "\n" || (!quoted && (character === "," || character === ";"));
    if (ends) {
      parts.push(part);
      part = "";
      quoted = false;
    } else {
      part += character;
    }
  }
  parts.push(part);
  // "a@b.test c@d.test": people also part addresses by spaces.
  return parts.flatMap((each) => (each.includes("<") || each.includes('"') ? [each] : splitBySpaces(each)));
}

function splitBySpaces(part: string): string[] {
  const words = part.trim().split(/\s+/);
  return words.length > 1 && words.every((word) => word.includes("@")) ? words : [part];
}

/** Adds what isn't there yet. */
export function addRecipients(list: readonly Address[], more: readonly Address[]): Address[] {
  const seen = new Set(list.map((each) => addressKey(each.email)));
  const added: Address[] = [];
  for (const each of more) {
    const key = addressKey(each.email);
    if (!seen.has(key)) {
      seen.add(key);
      added.push(each);
    }
  }
  return [...list, ...added];
}

export interface Recipients {
  to: Address[];
  cc: Address[];
  bcc: Address[];
}

export type RecipientField = keyof Recipients;

export type RecipientProblem =
  | { code: "recipients_missing" }
  | { code: "recipient_invalid"; field: RecipientField; value: string };

/** What stands in the way of sending, first thing first; null when nothing does. */
export function recipientProblem(recipients: Recipients): RecipientProblem | null {
  for (const field of ["to", "cc", "bcc"] as const) {
    const wrong = recipients[field].find((each) => !isValidAddress(each.email));
    if (wrong) return { code: "recipient_invalid", field, value: wrong.email };
  }
  const all = recipients.to.length + recipients.cc.length + recipients.bcc.length;
  return all === 0 ? { code: "recipients_missing" } : null;
}
