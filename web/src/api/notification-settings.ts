import { queryOptions } from "@tanstack/react-query";
import { http } from "./http";
import type { NotificationKind } from "./notifications";

export interface KindChoice {
  kind: NotificationKind;
  inApp: boolean;
  push: boolean;
  email: boolean;
}

export type Channel = "inApp" | "push" | "email";
export type DigestPace = "off" | "hourly" | "daily";

export interface NotificationSettings {
  kinds: KindChoice[];
  /** HH:mm by the clock in `timeZone`; null: no quiet hours. */
  quietFrom: string | null;
  quietUntil: string | null;
  quietWeekends: boolean;
  pushSubject: boolean;
  digest: DigestPace;
  digestHour: number;
  timeZone: string;
  /** The project has a mailbox that digests are sent from. */
  digestReady: boolean;
}

export const notificationSettingsQuery = queryOptions({
  queryKey: ["notification-settings"],
  queryFn: ({ signal }) => http.get<NotificationSettings>("/notifications/settings", signal),
});

export const saveNotificationSettings = (settings: NotificationSettings) =>
  http.put("/notifications/settings", settings);

export interface PushBrowser {
  id: string;
  browser: string;
  createdAt: string;
  toldAt: string | null;
}

export const pushQuery = queryOptions({
  queryKey: ["push"],
  queryFn: ({ signal }) =>
    http.get<{ publicKey: string; browsers: PushBrowser[] }>("/notifications/push", signal),
});

export const keepPushBrowser = (subscription: PushSubscriptionJSON) =>
  http.post<{ id: string }>("/notifications/push", subscription);
export const forgetPushBrowser = (id: string) => http.delete(`/notifications/push/${id}`);

export interface NoticeMailbox {
  chosen: boolean;
  /** null also where the chosen one is not mine to see. */
  accountId: string | null;
  candidates: { id: string; address: string }[];
}

export const noticeMailboxQuery = queryOptions({
  queryKey: ["notice-mailbox"],
  queryFn: ({ signal }) => http.get<NoticeMailbox>("/notifications/mailbox", signal),
});

export const chooseNoticeMailbox = (accountId: string | null) =>
  http.put("/notifications/mailbox", { accountId });
