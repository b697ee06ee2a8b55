import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { type MailAccount, mailAccountsQuery } from "@/api/mail-accounts";
import { queryClient } from "@/api/query";
import { ProblemBanner } from "@/ui/banner";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field, PasswordInput } from "@/ui/field";
import { toast } from "@/ui/toast";
import { attemptQuery, beginAttempt, giveUp } from "./api";
import { FailureNote } from "./failure-note";

interface SignInAgainProps {
  account: MailAccount;
  open: boolean;
  onClose: () => void;
}

/** The password of a mailbox whose server no longer takes the one we have. */
export function SignInAgain({ account, open, onClose }: SignInAgainProps) {
  const { t } = useTranslation();
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t("mailboxes:signInAgain.dialog")}
      description={t("mailboxes:signInAgain.dialogText", { address: account.address })}
    >
      <PasswordForm account={account} onDone={onClose} />
    </Dialog>
  );
}

function PasswordForm({ account, onDone }: { account: MailAccount; onDone: () => void }) {
  const { t } = useTranslation();
  const [password, setPassword] = useState("");
  const [attemptId, setAttemptId] = useState<string>();
  const begin = useMutation({
    mutationFn: () =>
      beginAttempt({ address: account.address, password, provider: account.provider, accountId: account.id }),
    onSuccess: ({ id }) => setAttemptId(id),
  });
  const attempt = useQuery({ ...attemptQuery(attemptId ?? ""), enabled: attemptId !== undefined });
  const stage = attemptId === undefined ? undefined : (attempt.data?.stage ?? "looking_up");
  const failure = stage === "failed" ? attempt.data?.failure : undefined;
  const working = begin.isPending || (stage !== undefined && stage !== "failed" && !attempt.error);

  useEffect(() => {
    if (stage !== "done") return;
    void queryClient.invalidateQueries({ queryKey: mailAccountsQuery.queryKey });
    toast({ text: t("mailboxes:signInAgain.done") });
    onDone();
  }, [stage, onDone, t]);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAttemptId(undefined);
    begin.mutate();
  };
  const cancel = (): void => {
    if (attemptId && working) void giveUp(attemptId);
    onDone();
  };
  const problem = begin.error ?? attempt.error;
  return (
    <form onSubmit={submit} className="flex flex-col gap-5">
      <Field
        label={t("mailboxes:signIn.password")}
        error={failure ? <FailureNote failure={failure} /> : undefined}
      >
        <PasswordInput
          required
          autoFocus
          autoComplete="off"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </Field>
      <p role="status" className="min-h-5 text-sm text-muted">
        {working && stage && stage !== "done" ? t(`mailboxes:attempt.stage.${stage}`) : ""}
      </p>
      {problem ? <ProblemBanner problem={problem} /> : null}
      <div className="flex justify-end gap-2">
        <Button onClick={cancel}>{t("common:cancel")}</Button>
        <Button type="submit" kind="primary" busy={working}>
          {t("mailboxes:signInAgain.submit")}
        </Button>
      </div>
    </form>
  );
}
