import { ArrowLeft, ShieldCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ProblemBanner } from "@/ui/banner";
import { Button } from "@/ui/button";
import type { Server } from "./api";
import type { Servers } from "./server-form";
import { WizardFrame } from "./wizard-frame";

interface ConfirmServersProps {
  address: string;
  servers: Servers;
  busy: boolean;
  problem: unknown;
  onConfirm: () => void;
  onChange: () => void;
  onBack: () => void;
}

/** Whole host names, shown before a password goes there: what was found in the net may be somebody's trap. */
export function ConfirmServers(props: ConfirmServersProps) {
  const { t } = useTranslation();
  return (
    <WizardFrame
      step="signIn"
      title={t("mailboxes:confirm.title")}
      lead={t("mailboxes:confirm.lead", { address: props.address })}
    >
      <dl className="divide-y rounded-lg border bg-surface">
        <ServerLine title={t("mailboxes:server.imap")} server={props.servers.imap} />
        <ServerLine title={t("mailboxes:server.smtp")} server={props.servers.smtp} />
      </dl>
      <p className="mt-4 flex gap-2 text-sm text-muted">
        <ShieldCheck aria-hidden="true" className="size-4 shrink-0 text-ok" />
        {t("mailboxes:confirm.advice")}
      </p>
      {props.problem ? <ProblemBanner problem={props.problem} className="mt-5" /> : null}
      <div className="mt-7 flex flex-wrap items-center justify-between gap-3">
        <Button
          kind="quiet"
          size="large"
          icon={<ArrowLeft aria-hidden="true" className="size-4" />}
          onClick={props.onBack}
          className="-ml-5"
        >
          {t("common:back")}
        </Button>
        <div className="flex flex-wrap gap-3">
          <Button size="large" onClick={props.onChange}>
            {t("mailboxes:confirm.change")}
          </Button>
          <Button kind="primary" size="large" busy={props.busy} onClick={props.onConfirm}>
            {t("mailboxes:confirm.yes")}
          </Button>
        </div>
      </div>
    </WizardFrame>
  );
}

function ServerLine({ title, server }: { title: string; server: Server }) {
  const { t } = useTranslation();
  return (
    <div className="px-4 py-3.5">
      <dt className="text-sm text-muted">{title}</dt>
      <dd className="mt-0.5 text-lg font-semibold break-all">{server.host}</dd>
      <dd className="text-sm text-muted">
        {t("mailboxes:confirm.details", {
          port: server.port,
          security: t(`mailboxes:server.${server.security}`),
        })}
      </dd>
    </div>
  );
}
