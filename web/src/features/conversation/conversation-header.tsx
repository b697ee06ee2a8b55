import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, Mail, UserRound } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Conversation } from "@/api/conversation-types";
import { mailAccountsQuery } from "@/api/mail-accounts";
import { IconButton } from "@/ui/button";
import { keyHint } from "@/ui/keys";
import { MailboxMark } from "@/ui/mailbox-mark";
import { Viewers } from "./viewers";

interface ConversationHeaderProps {
  conversation: Conversation;
  contactShown: boolean;
  onBack: () => void;
  onUnread: () => void;
  onContact: () => void;
}

/** The subject, the mailbox, and who sees this. */
export function ConversationHeader({
  conversation,
  contactShown,
  onBack,
  onUnread,
  onContact,
}: ConversationHeaderProps) {
  const { t } = useTranslation("conversation");
  const { data: accounts } = useQuery(mailAccountsQuery);
  const account = accounts?.find((each) => each.id === conversation.accountId);
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
      <IconButton
        label={t("markUnread")}
        hint={keyHint("conversation.unread")}
        icon={<Mail aria-hidden="true" />}
        onClick={onUnread}
      />
      <IconButton
        label={t(contactShown ? "hideContact" : "showContact")}
        icon={<UserRound aria-hidden="true" />}
        aria-pressed={contactShown}
        onClick={onContact}
        className={contactShown ? "bg-accent-soft text-accent-ink" : undefined}
      />
      <div className="-mt-0.5 -ml-1.5 flex w-full flex-wrap items-center gap-x-2 max-md:mt-0 max-md:ml-0 max-md:pl-1">
        <Viewers conversationId={conversation.id} />
        {account ? (
          <span
            className="inline-flex min-w-0 max-w-full items-center gap-1.5 px-1.5 text-sm text-muted"
            title={t("mailbox", { address: account.address })}
          >
            <MailboxMark address={account.address} colour={account.colour} />
            <span className="truncate">{account.address}</span>
          </span>
        ) : null}
      </div>
    </header>
  );
}
