import i18next from "i18next";
import { useTranslation } from "react-i18next";
import { failureProblem } from "@/i18n/problem-text";
import { ProblemNote } from "@/ui/problem-note";
import type { Failure } from "./api";

/** Why connecting failed, what to do, which host it was, and what else might be behind it. */
export function FailureNote({ failure }: { failure: Failure }) {
  const { t } = useTranslation();
  const { host, hint } = failure.args;
  const hintKey = `mailboxes:failureHint.${String(hint)}`;
  return (
    <>
      <ProblemNote problem={failureProblem(failure)} />
      {typeof hint === "string" && i18next.exists(hintKey) ? (
        <span className="mt-1 block">{t(hintKey)}</span>
      ) : null}
      {typeof host === "string" ? (
        <span className="mt-1 block text-xs text-muted">{t("mailboxes:failureHost", { host })}</span>
      ) : null}
    </>
  );
}
