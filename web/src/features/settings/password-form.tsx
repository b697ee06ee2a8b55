import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { http } from "@/api/http";
import { useMember } from "@/api/session";
import { ProblemBanner } from "@/ui/banner";
import { Button } from "@/ui/button";
import { Field, PasswordInput } from "@/ui/field";
import { NewPassword } from "@/ui/new-password";
import { ProblemNote, problemOf } from "@/ui/problem-note";
import { toast } from "@/ui/toast";

export function PasswordForm() {
  const { t } = useTranslation();
  const { email } = useMember();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const change = useMutation({
    mutationFn: () => http.post("/me/password", { current, next }),
    onSuccess: () => {
      setCurrent("");
      setNext("");
      toast({ text: t("settings:security.passwordChanged") });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    change.mutate();
  };
  const wrongCurrent = problemOf(change.error, ["login_refused", "password_refused"], "current");
  const wrongNext = problemOf(change.error, ["password_short", "password_common"], "next");
  return (
    <form onSubmit={submit} className="flex max-w-md flex-col gap-5">
      {/* Password managers want to know whose password this is. */}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <Field
        label={t("settings:security.currentPassword")}
        error={wrongCurrent ? <ProblemNote problem={wrongCurrent} /> : undefined}
      >
        <PasswordInput
          value={current}
          onChange={(event) => setCurrent(event.target.value)}
          autoComplete="current-password"
          required
        />
      </Field>
      <NewPassword
        label={t("settings:security.nextPassword")}
        value={next}
        onChange={setNext}
        problem={change.error}
        field="next"
      />
      {change.error && !wrongCurrent && !wrongNext ? <ProblemBanner problem={change.error} /> : null}
      <Button type="submit" kind="primary" className="self-start" busy={change.isPending}>
        {t("settings:security.changePassword")}
      </Button>
    </form>
  );
}
