import type { TFunction } from "i18next";
import type { Notification } from "@/api/notifications";

/** What happened, in one sentence without names. */
export function sentence(t: TFunction, item: Notification): string {
  return t(`notifications:told.${item.kind}`, { count: item.count });
}

/** What it is about: the client and the subject, or the mailbox. */
export function topic(t: TFunction, item: Notification): string {
  if (item.mailbox) return item.mailbox.address;
  if (!item.conversation) return "";
  const subject = item.conversation.subject.trim() || t("notifications:noSubject");
  return item.conversation.client ? `${item.conversation.client} · ${subject}` : subject;
}

/** What a screen reader says when it arrives. */
export function announcement(t: TFunction, item: Notification): string {
  const about = topic(t, item);
  return about === "" ? sentence(t, item) : `${sentence(t, item)}: ${about}`;
}

/** Nobody counts beyond it. */
export function badge(unread: number): string {
  return unread > 99 ? "99+" : String(unread);
}

/** Whether what is newest now came after what was newest when last looked. */
export function isNews(before: Notification | null | undefined, now: Notification | null): boolean {
  if (before === undefined || now === null) return false;
  return before === null || now.at > before.at || (now.at === before.at && now.id !== before.id);
}
