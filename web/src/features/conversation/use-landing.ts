import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Conversation, Email } from "@/api/conversation-types";
import { emailElementId } from "./email-card";

/** So near to the end that one reads the newest. */
const nearEndPixels = 140;
/** Bodies load after the cards: until then the landing place is kept. */
const settlingMillis = 2_500;
const edge = 12;

interface Left {
  top: number;
  open: readonly string[];
  newestId: string | undefined;
}

/** Where one was in each conversation, to come back to. */
const left = new Map<string, Left>();

export const leftOpen = (
  conversation: Pick<Conversation, "id" | "emails">,
): readonly string[] | undefined => {
  const was = left.get(conversation.id);
  return was && was.newestId === conversation.emails.at(-1)?.id ? was.open : undefined;
};

/**
 * Lands on the first unread message (or the newest, or where one was), and afterwards never moves what is being read: new messages
 * below are counted for a pill, unless one is at the end already.
 */
export function useLanding(
  scroller: RefObject<HTMLElement | null>,
  conversationId: string,
  emails: readonly Email[] | undefined,
  landOn: string | undefined,
  open: readonly string[],
) {
  const [below, setBelow] = useState<readonly Email[]>([]);
  const [latest, setLatest] = useState<Email>();
  const known = useRef<{ conversationId: string; ids: Set<string> } | null>(null);
  const keep = useRef<(() => void) | null>(null);
  const state = useRef({ open, newestId: emails?.at(-1)?.id });
  state.current = { open, newestId: emails?.at(-1)?.id };

  const nearEnd = useCallback((): boolean => {
    const element = scroller.current;
    return (
      element !== null && element.scrollHeight - element.scrollTop - element.clientHeight < nearEndPixels
    );
  }, [scroller]);

  const toNewest = useCallback((): void => {
    const element = scroller.current;
    if (element) element.scrollTop = element.scrollHeight;
    setBelow([]);
  }, [scroller]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: landing happens once a conversation, arrivals are found by comparing
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || !emails) return;
    const before = known.current;
    known.current = { conversationId, ids: new Set(emails.map((email) => email.id)) };
    if (before?.conversationId !== conversationId) {
      setBelow([]);
      setLatest(undefined);
      const was = left.get(conversationId);
      const returning = was !== undefined && was.newestId === emails.at(-1)?.id;
      keep.current = () => {
        const card = landOn === undefined ? null : document.getElementById(emailElementId(landOn));
        if (returning) element.scrollTop = was.top;
        else if (card) {
          const shift = card.getBoundingClientRect().top - element.getBoundingClientRect().top - edge;
          if (Math.abs(shift) > 1) element.scrollTop += shift;
        }
      };
      keep.current();
      return;
    }
    const arrived = emails.filter((email) => !before.ids.has(email.id));
    const theirs = arrived.filter((email) => email.direction === "in");
    if (arrived.length === 0) return;
    setLatest(theirs.at(-1));
    if (nearEnd() || theirs.length < arrived.length) {
      const newest = arrived.at(-1);
      requestAnimationFrame(() => {
        if (newest) document.getElementById(emailElementId(newest.id))?.scrollIntoView({ block: "nearest" });
      });
    } else {
      setBelow((list) => [...list, ...theirs]);
    }
  }, [conversationId, emails]);

  useEffect(() => {
    const element = scroller.current;
    const content = element?.firstElementChild;
    if (!element || !content) return;
    const letGo = (): void => {
      keep.current = null;
    };
    const timer = setTimeout(letGo, settlingMillis);
    const observer = new ResizeObserver(() => keep.current?.());
    observer.observe(content);
    const scrolled = (): void => {
      if (nearEnd()) setBelow((list) => (list.length === 0 ? list : []));
      if (keep.current === null) {
        left.set(conversationId, {
          top: element.scrollTop,
          open: state.current.open,
          newestId: state.current.newestId,
        });
      }
    };
    const hands = ["wheel", "touchmove", "keydown", "pointerdown"] as const;
    for (const hand of hands) element.addEventListener(hand, letGo, { passive: true });
    element.addEventListener("scroll", scrolled, { passive: true });
    return () => {
      clearTimeout(timer);
      observer.disconnect();
      for (const hand of hands) element.removeEventListener(hand, letGo);
      element.removeEventListener("scroll", scrolled);
    };
  }, [scroller, conversationId, nearEnd]);

  return { below: below.length, latest, toNewest };
}
