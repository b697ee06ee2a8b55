import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { http, queryString } from "./http";
import { queryClient } from "./query";

export const notificationKinds = [
  "assigned",
  "mentioned",
  "reply_in_mine",
  "new_unassigned",
  "shared_with_me",
  "access_requested",
  "snooze_over",
  "mailbox_trouble",
] as const;
export type NotificationKind = (typeof notificationKinds)[number];

/** Something I was told. About a conversation or about a mailbox, never both. */
export interface Notification {
  id: string;
  kind: NotificationKind;
  at: string;
  read: boolean;
  /** How many times it happened since I last looked. */
  count: number;
  actor: { id: string; name: string } | null;
  conversation: { id: string; subject: string; client: string | null } | null;
  mailbox: { id: string; address: string; state: string } | null;
}

export interface NotificationCounts {
  unread: number;
  kinds: Partial<Record<NotificationKind, number>>;
  newest: Notification | null;
}

interface Page {
  items: Notification[];
  next: string | null;
}

/** Told by live events; asked each minute too, so that nothing is missed however the stream fares. */
const minute = 60_000;

export const notificationCountsQuery = queryOptions({
  queryKey: ["notifications", "counts"],
  queryFn: ({ signal }) => http.get<NotificationCounts>("/notifications/counts", signal),
  refetchInterval: minute,
});

export const notificationsQuery = (kind: NotificationKind | undefined) =>
  infiniteQueryOptions({
    queryKey: ["notifications", "list", kind ?? "all"],
    queryFn: ({ pageParam, signal }) =>
      http.get<Page>(`/notifications${queryString({ kind, cursor: pageParam, limit: 30 })}`, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

const refresh = () => queryClient.invalidateQueries({ queryKey: ["notifications"] });

export async function markNotification(id: string, read: boolean): Promise<void> {
  await http.put(`/notifications/${id}/read`, { read });
  await refresh();
}

/** Those about one conversation, or all. */
export async function markNotifications(conversationId: string | null): Promise<void> {
  await http.put("/notifications/read", { conversationId });
  await refresh();
}
