import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { Conversation } from "@/api/conversation-types";
import { setRead } from "@/api/conversations";

/** Long enough to have been seen, short enough not to be noticed. */
const seenAfterMillis = 800;

/** A conversation is read once it was really in front of somebody: open, in a visible page, for a moment. */
export function useReadWhenSeen(conversation: Conversation): void {
  const client = useQueryClient();
  const { id, unread } = conversation;
  useEffect(() => {
    if (!unread) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = (): void => {
      clearTimeout(timer);
      if (document.visibilityState !== "visible") return;
      // Refused means it stays unread, here and on the server; the next visit tries again.
      timer = setTimeout(() => setRead(client, [id], true).catch(() => undefined), seenAfterMillis);
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [client, id, unread]);
}
