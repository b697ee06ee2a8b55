import type { ServerDraft } from "@/api/drafts";
import { isEmptyHtml, type ReplyDraft, sameWords } from "./drafts";
import { freshKey } from "./key";

/** A draft of the server's as this page goes on with it. */
export const fromServer = (draft: ServerDraft): ReplyDraft => ({
  id: draft.id,
  version: draft.version,
  unsaved: false,
  emailId: draft.emailId,
  all: draft.all,
  to: draft.to,
  cc: draft.cc,
  bcc: draft.bcc,
  subject: draft.subject,
  html: draft.html,
  includeQuote: draft.includeQuote,
  asOf: draft.asOf,
  idempotencyKey: freshKey(),
  savedAt: Date.parse(draft.updatedAt),
});

export type Reconciled =
  | { kind: "here" }
  /** The server's is the newer one, from another page or browser. */
  | { kind: "server"; draft: ReplyDraft }
  /** Both were written on: the writer chooses. */
  | { kind: "conflict"; theirs: ServerDraft }
  /** Sent, thrown away or taken over elsewhere. */
  | { kind: "gone" };

/** What to go on with when a conversation is opened: what this browser kept, or what the server has. */
export function reconcile(here: ReplyDraft | null, drafts: readonly ServerDraft[]): Reconciled {
  if (here === null || (isEmptyHtml(here.html) && here.version === 0)) {
    const newest = drafts.find((draft) => draft.mine);
    return newest ? { kind: "server", draft: fromServer(newest) } : { kind: "here" };
  }
  const theirs = drafts.find((draft) => draft.id === here.id);
  if (theirs?.mine) {
    if (theirs.version <= here.version) return { kind: "here" };
    return here.unsaved && !sameWords(here, theirs)
      ? { kind: "conflict", theirs }
      : { kind: "server", draft: fromServer(theirs) };
  }
  if (theirs) return { kind: "gone" };
  // The server has none: it was never saved there, or it is done with. Words that nobody saved are not thrown away.
  return here.version === 0 || here.unsaved ? { kind: "here" } : { kind: "gone" };
}
