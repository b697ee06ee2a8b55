import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Conversation, ConversationRow } from "@/api/conversation-types";
import {
  cachedLists,
  conversationQuery,
  findRow,
  isBelowHead,
  refreshHead,
  removeFromLists,
  replaceInLists,
  rowOf,
} from "@/api/conversations";
import { type LiveEvent, useLiveEvents } from "@/api/live";
import { ApiProblem } from "@/api/problem";

/** Long enough that events of one moment make one look. */
const momentMillis = 20;
/** At least so long between two looks. */
const pauseMillis = 300;
const pauseWhileSynchronisingMillis = 1_200;
/** After the stream was lost: how many pages are read again. */
const catchUpPages = 8;

/** Rows that were read a moment ago stay in the list of unread ones until one leaves it. */
export const readHere = (row: ConversationRow) => !row.unread;

/** Keeps the cached lists current: the newest page again, and single rows further down; the first event is looked at at once, many make one look. */
export class LiveLists {
  private readonly changed = new Set<string>();
  /** Perhaps not to be seen any more. */
  private readonly doubtful = new Set<string>();
  private depth = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private due = 0;
  private looked = Number.NEGATIVE_INFINITY;
  private looking = false;

  constructor(private readonly client: QueryClient) {}

  hear(event: LiveEvent): void {
    switch (event.type) {
      case "conversation":
      case "read":
        if (event.conversationId) this.changed.add(event.conversationId);
        this.lookSoon(1, momentMillis);
        break;
      case "access":
        if (event.gone) this.doubtful.add(event.gone);
        this.lookSoon(1, momentMillis);
        break;
      case "account":
        this.lookSoon(1, pauseWhileSynchronisingMillis);
        break;
      case "resync":
        this.lookSoon(catchUpPages, 0);
        break;
      case "submission":
      case "members":
      case "views":
      case "note":
      case "draft":
      case "presence":
        break;
      case "tags":
        this.lookSoon(1, momentMillis);
        break;
    }
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private lookSoon(depth: number, pause: number): void {
    this.depth = Math.max(this.depth, depth);
    if (this.looking) return;
    const now = performance.now();
    const due = Math.max(now + pause, this.looked + pauseMillis);
    if (this.timer !== undefined && this.due <= due) return;
    clearTimeout(this.timer);
    this.due = due;
    this.timer = setTimeout(() => void this.look(), due - now);
  }

  private async look(): Promise<void> {
    this.timer = undefined;
    this.looking = true;
    const depth = this.depth;
    const ids = [...this.changed];
    this.depth = 0;
    const doubtful = [...this.doubtful];
    this.changed.clear();
    this.doubtful.clear();
    const lists = cachedLists(this.client);
    const below = ids.filter((id) => lists.some(({ data }) => isBelowHead(data, id)));
    await Promise.allSettled([
      ...lists
        .filter((list) => list.active)
        .map(({ view }) => refreshHead(this.client, view, view.unread ? readHere : undefined, depth)),
      ...[...new Set([...below, ...doubtful])].map((id) => this.refreshRow(id)),
    ]);
    this.looking = false;
    this.looked = performance.now();
    if (this.depth > 0) this.lookSoon(this.depth, pauseMillis);
  }

  private async refreshRow(id: string): Promise<void> {
    const old = findRow(this.client, id);
    if (!old) return;
    try {
      const conversation: Conversation = await this.client.fetchQuery({
        ...conversationQuery(id),
        staleTime: 0,
      });
      replaceInLists(this.client, rowOf(conversation, old));
    } catch (problem) {
      if (problem instanceof ApiProblem && problem.code === "not_found") removeFromLists(this.client, id);
      else throw problem;
    }
  }
}

export function useLiveLists(): void {
  const client = useQueryClient();
  const [lists] = useState(() => new LiveLists(client));
  useLiveEvents((event) => lists.hear(event));
  useEffect(() => () => lists.stop(), [lists]);
}
