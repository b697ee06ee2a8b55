import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Bookmark, Inbox, Mail, TriangleAlert, X } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { type ListView, useCounts } from "@/api/conversations";
import { type MailAccount, mailAccountsQuery } from "@/api/mail-accounts";
import { removeView, type SavedView, tagsQuery, viewsQuery } from "@/api/teamwork";
import { problemText } from "@/i18n/problem-text";
import { useFormats } from "@/i18n/use-formats";
import { classes } from "@/ui/classes";
import { MailboxMark } from "@/ui/mailbox-mark";
import { TagDot } from "@/ui/tag-mark";
import { toast } from "@/ui/toast";
import {
  countOf,
  type InboxSearch,
  isSavedView,
  restSections,
  searchOfView,
  sectionIcons,
  unreadShared,
  workSections,
} from "./places";

/** All mailboxes, what is unread, and each mailbox by itself, with what waits in it. */
export function Sections({ view }: { view: ListView }) {
  const { t } = useTranslation("inbox");
  const counts = useCounts();
  const { data: accounts = [] } = useQuery(mailAccountsQuery);
  const { data: tags = [] } = useQuery(tagsQuery);
  const { data: views = [] } = useQuery(viewsQuery);
  const shown = accounts.filter((account) => account.state !== "choosing");
  const saved = views.some((each) => isSavedView(each, view));
  const plain = !saved && !view.accountId && !view.tagId;
  return (
    <nav
      aria-label={t("sections.label")}
      className="flex h-full w-56 flex-col overflow-y-auto border-r bg-paper px-2 py-3"
    >
      <ul className="m-0 flex list-none flex-col gap-0.5 p-0">
        <SectionLink
          search={{}}
          current={plain && !view.unread && !view.section}
          icon={<Inbox aria-hidden="true" />}
          label={t("sections.all")}
        />
        <SectionLink
          search={{ unread: true }}
          current={plain && view.unread === true && !view.section}
          icon={<Mail aria-hidden="true" />}
          label={t("sections.unread")}
          count={counts.unread}
        />
        {workSections.map((section) => (
          <SectionLink
            key={section}
            search={{ section }}
            current={plain && view.section === section}
            icon={sectionIcons[section]}
            label={t(`sections.${section}`)}
            total={countOf(counts, section)}
            count={section === "shared" ? unreadShared(counts, accounts) : undefined}
          />
        ))}
      </ul>
      <Group title={t("sections.rest")}>
        {restSections.map((section) => (
          <SectionLink
            key={section}
            search={{ section }}
            current={plain && view.section === section}
            icon={sectionIcons[section]}
            label={t(`sections.${section}`)}
          />
        ))}
      </Group>
      {views.length > 0 ? (
        <Group title={t("sections.views")}>
          {views.map((each) => (
            <SectionLink
              key={each.id}
              search={searchOfView(each)}
              current={isSavedView(each, view)}
              icon={<Bookmark aria-hidden="true" />}
              label={each.name}
              title={each.shared ? t("sections.sharedView") : undefined}
              after={each.mine ? <RemoveView view={each} /> : null}
            />
          ))}
        </Group>
      ) : null}
      {tags.length > 0 ? (
        <Group title={t("sections.tags")}>
          {tags.map((tag) => (
            <SectionLink
              key={tag.id}
              search={{ tag: tag.id }}
              current={!saved && view.tagId === tag.id}
              icon={
                <span className="flex size-4 items-center justify-center">
                  <TagDot colour={tag.colour} />
                </span>
              }
              label={tag.name}
              total={counts.tags[tag.id]}
            />
          ))}
        </Group>
      ) : null}
      {shown.length > 0 ? (
        <Group title={t("sections.mailboxes")}>
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
        </Group>
      ) : null}
    </nav>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <h2 className="mt-5 mb-1 px-2.5 text-xs font-medium text-muted">{title}</h2>
      <ul className="m-0 flex list-none flex-col gap-0.5 p-0">{children}</ul>
    </>
  );
}

function RemoveView({ view }: { view: SavedView }) {
  const { t } = useTranslation("inbox");
  const client = useQueryClient();
  const remove = (): void => {
    removeView(view.id)
      .then(() => client.invalidateQueries({ queryKey: viewsQuery.queryKey }))
      .catch((problem: unknown) => toast({ text: problemText(t, problem).what, tone: "problem" }));
  };
  return (
    <button
      type="button"
      aria-label={t("sections.removeView", { name: view.name })}
      title={t("sections.removeView", { name: view.name })}
      onClick={remove}
      className="absolute inset-y-0 right-1 flex w-7 items-center justify-center rounded-md text-muted opacity-0 hover:text-ink focus-visible:opacity-100 group-focus-within:opacity-100 group-hover:opacity-100"
    >
      <X aria-hidden="true" className="size-3.5" />
    </button>
  );
}

export const needsAttention = (account: MailAccount): boolean =>
  account.state === "needs_sign_in" || account.state === "paused" || account.state === "on_hold";

interface SectionLinkProps {
  search: InboxSearch;
  current: boolean;
  icon: ReactNode;
  label: string;
  title?: string;
  /** How many are unread. */
  count?: number;
  /** How many there are: less loud. */
  total?: number;
  attention?: boolean;
  /** Stands at the end while the pointer or the focus is on the line. */
  after?: ReactNode;
}

function SectionLink({
  search,
  current,
  icon,
  label,
  title,
  count = 0,
  total = 0,
  attention,
  after,
}: SectionLinkProps) {
  const { t } = useTranslation("inbox");
  const formats = useFormats();
  return (
    <li className="group relative">
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
        {total > 0 ? <span className="text-xs text-muted">{formats.number(total)}</span> : null}
      </Link>
      {after}
    </li>
  );
}
