import { useEffect, useRef } from "react";
import type { Address } from "./conversation-types";

/** Somebody wants to answer: a key, a button on a message, or a reply that failed and goes back to its writer. */
export interface ReplyIntent {
  conversationId: string;
  /** The message to answer; the newest that can be answered when not said. */
  emailId?: string;
  all: boolean;
  /** What was written already. */
  again?: { to: Address[]; cc: Address[]; html: string };
}

const listeners = new Set<(intent: ReplyIntent) => void>();

export function wantReply(intent: ReplyIntent): void {
  for (const listener of listeners) listener(intent);
}

export function useReplyIntents(listener: (intent: ReplyIntent) => void): void {
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => {
    const hear = (intent: ReplyIntent) => latest.current(intent);
    listeners.add(hear);
    return () => {
      listeners.delete(hear);
    };
  }, []);
}
