import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Archive, Inbox, Mail, Star, Trash2, TriangleAlert, UserRoundCheck } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Counts } from "@/api/conversation-types";
import { type ListView, type Section, useCounts } from "@/api/conversations";
import { type MailAccount, mailAccountsQuery } from "@/api/mail-accounts";
import { useFormats } from "@/i18n/use-formats";
import { classes } from "@/ui/classes";
import { MailboxMark } from "@/ui/mailbox-mark";

/** All mailboxes, what is unread, and each mailbox by itself, with what waits in it. */
export function Sections({ view }: { view: ListView }) {
  const { t } = useTranslation("inbox");
  const counts = useCounts();
  const { data: accounts = [] } = useQuery(mailAccountsQuery);
  const shown = accounts.filter((account) => account.state !== "choosing");
  return (
    <nav
      aria-label={t("sections.label")}
      className="flex h-full w-56 flex-col overflow-y-auto border-r bg-paper px-2 py-3"
    >
      <ul className="m-0 flex list-none flex-col gap-0.5 p-0">
        <SectionLink
          search={{}}
          current={!view.unread && !view.accountId && !view.section}
          icon={<Inbox aria-hidden="true" />}
          label={t("sections.all")}
        />
        <SectionLink
          search={{ unread: true }}
          current={view.unread === true}
          icon={<Mail aria-hidden="true" />}
          label={t("sections.unread")}
          count={counts.unread}
        />
        {sections.map((section) => (
          <SectionLink
            key={section}
            search={{ section }}
            current={view.section === section}
            icon={sectionIcons[section]}
            label={t(`sections.${section}`)}
            count={section === "shared" ? unreadShared(counts, accounts) : undefined}
          />
        ))}
      </ul>
      {shown.length > 0 ? (
        <>
          <h2 className="mt-5 mb-1 px-2.5 text-xs font-medium text-muted">{t("sections.mailboxes")}</h2>
          <ul className="m-0 flex list-none flex-col gap-0.5 p-0">
            {shown.map((account) => (
              <SectionLink
                key={account.id}
                search={{ account: account.id }}
                current={view.accountId === account.id}
                icon={<MailboxMark address={account.address} colour={account.colour} />}
                label={account.displayName || account.address}
                title={account.address}
                count={counts.accounts[account.id]}
                attention={needsAttention(account)}
              />
            ))}
          </ul>
        </>
      ) : null}
    </nav>
  );
}

export const sections: readonly Section[] = ["shared", "starred", "archive", "trash"];

export const sectionIcons: Record<Section, ReactNode> = {
  shared: <UserRoundCheck aria-hidden="true" />,
  starred: <Star aria-hidden="true" />,
  archive: <Archive aria-hidden="true" />,
  trash: <Trash2 aria-hidden="true" />,
};

/** What is unread beyond the mailboxes that I see: conversations opened to me one by one. */
export function unreadShared(counts: Counts, accounts: readonly MailAccount[]): number {
  const seen = new Set(accounts.map((account) => account.id));
  return Object.entries(counts.accounts).reduce((sum, [id, count]) => (seen.has(id) ? sum : sum + count), 0);
}

export const needsAttention = (account: MailAccount): boolean =>
  account.state === "needs_sign_in" || account.state === "paused" || account.state === "on_hold";

interface SectionLinkProps {
  search: { account?: string; unread?: true; section?: Section };
  current: boolean;
  icon: ReactNode;
  label: string;
  title?: string;
  count?: number;
  attention?: boolean;
}

function SectionLink({ search, current, icon, label, title, count = 0, attention }: SectionLinkProps) {
  const { t } = useTranslation("inbox");
  const formats = useFormats();
  return (
    <li>
      <Link
        to="/inbox"
        search={search}
        activeOptions={{ exact: true }}
        aria-current={current ? "page" : undefined}
        title={title}
        className={classes(
          "flex min-h-8 items-center gap-2.5 rounded-md px-2.5 no-underline inset-focus [&_svg]:size-4 [&_svg]:shrink-0",
          current ? "bg-accent-soft font-medium text-accent-ink" : "text-ink hover:bg-hover",
        )}
      >
        {icon}
        <span className="min-w-0 flex-1 truncate">{label}</span>
        {attention ? (
          <TriangleAlert className="text-warn" role="img" aria-label={t("sections.attention")} />
        ) : null}
        {count > 0 ? (
          <span className="text-xs font-semibold">
            <span aria-hidden="true">{formats.number(count)}</span>
            <span className="sr-only">{t("sections.unreadCount", { count })}</span>
          </span>
        ) : null}
      </Link>
    </li>
  );
}
