import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Mails, Users } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { mailAccountsQuery } from "@/api/mail-accounts";
import { Page } from "@/ui/page";

/** „Centrum danych”: where the project's data comes from. */
export function DataCentrePage() {
  const { t } = useTranslation();
  const accounts = useQuery(mailAccountsQuery);
  const broken = accounts.data?.filter((account) => account.state === "needs_sign_in").length ?? 0;
  return (
    <Page title={t("common:nav.data")} lead={t("mailboxes:centre.lead")}>
      <ul className="grid gap-4 sm:grid-cols-2">
        <Tile
          to="/data/mailboxes"
          icon={<Mails aria-hidden="true" className="size-6" />}
          title={t("mailboxes:title")}
          note={accounts.data ? t("mailboxes:centre.mailboxes", { count: accounts.data.length }) : undefined}
          warning={broken > 0 ? t("mailboxes:centre.broken", { count: broken }) : undefined}
        >
          {t("mailboxes:centre.mailboxesText")}
        </Tile>
        <Tile
          to="/contacts"
          icon={<Users aria-hidden="true" className="size-6" />}
          title={t("common:nav.contacts")}
        >
          {t("mailboxes:centre.contactsText")}
        </Tile>
      </ul>
    </Page>
  );
}

interface TileProps {
  to: "/data/mailboxes" | "/contacts";
  icon: ReactNode;
  title: string;
  note?: string;
  warning?: string;
  children: ReactNode;
}

function Tile({ to, icon, title, note, warning, children }: TileProps) {
  return (
    <li>
      <Link
        to={to}
        className="flex h-full flex-col rounded-lg border bg-surface p-5 no-underline hover:border-accent hover:bg-accent-soft"
      >
        <span className="flex size-11 items-center justify-center rounded-lg bg-accent-soft text-accent-ink">
          {icon}
        </span>
        <span className="mt-4 text-lg font-semibold">{title}</span>
        <span className="mt-1 text-muted text-pretty">{children}</span>
        {note ? <span className="mt-3 text-sm font-medium">{note}</span> : null}
        {warning ? <span className="mt-1 text-sm text-danger">{warning}</span> : null}
      </Link>
    </li>
  );
}
