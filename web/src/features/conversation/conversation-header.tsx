import { useQuery } from "@tanstack/react-query";
import {
  Archive,
  ArchiveX,
  ArrowLeft,
  CircleCheck,
  Clock,
  EllipsisVertical,
  FolderInput,
  Inbox,
  Mail,
  RotateCcw,
  Star,
  Tag,
  Trash2,
  UserRound,
  UserRoundPlus,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Conversation } from "@/api/conversation-types";
import { mailAccountsQuery } from "@/api/mail-accounts";
import { ask } from "@/api/teamwork-asks";
import { useTeamwork } from "@/api/use-teamwork";
import type { Place } from "@/api/wishes";
import { IconButton } from "@/ui/button";
import { keyHint } from "@/ui/keys";
import { MailboxMark } from "@/ui/mailbox-mark";
import { Menu, MenuItem, MenuLine } from "@/ui/menu";
import { PresenceLine } from "./presence-line";
import { TeamBar } from "./team-bar";
import { Viewers } from "./viewers";

interface ConversationHeaderProps {
  conversation: Conversation;
  contactShown: boolean;
  onBack: () => void;
  onUnread: () => void;
  onContact: () => void;
  onStar: () => void;
  onPlace: (place: Place) => void;
  onMove: () => void;
  /** Closes it, or opens it again. */
  onDone: () => void;
}

/** The subject, the mailbox, and who sees this. */
export function ConversationHeader({
  conversation,
  contactShown,
  onBack,
  onUnread,
  onContact,
  onStar,
  onPlace,
  onMove,
  onDone,
}: ConversationHeaderProps) {
  const { t } = useTranslation("conversation");
  const teamwork = useTeamwork();
  const { id } = conversation;
  const closed = conversation.state === "closed";
  const { data: accounts } = useQuery(mailAccountsQuery);
  const account = accounts?.find((each) => each.id === conversation.accountId);
  const mayWish = conversation.level !== "read";
  return (
    <header className="flex shrink-0 flex-wrap items-start gap-1 border-b bg-paper px-4 pt-3 pb-2 max-md:px-2 max-md:pt-1.5">
      <IconButton
        label={t("back")}
        hint={keyHint("list.back")}
        icon={<ArrowLeft aria-hidden="true" />}
        onClick={onBack}
        className="md:hidden"
      />
      <div className="min-w-0 flex-1 max-md:pt-2">
        <h2
          className="line-clamp-3 text-lg font-semibold md:line-clamp-2 md:text-xl"
          title={conversation.subject}
        >
          {conversation.subject || t("noSubject")}
        </h2>
      </div>
      {mayWish ? (
        <>
          <IconButton
            label={t(closed ? "teamwork:act.reopen" : "teamwork:act.close")}
            hint={keyHint("conversation.done")}
            icon={closed ? <RotateCcw aria-hidden="true" /> : <CircleCheck aria-hidden="true" />}
            onClick={onDone}
          />
          <IconButton
            label={t("teamwork:act.snooze")}
            hint={keyHint("conversation.snooze")}
            icon={<Clock aria-hidden="true" />}
            onClick={() => ask({ kind: "snooze", ids: [id] })}
            className="max-md:hidden"
          />
          <IconButton
            label={t(conversation.starred ? "wish.unstar" : "wish.star")}
            hint={keyHint("conversation.star")}
            icon={
              <Star aria-hidden="true" className={conversation.starred ? "fill-star text-star" : undefined} />
            }
            aria-pressed={conversation.starred}
            onClick={onStar}
            className="max-md:hidden"
          />
        </>
      ) : null}
      <IconButton
        label={t("markUnread")}
        hint={keyHint("conversation.unread")}
        icon={<Mail aria-hidden="true" />}
        onClick={onUnread}
        className={mayWish ? "max-md:hidden" : undefined}
      />
      <IconButton
        label={t(contactShown ? "hideContact" : "showContact")}
        icon={<UserRound aria-hidden="true" />}
        aria-pressed={contactShown}
        onClick={onContact}
        className={contactShown ? "bg-accent-soft text-accent-ink" : undefined}
      />
      {mayWish ? (
        <Menu trigger={<IconButton label={t("wish.more")} icon={<EllipsisVertical aria-hidden="true" />} />}>
          <MenuItem
            icon={<Clock aria-hidden="true" />}
            hint={keyHint("conversation.snooze")}
            onSelect={() => ask({ kind: "snooze", ids: [id] })}
          >
            {t("teamwork:act.snooze")}
          </MenuItem>
          <MenuItem
            icon={<UserRoundPlus aria-hidden="true" />}
            hint={keyHint("conversation.assign")}
            onSelect={() => ask({ kind: "assign", ids: [id] })}
          >
            {t("teamwork:act.assign")}
          </MenuItem>
          <MenuItem
            icon={<Tag aria-hidden="true" />}
            hint={keyHint("conversation.tag")}
            onSelect={() => ask({ kind: "tag", ids: [id] })}
          >
            {t("teamwork:act.tag")}
          </MenuItem>
          <MenuItem icon={<Star aria-hidden="true" />} hint={keyHint("conversation.star")} onSelect={onStar}>
            {t(conversation.starred ? "wish.unstar" : "wish.star")}
          </MenuItem>
          <MenuItem
            icon={<ArchiveX aria-hidden="true" />}
            onSelect={() => teamwork.archive([id], !conversation.archivedByMe)}
          >
            {t(conversation.archivedByMe ? "teamwork:act.toMyInbox" : "teamwork:act.archiveForMe")}
          </MenuItem>
          <MenuLine />
          {conversation.shelf === null ? (
            <MenuItem
              icon={<Archive aria-hidden="true" />}
              hint={keyHint("conversation.archive")}
              onSelect={() => onPlace({ to: "archive" })}
            >
              {t("wish.archive")}
            </MenuItem>
          ) : (
            <MenuItem icon={<Inbox aria-hidden="true" />} onSelect={() => onPlace({ to: "back" })}>
              {t("wish.back")}
            </MenuItem>
          )}
          <MenuItem
            icon={<FolderInput aria-hidden="true" />}
            hint={keyHint("conversation.move")}
            onSelect={onMove}
          >
            {t("wish.move")}
          </MenuItem>
          {conversation.shelf === "trash" ? null : (
            <MenuItem
              icon={<Trash2 aria-hidden="true" />}
              hint={keyHint("conversation.trash")}
              onSelect={() => onPlace({ to: "trash" })}
            >
              {t("wish.trash")}
            </MenuItem>
          )}
          <MenuItem
            icon={<Mail aria-hidden="true" />}
            hint={keyHint("conversation.unread")}
            onSelect={onUnread}
          >
            {t("markUnread")}
          </MenuItem>
        </Menu>
      ) : null}
      <div className="-mt-0.5 -ml-1.5 flex w-full flex-wrap items-center gap-x-2 max-md:mt-0 max-md:ml-0 max-md:pl-1">
        <Viewers conversationId={conversation.id} />
        <TeamBar conversation={conversation} />
        {account ? (
          <span
            className="inline-flex min-w-0 max-w-full items-center gap-1.5 px-1.5 text-sm text-muted"
            title={t("mailbox", { address: account.address })}
          >
            <MailboxMark address={account.address} colour={account.colour} />
            <span className="truncate">{account.address}</span>
          </span>
        ) : null}
        <PresenceLine conversationId={conversation.id} />
      </div>
    </header>
  );
}
