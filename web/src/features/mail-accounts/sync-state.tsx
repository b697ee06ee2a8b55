import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { AccountState, MailAccount } from "@/api/mail-accounts";
import { useFormats } from "@/i18n/use-formats";
import { Button } from "@/ui/button";
import { classes } from "@/ui/classes";
import { ProgressBar } from "@/ui/progress-bar";
import { SignInAgain } from "./sign-in-again";
import { lookOf } from "./state-mark";
import type { SyncStatus, Traffic } from "./sync-api";
import { comparison, moment, reasonWords, shareOfLimit } from "./sync-words";

const grounds: Record<AccountState, string> = {
  live: "bg-ok-soft",
  backfilling: "bg-accent-soft",
  choosing: "bg-warn-soft",
  backing_off: "bg-warn-soft",
  paused: "bg-warn-soft",
  needs_sign_in: "bg-danger-soft",
  on_hold: "bg-hover",
  disconnecting: "bg-hover",
  disconnected: "bg-hover",
};

/** The state in words, why, since when, and what to do; below it the day's figures. */
export function SyncState({ account, status }: { account: MailAccount; status: SyncStatus }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { icon: Icon, tone } = lookOf(status.state);
  const reason = status.reason && status.state !== "on_hold" ? reasonWords(t, status.reason) : undefined;
  return (
    <section className="overflow-hidden rounded-lg border bg-surface">
      <div className={classes("flex flex-wrap items-start gap-x-4 gap-y-3 px-4 py-4", grounds[status.state])}>
        <Icon aria-hidden="true" className={classes("mt-0.5 size-5 shrink-0", tone)} />
        <div role="status" className="min-w-0 flex-1 basis-56">
          <h2 className="flex flex-wrap items-baseline gap-x-2 text-lg font-semibold">
            {t(`mailboxes:state.${status.state}`)}
            <span className="text-sm font-normal text-muted" title={formats.full(status.since)}>
              {t("sync:since", { at: moment(formats, status.since) })}
            </span>
          </h2>
          {reason ? (
            <p className="mt-1 text-pretty">
              <span className="font-medium">{reason.what}</span> {reason.todo}
            </p>
          ) : null}
          {status.heldBy ? (
            <p className="mt-1 font-medium text-pretty">
              {t("sync:heldBy", { name: status.heldBy, at: moment(formats, status.since) })}
            </p>
          ) : null}
          <p className="mt-1 text-ink/85 text-pretty">{t(`sync:state.${status.state}`)}</p>
          {status.state === "on_hold" && status.reason ? (
            <p className="mt-1 text-warn text-pretty">{t("sync:refusedMeanwhile")}</p>
          ) : null}
        </div>
        {status.state === "needs_sign_in" && status.level === "manage" ? <SignIn account={account} /> : null}
      </div>
      <Facts status={status} />
    </section>
  );
}

function SignIn({ account }: { account: MailAccount }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button kind="primary" className="max-md:w-full" onClick={() => setOpen(true)}>
        {t("mailboxes:signInAgain.open")}
      </Button>
      <SignInAgain account={account} open={open} onClose={() => setOpen(false)} />
    </>
  );
}

function Facts({ status }: { status: SyncStatus }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { at, drift } = comparison(status);
  const aside = status.quarantine.total;
  return (
    <dl
      aria-label={t("sync:facts.label")}
      className="grid border-t max-md:divide-y md:grid-cols-3 md:divide-x"
    >
      <Fact
        label={t("sync:facts.today")}
        value={formats.size(status.traffic.bytesIn)}
        note={t("sync:facts.todayHint", { out: formats.size(status.traffic.bytesOut) })}
      >
        <Limit traffic={status.traffic} />
      </Fact>
      <Fact
        label={t("sync:facts.compared")}
        value={at ? moment(formats, at) : t("sync:facts.comparedNever")}
        note={
          at
            ? drift > 0
              ? t("sync:facts.drift", { count: drift, shown: formats.number(drift) })
              : t("sync:facts.driftNone")
            : undefined
        }
      />
      <Fact
        label={t("sync:facts.setAside")}
        value={formats.number(aside)}
        note={aside === 0 ? t("sync:facts.setAsideNone") : undefined}
        warn={aside > 0}
      />
    </dl>
  );
}

interface FactProps {
  label: string;
  value: string;
  note?: string;
  warn?: boolean;
  children?: ReactNode;
}

function Fact({ label, value, note, warn, children }: FactProps) {
  return (
    <div className="px-4 py-3">
      <dt className="text-sm text-muted">{label}</dt>
      <dd>
        <span className={classes("text-xl font-semibold", warn && "text-warn")}>{value}</span>
        {note ? <span className="block text-sm text-muted">{note}</span> : null}
        {children}
      </dd>
    </div>
  );
}

/** The provider's daily limit; one that nobody has confirmed is not stated as certain. */
function Limit({ traffic }: { traffic: Traffic }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const share = shareOfLimit(traffic);
  if (share === undefined || traffic.dailyLimit === null) return null;
  const words = t(traffic.limitConfirmed ? "sync:facts.limit" : "sync:facts.limitGuess", {
    share: formats.percent(share),
    limit: formats.size(traffic.dailyLimit),
  });
  return (
    <span className="mt-2 block">
      <ProgressBar label={words} value={traffic.bytesIn} max={traffic.dailyLimit} valueText={words} />
      <span className="mt-1 block text-sm text-muted">{words}</span>
    </span>
  );
}
