import { queryOptions, useQuery } from "@tanstack/react-query";
import { freshId } from "./fresh-id";
import { http } from "./http";
import { queryClient } from "./query";

/** Who looks at which conversation just now, and who is writing (HTTP API of the room teamwork). */

export type Doing = "looking" | "replying" | "noting";

export interface Present {
  conversationId: string;
  memberId: string;
  name: string;
  state: Doing;
  goodForMillis: number;
}

/** A little after the first of them counts no more, all are asked for again: whoever is still there has said so meanwhile. */
const graceMillis = 1_000;
let expiry: ReturnType<typeof setTimeout> | undefined;

export const presenceQuery = queryOptions({
  queryKey: ["presence"],
  queryFn: async ({ signal }) => {
    const { items } = await http.get<{ items: Present[] }>("/presence", signal);
    clearTimeout(expiry);
    if (items.length > 0) {
      const first = Math.min(...items.map((each) => each.goodForMillis));
      expiry = setTimeout(
        () => void queryClient.invalidateQueries({ queryKey: ["presence"] }),
        Math.max(first, 0) + graceMillis,
      );
    }
    return items;
  },
  staleTime: Number.POSITIVE_INFINITY,
});

/** The others in one conversation, those who write first. */
export function usePresent(conversationId: string): Present[] {
  const { data = [] } = useQuery({
    ...presenceQuery,
    select: (all) => presentIn(all, conversationId),
  });
  return data;
}

const rank: Record<Doing, number> = { replying: 0, noting: 1, looking: 2 };

export const presentIn = (all: readonly Present[], conversationId: string): Present[] =>
  all.filter((each) => each.conversationId === conversationId).sort((a, b) => rank[a.state] - rank[b.state]);

/** This page, as the server knows it. */
const pageId = freshId();

export const sayPresence = (conversationId: string, state: Doing | "gone", leaving = false) =>
  http.put(
    `/conversations/${encodeURIComponent(conversationId)}/presence`,
    { state, page: pageId },
    { keepalive: leaving },
  );

interface Typing {
  conversationId: string;
  kind: "replying" | "noting";
  at: number;
}

let typing: Typing | undefined;

/** The composer says with each letter that somebody writes; the report of the open conversation passes it on. */
export function nowTyping(conversationId: string, kind: "replying" | "noting"): void {
  typing = { conversationId, kind, at: Date.now() };
}

/** Sent, saved, put away: nobody writes any more. */
export function doneTyping(): void {
  typing = undefined;
}

/** Who has written nothing for this long is looking again. */
const typingMillis = 15_000;
const againMillis = 12_000;
const restMillis = 1_500;

/** Works out what to say about this page, and when: changes soon, the same again in time, never in a stream. */
export class PresenceReport {
  private said: Doing | "gone" = "gone";
  private saidAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly conversationId: string,
    private readonly say: (state: Doing | "gone", leaving: boolean) => void,
    private readonly now: () => number = Date.now,
  ) {}

  /** Called often; says something only when it is due. */
  step(visible: boolean): void {
    const now = this.now();
    const doing = this.doing(visible, now);
    const changed = doing !== this.said;
    const due = changed
      ? now - this.saidAt >= restMillis
      : doing !== "gone" && now - this.saidAt >= againMillis;
    if (due) this.tell(doing, now, false);
  }

  leave(): void {
    if (this.said !== "gone") this.tell("gone", this.now(), true);
  }

  private doing(visible: boolean, now: number): Doing | "gone" {
    if (!visible) return "gone";
    const writes =
      typing !== undefined && typing.conversationId === this.conversationId && now - typing.at < typingMillis;
    return writes && typing ? typing.kind : "looking";
  }

  private tell(doing: Doing | "gone", now: number, leaving: boolean): void {
    this.said = doing;
    this.saidAt = now;
    this.say(doing, leaving);
  }
}
