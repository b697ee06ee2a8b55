import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { arrivals } from "@/api/conversation-list";
import type { ConversationRow } from "@/api/conversation-types";
import { placeOf, rememberPlace } from "./list-memory";

/** As good as at the top: a pixel or two of a trackpad is no wish to stay. */
const topSlack = 8;

interface ListPlaceWish {
  view: string;
  rows: readonly ConversationRow[];
  height: number;
  scroller: RefObject<HTMLElement | null>;
  /** The reader is in the middle of something (a selection): even at the top the rows stay under the hand. */
  hold: boolean;
  focusedId: string | null;
}

/**
 * Keeps the rows under the reader's eyes where they are, whatever comes in above, and counts what came in. At the top of the list new
 * rows simply appear.
 */
export function useListPlace({ view, rows, height, scroller, hold, focusedId }: ListPlaceWish) {
  const [waiting, setWaiting] = useState<ReadonlySet<string>>(new Set());
  const before = useRef<{ view: string; height: number; rows: readonly ConversationRow[] } | null>(null);
  const anchor = useRef<{ id: string; offset: number } | null>(null);
  const restoring = useRef(true);

  const noteAnchor = useCallback((): void => {
    const element = scroller.current;
    if (!element) return;
    const index = Math.max(0, Math.floor(element.scrollTop / height));
    const row = rows[index];
    anchor.current = row ? { id: row.id, offset: element.scrollTop - index * height } : null;
    if (element.scrollTop <= topSlack && !hold) setWaiting((ids) => (ids.size === 0 ? ids : new Set()));
  }, [rows, height, scroller, hold]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const last = before.current;
    before.current = { view, height, rows };

    if (!last || last.view !== view || restoring.current) {
      if (last && last.view !== view) {
        restoring.current = true;
        setWaiting(new Set());
      }
      const place = placeOf(view);
      element.scrollTop = place.top;
      // Not that many rows are here yet: the list loads on, and this is tried again.
      if (rows.length > 0 && element.scrollTop >= place.top - 1) restoring.current = false;
      noteAnchor();
      return;
    }
    if (last.height !== height && anchor.current) {
      const index = rows.findIndex((row) => row.id === anchor.current?.id);
      if (index >= 0) element.scrollTop = index * height;
      noteAnchor();
      return;
    }
    if (last.rows === rows) return;
    const atTop = element.scrollTop <= topSlack;
    if (atTop && !hold) {
      noteAnchor();
      return;
    }
    const held = anchor.current;
    const index = held ? rows.findIndex((row) => row.id === held.id) : -1;
    if (held && index >= 0) element.scrollTop = index * height + held.offset;
    const risen = arrivals(last.rows, rows);
    if (risen.length > 0) setWaiting((ids) => new Set([...ids, ...risen.map((row) => row.id)]));
    noteAnchor();
  }, [view, rows, height, hold, scroller, noteAnchor]);

  const latest = useRef({ view, count: rows.length, focusedId });
  latest.current = { view, count: rows.length, focusedId };

  const remember = useCallback((): void => {
    const element = scroller.current;
    if (!element || restoring.current) return;
    const { view: name, count, focusedId: focused } = latest.current;
    rememberPlace(name, { top: element.scrollTop, rows: count, focusedId: focused });
  }, [scroller]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const element = scroller.current;
    const scrolled = (): void => {
      noteAnchor();
      clearTimeout(timer);
      timer = setTimeout(remember, 150);
    };
    // A hand on the list ends the waiting for a remembered place.
    const taken = (): void => {
      restoring.current = false;
    };
    element?.addEventListener("scroll", scrolled, { passive: true });
    element?.addEventListener("wheel", taken, { passive: true });
    element?.addEventListener("touchmove", taken, { passive: true });
    window.addEventListener("pagehide", remember);
    return () => {
      clearTimeout(timer);
      remember();
      element?.removeEventListener("scroll", scrolled);
      element?.removeEventListener("wheel", taken);
      element?.removeEventListener("touchmove", taken);
      window.removeEventListener("pagehide", remember);
    };
  }, [scroller, noteAnchor, remember]);

  const toTop = useCallback((): void => {
    const element = scroller.current;
    if (!element) return;
    element.scrollTop = 0;
    setWaiting(new Set());
  }, [scroller]);

  return { waiting: waiting.size, toTop, isRestoring: () => restoring.current };
}
