import { freshId } from "@/api/fresh-id";
import type { Recipients } from "./recipients";

/** Half-written replies as this browser keeps them: one per person and conversation, until sent or thrown away; the server has them too. */

export interface ReplyDraft extends Recipients {
  /** Its name on the server. */
  id: string;
  /** The server's version that this page knows; 0 while the server has none. */
  version: number;
  /** Written on since the server got it. */
  unsaved: boolean;
  /** How far the conversation was when it was begun. */
  asOf: string | null;
  /** The message that is answered. */
  emailId: string;
  all: boolean;
  subject: string;
  html: string;
  includeQuote: boolean;
  /** Made when the writing begins: sending twice by accident sends once. */
  idempotencyKey: string;
  savedAt: number;
}

const prefix = "rozmowa.reply.";
const keepFor = 60 * 24 * 3600 * 1000;
const atMost = 100;

const keyOf = (memberId: string, conversationId: string) => `${prefix}${memberId}.${conversationId}`;

export function loadDraft(memberId: string, conversationId: string): ReplyDraft | null {
  return read(keyOf(memberId, conversationId));
}

/** Answers false where the browser refuses to keep anything (full, or private mode): the writing goes on all the same. */
export function saveDraft(memberId: string, conversationId: string, draft: ReplyDraft): boolean {
  const key = keyOf(memberId, conversationId);
  try {
    localStorage.setItem(key, JSON.stringify(draft));
    return true;
  } catch {
    prune(draft.savedAt, atMost / 4);
    try {
      localStorage.setItem(key, JSON.stringify(draft));
      return true;
    } catch {
      return false;
    }
  }
}

export function dropDraft(memberId: string, conversationId: string): void {
  try {
    localStorage.removeItem(keyOf(memberId, conversationId));
  } catch {
    // A browser that keeps nothing has nothing to drop.
  }
}

/** Throws away what is older than 60 days and, beyond `limit`, the oldest. */
export function prune(now: number, limit = atMost): void {
  const drafts = keys()
    .map((key) => ({ key, savedAt: read(key)?.savedAt ?? 0 }))
    .sort((a, b) => b.savedAt - a.savedAt);
  drafts.forEach(({ key, savedAt }, index) => {
    if (index >= limit || now - savedAt > keepFor) localStorage.removeItem(key);
  });
}

function keys(): string[] {
  const found: string[] = [];
  try {
    for (let i = 0; i < localStorage.length; i++) {
      const key = localStorage.key(i);
      if (key?.startsWith(prefix)) found.push(key);
    }
  } catch {
    return [];
  }
  return found;
}

function read(key: string): ReplyDraft | null {
  try {
    const stored = localStorage.getItem(key);
    if (!stored) return null;
    const draft = JSON.parse(stored) as Partial<ReplyDraft>;
    const usable =
      typeof draft.emailId === "string" &&
      typeof draft.html === "string" &&
      typeof draft.idempotencyKey === "string" &&
      Array.isArray(draft.to) &&
      Array.isArray(draft.cc) &&
      Array.isArray(draft.bcc);
    // What an earlier release kept has no name yet.
    const named = { id: freshId(), version: 0, unsaved: true, asOf: null, ...draft };
    return usable ? (named as ReplyDraft) : null;
  } catch {
    return null;
  }
}

/** Nothing a person would miss: no words and no image in it. */
export function isEmptyHtml(html: string): boolean {
  return !/<img\b/i.test(html) && html.replace(/<[^>]*>|&nbsp;|\u200b/g, "").trim() === "";
}

type Written = Pick<ReplyDraft, "html" | "subject" | "to" | "cc" | "bcc">;

/** Whether both say the same to the same people; how the server writes its HTML does not matter. */
export const sameWords = (a: Written, b: Written): boolean => essence(a) === essence(b);

function essence({ html, subject, to, cc, bcc }: Written): string {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  const blocks = body.querySelectorAll("p, li, br").length;
  return JSON.stringify([body.textContent, blocks, subject, to, cc, bcc]);
}
