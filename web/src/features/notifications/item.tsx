import { Link } from "@tanstack/react-router";
import {
  AtSign,
  BellRing,
  Check,
  CircleAlert,
  DoorOpen,
  Inbox,
  KeyRound,
  type LucideIcon,
  Reply,
  UserCheck,
} from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Notification, NotificationKind } from "@/api/notifications";
import { useFormats } from "@/i18n/use-formats";
import { IconButton } from "@/ui/button";
import { classes } from "@/ui/classes";
import { sentence, topic } from "./words";

const icons: Record<NotificationKind, LucideIcon> = {
  assigned: UserCheck,
  mentioned: AtSign,
  reply_in_mine: Reply,
  new_unassigned: Inbox,
  shared_with_me: DoorOpen,
  access_requested: KeyRound,
  snooze_over: BellRing,
  mailbox_trouble: CircleAlert,
};

interface ItemProps {
  item: Notification;
  /** It was opened: the panel closes. */
  onOpen: () => void;
  onRead: () => void;
}

/** One line of the panel: what happened, about what, who did it and when. */
export function Item({ item, onOpen, onRead }: ItemProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const Icon = icons[item.kind];
  const trouble = item.kind === "mailbox_trouble";
  const meta = [item.actor?.name, formats.short(item.at)].filter((word) => word !== undefined);
  return (
    <li className="group relative border-b last:border-b-0">
      <Target item={item} onOpen={onOpen}>
        <Icon
          aria-hidden="true"
          className={classes(
            "mt-0.5 size-[18px] shrink-0",
            trouble ? "text-danger" : item.read ? "text-muted" : "text-accent",
          )}
        />
        <span className="min-w-0 flex-1">
          {item.read ? null : <span className="sr-only">{t("notifications:unread")} </span>}
          <span className={classes("block text-pretty", item.read ? "text-muted" : "font-semibold")}>
            {sentence(t, item)}
          </span>
          <span className="block truncate text-sm">{topic(t, item)}</span>
          <time dateTime={item.at} title={formats.full(item.at)} className="block text-xs text-muted">
            {meta.join(" · ")}
          </time>
        </span>
      </Target>
      {item.read ? null : (
        <div className="absolute top-2 right-2 flex items-center">
          <IconButton
            label={t("notifications:markRead")}
            icon={<Check aria-hidden="true" />}
            side="left"
            onClick={onRead}
            className="md:bg-surface md:group-hover:bg-hover md:opacity-0 md:group-focus-within:opacity-100 md:group-hover:opacity-100"
          />
          <span
            aria-hidden="true"
            className="mx-1.5 size-2 rounded-full bg-accent md:absolute md:right-1.5 md:group-focus-within:hidden md:group-hover:hidden"
          />
        </div>
      )}
    </li>
  );
}

function Target({ item, onOpen, children }: { item: Notification; onOpen: () => void; children: ReactNode }) {
  const look = classes(
    "flex min-h-11 gap-3 px-4 py-2.5 pr-12 text-ink no-underline inset-focus hover:bg-hover max-md:pr-20",
  );
  if (item.mailbox)
    return (
      <Link
        to="/data/mailboxes/$accountId/sync"
        params={{ accountId: item.mailbox.id }}
        onClick={onOpen}
        className={look}
      >
        {children}
      </Link>
    );
  return (
    <Link
      to="/inbox/$conversationId"
      params={{ conversationId: item.conversation?.id ?? "" }}
      search={{}}
      onClick={onOpen}
      className={look}
    >
      {children}
    </Link>
  );
}
