import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Paperclip, Reply } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ConversationRow } from "@/api/conversation-types";
import { mailAccountsQuery } from "@/api/mail-accounts";
import { useFormats } from "@/i18n/use-formats";
import { classes } from "@/ui/classes";
import { MailboxMark } from "@/ui/mailbox-mark";

interface ConversationLinksProps {
  rows: readonly ConversationRow[];
  currentId?: string;
  roomy?: boolean;
}

/** Conversations with one contact, newest first. */
export function ConversationLinks({ rows, currentId, roomy }: ConversationLinksProps) {
  const { t } = useTranslation("contacts");
  const formats = useFormats();
  const { data: accounts = [] } = useQuery(mailAccountsQuery);
  const several = accounts.filter((each) => each.state !== "choosing").length > 1;
  return (
    <ul className="m-0 flex list-none flex-col gap-px p-0">
      {rows.map((row) => {
        const account = several ? accounts.find((each) => each.id === row.accountId) : undefined;
        const current = row.id === currentId;
        return (
          <li key={row.id}>
            <Link
              to="/inbox/$conversationId"
              params={{ conversationId: row.id }}
              search={current ? (before) => before : {}}
              aria-current={current ? "true" : undefined}
              className={classes(
                "flex flex-col gap-0.5 rounded-md no-underline inset-focus",
                roomy ? "px-3 py-2.5" : "px-2.5 py-2",
                current ? "bg-accent-soft" : "hover:bg-hover",
              )}
            >
              <span className="flex items-baseline gap-2">
                <span
                  className={classes("min-w-0 flex-1 truncate", row.unread ? "font-semibold" : "font-medium")}
                >
                  {row.subject || t("noSubject")}
                </span>
                {row.attachment && roomy ? (
                  <Paperclip aria-hidden="true" className="size-3.5 shrink-0 self-center text-muted" />
                ) : null}
                <time
                  dateTime={row.lastAt}
                  title={formats.full(row.lastAt)}
                  className="shrink-0 text-xs text-muted"
                >
                  {formats.short(row.lastAt)}
                </time>
              </span>
              <span className="flex items-center gap-1.5 text-sm text-muted">
                {row.lastDirection === "out" ? (
                  <Reply aria-hidden="true" className="size-3.5 shrink-0" />
                ) : null}
                <span className="min-w-0 flex-1 truncate">{current ? t("current") : row.snippet}</span>
                {account ? <MailboxMark address={account.address} colour={account.colour} /> : null}
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
