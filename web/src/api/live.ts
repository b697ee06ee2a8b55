import { useEffect, useRef, useSyncExternalStore } from "react";
import { forgetConversation, forgetConversations } from "./access";
import { queryClient } from "./query";

/** Something changed on the server. Carries ids, never content. */
export interface LiveEvent {
  type:
    | "conversation"
    | "account"
    | "submission"
    | "read"
    | "members"
    | "access"
    | "tags"
    | "views"
    | "note"
    | "draft"
    | "presence"
    | "notification"
    | "resync";
  accountId?: string;
  conversationId?: string;
  [more: string]: string | undefined;
}

type Listener = (event: LiveEvent) => void;

const eventTypes = [
  "message",
  "conversation",
  "account",
  "submission",
  "read",
  "members",
  "notification",
  "access",
  "tags",
  "views",
  "note",
  "draft",
  "presence",
  "resync",
];
/** A stream that says nothing, not even a heartbeat, for this long counts as lost after the browser's own error. */
const lostAfterMillis = 4_000;

const listeners = new Set<Listener>();
const stateListeners = new Set<() => void>();
let connected = true;

/** Holds the stream open while somebody is signed in; returns what closes it. */
export function openLive(): () => void {
  let source: EventSource | undefined;
  let closed = false;
  let wasLost = false;
  let attempts = 0;
  let lostTimer: ReturnType<typeof setTimeout> | undefined;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;

  const connect = (): void => {
    clearTimeout(retryTimer);
    source?.close();
    source = new EventSource("/api/live");
    source.onopen = () => {
      attempts = 0;
      clearTimeout(lostTimer);
      lostTimer = undefined;
      setConnected(true);
      // What happened while the stream was away was not told: look at everything again.
      if (wasLost) deliver({ type: "resync" });
      wasLost = false;
    };
    source.onerror = () => {
      wasLost = true;
      lostTimer ??= setTimeout(() => setConnected(false), lostAfterMillis);
      if (source?.readyState === EventSource.CLOSED && !closed) {
        attempts += 1;
        const pause = Math.min(1_000 * 2 ** attempts, 30_000) * (0.75 + Math.random() / 2);
        retryTimer = setTimeout(connect, pause);
      }
    };
    for (const type of eventTypes) {
      source.addEventListener(type, (message) => receive(type, (message as MessageEvent<string>).data));
    }
  };

  const online = (): void => {
    if (source?.readyState !== EventSource.OPEN) connect();
  };
  window.addEventListener("online", online);
  connect();
  return () => {
    closed = true;
    window.removeEventListener("online", online);
    clearTimeout(lostTimer);
    clearTimeout(retryTimer);
    source?.close();
    setConnected(true);
  };
}

function receive(name: string, data: string): void {
  const event = parseLiveEvent(name, data);
  if (event) deliver(event);
}

/** The event in one SSE message; undefined when it is none of ours (a heartbeat, a newer server's). */
export function parseLiveEvent(name: string, data: string): LiveEvent | undefined {
  let body: unknown;
  try {
    body = data === "" ? {} : JSON.parse(data);
  } catch {
    return name === "resync" ? { type: "resync" } : undefined;
  }
  if (typeof body !== "object" || body === null) return undefined;
  const type = "type" in body ? body.type : name;
  if (typeof type !== "string" || type === "message" || !eventTypes.includes(type)) return undefined;
  return { ...(body as Record<string, string>), type: type as LiveEvent["type"] };
}

function deliver(event: LiveEvent): void {
  invalidateFor(event);
  for (const listener of listeners) listener(event);
}

/** Which answers an event makes stale. Query keys begin with the name of the collection. */
function invalidateFor(event: LiveEvent): void {
  const stale = (...key: string[]) => void queryClient.invalidateQueries({ queryKey: key });
  switch (event.type) {
    case "resync":
      // What keeps itself current (the long lists) hears of it by useLiveEvents.
      void queryClient.invalidateQueries({ predicate: (query) => query.meta?.live !== "own" });
      break;
    case "account":
      if (event.gone) forgetConversations(queryClient, event.gone);
      stale("mail-accounts");
      stale("notices");
      stale("conversations");
      stale("counts");
      break;
    case "members":
      stale("members");
      stale("session");
      break;
    case "conversation":
    case "read":
      stale("conversations");
      stale("counts");
      stale("contacts");
      if (event.conversationId) stale("conversation", event.conversationId);
      break;
    case "notification":
      stale("notifications");
      break;
    case "access":
      if (event.role) {
        // With another role other mailboxes are seen.
        forgetConversations(queryClient);
        void queryClient.invalidateQueries({ predicate: (query) => query.meta?.live !== "own" });
        break;
      }
      if (event.gone) forgetConversation(queryClient, event.gone);
      if (event.conversationId) stale("conversation", event.conversationId);
      stale("conversations");
      stale("counts");
      stale("contacts");
      stale("access-requests");
      break;
    case "tags":
    case "views":
      stale(event.type);
      break;
    case "note":
    case "draft":
      if (event.conversationId) stale(`${event.type}s`, event.conversationId);
      break;
    case "presence":
      presenceSoon(event.conversationId);
      break;
    case "submission":
      stale("submissions");
      if (event.conversationId) stale("conversation", event.conversationId);
      break;
  }
}

/** People come and go all the time: one look for all who do so within this; who comes to where one is oneself is seen at once. */
const presencePauseMillis = 4_000;
const presenceHereMillis = 200;
let presenceDue = Number.POSITIVE_INFINITY;
let presenceTimer: ReturnType<typeof setTimeout> | undefined;

function presenceSoon(conversationId: string | undefined): void {
  const here = conversationId !== undefined && location.pathname.includes(conversationId);
  const due = performance.now() + (here ? presenceHereMillis : presencePauseMillis);
  if (due >= presenceDue) return;
  presenceDue = due;
  clearTimeout(presenceTimer);
  presenceTimer = setTimeout(() => {
    presenceDue = Number.POSITIVE_INFINITY;
    void queryClient.invalidateQueries({ queryKey: ["presence"] });
  }, due - performance.now());
}

/** Hears every live event while mounted; for what query keys alone cannot say. */
export function useLiveEvents(listener: Listener): void {
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => {
    const hear: Listener = (event) => latest.current(event);
    listeners.add(hear);
    return () => {
      listeners.delete(hear);
    };
  }, []);
}

/** False when the stream has been lost for some seconds. */
export function useLiveConnected(): boolean {
  return useSyncExternalStore(
    (changed) => {
      stateListeners.add(changed);
      return () => stateListeners.delete(changed);
    },
    () => connected,
  );
}

function setConnected(now: boolean): void {
  if (connected === now) return;
  connected = now;
  for (const changed of stateListeners) changed();
}
