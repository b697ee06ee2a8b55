import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { MailPlus, Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { mailAccountsQuery } from "@/api/mail-accounts";
import { useMember } from "@/api/session";
import { ProblemBanner } from "@/ui/banner";
import { Button } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";
import { Page } from "@/ui/page";
import { Skeleton } from "@/ui/skeleton";
import { forgetDraft } from "./draft";
import { MailboxRow } from "./mailbox-row";

/** „Skrzynki pocztowe”: all that I may see, each with its state, and the way to another one. */
export function MailboxesPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const guest = useMember().role === "guest";
  const accounts = useQuery(mailAccountsQuery);
  const connect = (): void => {
    forgetDraft();
    void navigate({ to: "/data/mailboxes/new" });
  };
  const empty = accounts.data?.length === 0;
  return (
    <Page
      title={t("mailboxes:title")}
      lead={empty ? undefined : t("mailboxes:lead")}
      trail={
        <Link to="/data" className="link">
          {t("common:nav.data")}
        </Link>
      }
    >
      {accounts.error ? <ProblemBanner problem={accounts.error} /> : null}
      {accounts.isPending ? <Skeleton lines={5} /> : null}
      {empty ? (
        <EmptyState
          icon={<MailPlus aria-hidden="true" />}
          title={t("mailboxes:empty.title")}
          actions={
            guest ? undefined : (
              <Button
                kind="primary"
                size="large"
                icon={<Plus aria-hidden="true" className="size-4" />}
                onClick={connect}
              >
                {t("mailboxes:empty.add")}
              </Button>
            )
          }
        >
          {t(guest ? "mailboxes:empty.guest" : "mailboxes:empty.text")}
        </EmptyState>
      ) : null}
      {accounts.data && !empty ? (
        <>
          <ul className="divide-y rounded-lg border bg-surface">
            {accounts.data.map((account) => (
              <MailboxRow key={account.id} account={account} />
            ))}
          </ul>
          {guest ? null : (
            <Button className="mt-4" icon={<Plus aria-hidden="true" className="size-4" />} onClick={connect}>
              {t("mailboxes:addAnother")}
            </Button>
          )}
        </>
      ) : null}
    </Page>
  );
}
