import { useMutation } from "@tanstack/react-query";
import { CircleAlert, CircleCheck, CircleHelp } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Address, Failure, SubmissionPhase } from "@/api/conversation-types";
import { wantReply } from "@/api/reply-intents";
import { discardSubmission, retrySubmission } from "@/api/submissions";
import { failureProblem, problemText } from "@/i18n/problem-text";
import { Button, Spinner } from "@/ui/button";
import { toast } from "@/ui/toast";

interface SubmissionLineProps {
  conversationId: string;
  submissionId: string | null;
  phase: SubmissionPhase;
  failure: Failure | string | null;
  recipientFailures?: { email: string; code: string }[];
  /** What was written, so that a failed reply can go back to its writer. */
  draft?: { to: Address[]; cc: Address[]; html: string };
  onChanged: () => void;
}

/** Where an outgoing message stands, and what can be done when it didn't go. */
export function SubmissionLine(props: SubmissionLineProps) {
  const { conversationId, submissionId, phase, failure, recipientFailures = [], draft, onChanged } = props;
  const { t } = useTranslation("conversation");
  const act = useMutation({
    mutationFn: async (what: "retry" | "discard" | "edit") => {
      if (submissionId === null) return;
      await (what === "retry" ? retrySubmission(submissionId) : discardSubmission(submissionId));
      if (what === "edit" && draft) wantReply({ conversationId, all: false, again: draft });
    },
    onSuccess: onChanged,
    onError: (problem) => toast({ text: problemText(t, problem).what, tone: "problem" }),
  });

  switch (phase) {
    case "queued":
    case "connected":
    case "recipients_accepted":
    case "data_sent": {
      const delay = failure === null ? null : problemText(t, failureOf(failure)).what;
      return (
        <p role="status" className="mt-3 flex items-center gap-2 text-sm text-muted">
          <Spinner className="!size-3.5" />
          {delay === null
            ? t(submissionId === null ? "submission.saving" : "submission.sending")
            : `${delay} ${t("submission.waiting")}`}
        </p>
      );
    }
    case "accepted":
      return (
        <>
          <p className="mt-3 flex items-center gap-1.5 text-sm text-muted">
            <CircleCheck aria-hidden="true" className="size-4 text-ok" />
            {t("submission.sent")}
          </p>
          {recipientFailures.length > 0 ? (
            <div role="alert" className="mt-2 rounded-md bg-warn-soft px-3 py-2 text-sm">
              <div className="font-medium">{t("submission.someRefused")}</div>
              <Refused recipients={recipientFailures} />
            </div>
          ) : null}
        </>
      );
    case "discarded":
      return <p className="mt-3 text-sm text-muted">{t("submission.discarded")}</p>;
    case "failed":
    case "uncertain": {
      const failed = phase === "failed";
      const text = failure === null ? null : problemText(t, failureOf(failure));
      return (
        <div
          role="alert"
          className={`mt-3 flex gap-2.5 rounded-md px-3 py-2.5 ${failed ? "bg-danger-soft" : "bg-warn-soft"}`}
        >
          {failed ? (
            <CircleAlert aria-hidden="true" className="mt-px size-[18px] shrink-0 text-danger" />
          ) : (
            <CircleHelp aria-hidden="true" className="mt-px size-[18px] shrink-0 text-warn" />
          )}
          <div className="min-w-0 flex-1 text-sm">
            <div className="text-base font-medium">
              {t(failed ? "submission.failed" : "submission.uncertain")}
            </div>
            <p className="mt-0.5">
              {failed
                ? [text?.what ?? t("submission.failedText"), text?.todo].filter(Boolean).join(" ")
                : t("submission.uncertainText")}
            </p>
            {recipientFailures.length > 0 ? (
              <div className="mt-1">
                {t("submission.recipients")}
                <Refused recipients={recipientFailures} />
              </div>
            ) : null}
            <div className="mt-2.5 flex flex-wrap gap-2">
              {failed ? (
                <Button size="small" busy={act.isPending} onClick={() => act.mutate("retry")}>
                  {t("submission.retry")}
                </Button>
              ) : null}
              {draft ? (
                <Button size="small" disabled={act.isPending} onClick={() => act.mutate("edit")}>
                  {t("submission.edit")}
                </Button>
              ) : null}
              <Button
                kind="quiet"
                size="small"
                disabled={act.isPending}
                onClick={() => act.mutate("discard")}
              >
                {t("submission.discard")}
              </Button>
            </div>
          </div>
        </div>
      );
    }
  }
}

function Refused({ recipients }: { recipients: { email: string; code: string }[] }) {
  const { t } = useTranslation();
  return (
    <ul className="m-0 list-none p-0">
      {recipients.map(({ email, code }) => (
        <li key={email} className="break-words">
          <bdi className="font-medium">{email}</bdi> – {problemText(t, failureOf(code)).what}
        </li>
      ))}
    </ul>
  );
}

const failureOf = (failure: Failure | string) =>
  failureProblem(typeof failure === "string" ? { code: failure } : failure);
