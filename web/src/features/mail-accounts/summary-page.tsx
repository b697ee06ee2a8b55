import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, Navigate, useLocation } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type MailAccount, mailAccountQuery } from "@/api/mail-accounts";
import { useFormats } from "@/i18n/use-formats";
import { Banner, ProblemBanner } from "@/ui/banner";
import { Button, buttonClasses } from "@/ui/button";
import { Page } from "@/ui/page";
import { Skeleton } from "@/ui/skeleton";
import { type Progress, progressQuery } from "./api";
import { FolderBars } from "./folder-bars";
import { SignInAgain } from "./sign-in-again";
import { StateMark } from "./state-mark";
import { WizardFrame } from "./wizard-frame";

const route = getRouteApi("/app/data/mailboxes/$accountId");

declare module "@tanstack/react-router" {
  interface HistoryState {
    /** Came here from „Zakończ”: the wizard's last step, however soon the mailbox is up to date. */
    finishing?: boolean;
  }
}

/** One mailbox: the live summary at the end of the wizard, and the honest state of its folders ever after. */
export function SummaryPage() {
  const { t } = useTranslation();
  const { accountId } = route.useParams();
  const account = useQuery(mailAccountQuery(accountId));
  const progress = useQuery(progressQuery(accountId));
  const finishing = useLocation({ select: (location) => location.state.finishing === true });
  if (account.data?.state === "choosing") {
    return <Navigate to="/data/mailboxes/$accountId/folders" params={{ accountId }} replace />;
  }
  const problem = account.error ?? progress.error;
  if (problem || !account.data || !progress.data) {
    return (
      <Page title={account.data?.address ?? t("mailboxes:title")} narrow>
        {problem ? <ProblemBanner problem={problem} /> : <Skeleton lines={6} />}
      </Page>
    );
  }
  return finishing ? (
    <WizardSummary account={account.data} progress={progress.data} />
  ) : (
    <MailboxSummary account={account.data} progress={progress.data} />
  );
}

interface SummaryProps {
  account: MailAccount;
  progress: Progress;
}

function WizardSummary({ account, progress }: SummaryProps) {
  const { t } = useTranslation();
  return (
    <WizardFrame
      step="summary"
      title={t(progress.finished ? "mailboxes:summary.done" : "mailboxes:summary.title")}
      lead={t(leadOf(progress), { address: account.address })}
      foot={
        <div className="flex justify-end">
          <ToInbox account={account} large />
        </div>
      }
    >
      <Trouble account={account} />
      <Totals progress={progress} />
      <FolderBars progress={progress} />
    </WizardFrame>
  );
}

/** Nothing is said to be there before it is. */
function leadOf(progress: Progress): string {
  if (progress.finished) return "mailboxes:summary.doneLead";
  return progress.messages > 0 ? "mailboxes:summary.lead" : "mailboxes:summary.beginning";
}

function MailboxSummary({ account, progress }: SummaryProps) {
  const { t } = useTranslation();
  const params = { accountId: account.id };
  return (
    <Page
      title={account.address}
      narrow
      trail={
        <Link to="/data/mailboxes" className="link">
          {t("mailboxes:title")}
        </Link>
      }
      lead={<StateMark account={account} />}
      actions={<ToInbox account={account} />}
    >
      <Trouble account={account} />
      <Totals progress={progress} />
      <FolderBars progress={progress} />
      <div className="mt-6 flex flex-wrap gap-2 max-md:*:w-full">
        <Link to="/data/mailboxes/$accountId/sync" params={params} className={buttonClasses("plain")}>
          {t("sync:title")}
        </Link>
        {account.level === "manage" && account.state !== "disconnected" ? (
          <Link to="/data/mailboxes/$accountId/folders" params={params} className={buttonClasses("plain")}>
            {t("mailboxes:folders.title")}
          </Link>
        ) : null}
      </div>
    </Page>
  );
}

function ToInbox({ account, large }: { account: MailAccount; large?: boolean }) {
  const { t } = useTranslation();
  return (
    <Link
      to="/inbox"
      search={{ account: account.id }}
      className={buttonClasses("primary", large ? "large" : "medium")}
    >
      {t("mailboxes:summary.toInbox")}
    </Link>
  );
}

function Trouble({ account }: { account: MailAccount }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  if (account.state === "needs_sign_in") {
    return (
      <>
        <Banner
          tone="warn"
          urgent
          className="mb-6"
          title={t("mailboxes:signInAgain.title")}
          actions={
            account.level === "manage" ? (
              <Button onClick={() => setOpen(true)}>{t("mailboxes:signInAgain.open")}</Button>
            ) : undefined
          }
        >
          {t("mailboxes:signInAgain.text")}
        </Banner>
        <SignInAgain account={account} open={open} onClose={() => setOpen(false)} />
      </>
    );
  }
  if (account.state === "backing_off") {
    return (
      <Banner tone="warn" className="mb-6" title={t("mailboxes:state.backing_off")}>
        {t("mailboxes:summary.backingOff")}
      </Banner>
    );
  }
  return null;
}

function Totals({ progress }: { progress: Progress }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const totals = [
    { label: t("mailboxes:summary.messages", { count: progress.messages }), value: progress.messages },
    {
      label: t("mailboxes:summary.conversations", { count: progress.conversations }),
      value: progress.conversations,
    },
    { label: t("mailboxes:summary.contacts", { count: progress.contacts }), value: progress.contacts },
  ];
  return (
    <dl className="grid grid-cols-3 divide-x rounded-lg border bg-surface">
      {totals.map((total) => (
        <div key={total.label} className="flex flex-col-reverse px-4 py-4">
          <dt className="text-sm text-muted">{total.label}</dt>
          <dd className="text-2xl font-semibold">{formats.number(total.value)}</dd>
        </div>
      ))}
    </dl>
  );
}
