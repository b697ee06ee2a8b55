import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Check, Circle } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { mailAccountsQuery } from "@/api/mail-accounts";
import { queryClient } from "@/api/query";
import { ProblemBanner } from "@/ui/banner";
import { Button, Spinner } from "@/ui/button";
import { type Attempt, attemptQuery, giveUp, type Stage } from "./api";
import { changeDraft, forgetDraft, useDraft } from "./draft";
import { usualServers } from "./server-form";
import { WizardFrame } from "./wizard-frame";

const stages: readonly Stage[] = ["looking_up", "connecting", "signing_in", "reading_folders"];
/** Some providers take their time; after this the page says that it knows. */
const slowMillis = 12_000;

/** What is happening while we connect, step by step, with a moving count; never a frozen page. */
export function AttemptStep({ attemptId, provider }: { attemptId: string; provider: string | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { address } = useDraft();
  const attempt = useQuery(attemptQuery(attemptId));
  const slow = useSlow();

  const backToForm = () =>
    navigate({ to: "/data/mailboxes/new", search: { provider: provider ?? "other" }, replace: true });
  const stop = useMutation({ mutationFn: () => giveUp(attemptId), onSettled: () => void backToForm() });

  const { data } = attempt;
  useEffect(() => {
    if (!data) return;
    if (data.stage === "done" && data.accountId) {
      forgetDraft();
      void queryClient.invalidateQueries({ queryKey: mailAccountsQuery.queryKey });
      void navigate({
        to: "/data/mailboxes/$accountId/folders",
        params: { accountId: data.accountId },
        replace: true,
      });
    } else if (data.stage === "failed") {
      takeBack(data);
      void navigate({ to: "/data/mailboxes/new", search: { provider: provider ?? "other" }, replace: true });
    }
  }, [data, navigate, provider]);

  return (
    <WizardFrame
      step="signIn"
      title={address ? t("mailboxes:attempt.titleNamed", { address }) : t("mailboxes:attempt.title")}
      lead={t("mailboxes:attempt.lead")}
    >
      {attempt.error ? (
        <ProblemBanner
          problem={attempt.error}
          actions={<Button onClick={() => void backToForm()}>{t("common:back")}</Button>}
        />
      ) : (
        <>
          <Stages attempt={data} />
          <p role="status" className="mt-5 min-h-5 text-sm text-muted">
            {slow ? t("mailboxes:attempt.slow") : ""}
          </p>
          <Button className="mt-3" busy={stop.isPending} onClick={() => stop.mutate()}>
            {t("mailboxes:attempt.stop")}
          </Button>
        </>
      )}
    </WizardFrame>
  );
}

/** The form shows what went wrong; found servers are offered for the look that was missing. */
function takeBack({ failure }: Attempt): void {
  const { imapHost, smtpHost } = failure?.args ?? {};
  if (
    failure?.code === "settings_unconfirmed" &&
    typeof imapHost === "string" &&
    typeof smtpHost === "string"
  ) {
    const usual = usualServers("");
    changeDraft({
      servers: { imap: { ...usual.imap, host: imapHost }, smtp: { ...usual.smtp, host: smtpHost } },
      manual: true,
      failure,
    });
    return;
  }
  changeDraft({ failure: failure ?? { code: "interrupted", args: {} }, confirming: false });
}

function Stages({ attempt }: { attempt: Attempt | undefined }) {
  const { t } = useTranslation();
  const at =
    attempt?.stage === "done" ? stages.length : Math.max(stages.indexOf(attempt?.stage ?? "looking_up"), 0);
  return (
    <ol aria-live="polite" className="flex flex-col gap-4 rounded-lg border bg-surface px-5 py-5">
      {stages.map((stage, index) => {
        const folders = stage === "reading_folders" && index <= at && attempt ? attempt.foldersRead : 0;
        return (
          <li
            key={stage}
            aria-current={index === at ? "step" : undefined}
            className={index > at ? "flex items-center gap-3 text-muted" : "flex items-center gap-3"}
          >
            {index < at ? <Check aria-hidden="true" className="size-4 text-ok" /> : null}
            {index === at ? <Spinner className="text-accent" /> : null}
            {index > at ? <Circle aria-hidden="true" className="size-4 text-faint" /> : null}
            <span className={index === at ? "font-medium" : undefined}>
              {t(`mailboxes:attempt.stage.${stage}`)}
            </span>
            {folders > 0 ? (
              <span className="ml-auto text-muted">{t("mailboxes:attempt.folders", { count: folders })}</span>
            ) : null}
          </li>
        );
      })}
    </ol>
  );
}

function useSlow(): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), slowMillis);
    return () => clearTimeout(timer);
  }, []);
  return slow;
}
