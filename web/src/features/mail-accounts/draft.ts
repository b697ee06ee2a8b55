import { useSyncExternalStore } from "react";
import type { Failure, Server } from "./api";

/**
 * What was typed in the wizard's second step. It lives in this page's memory only, because a password is among it: going back and
 * forth loses nothing, closing the page forgets it.
 */
export interface Draft {
  address: string;
  password: string;
  /** Typed by hand, or found and about to be confirmed. */
  servers: { imap: Server; smtp: Server } | undefined;
  /** The hand-written form is open. */
  manual: boolean;
  /** Servers were found elsewhere than in our table and wait for a look. */
  confirming: boolean;
  /** The provider that the found servers belong to. */
  foundProvider: string | undefined;
  failure: Failure | undefined;
}

const empty: Draft = {
  address: "",
  password: "",
  servers: undefined,
  manual: false,
  confirming: false,
  foundProvider: undefined,
  failure: undefined,
};

let draft = empty;
const changed = new Set<() => void>();

export function changeDraft(part: Partial<Draft>): void {
  draft = { ...draft, ...part };
  for (const listener of changed) listener();
}

export function forgetDraft(): void {
  changeDraft(empty);
}

export function useDraft(): Draft {
  return useSyncExternalStore(
    (listener) => {
      changed.add(listener);
      return () => changed.delete(listener);
    },
    () => draft,
  );
}
