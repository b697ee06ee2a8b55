import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { http } from "@/api/http";
import type { Session } from "@/api/session";
import { currentLanguage } from "@/i18n";
import { ProblemBanner } from "@/ui/banner";
import { Button } from "@/ui/button";
import { Field, Input } from "@/ui/field";
import { NewPassword } from "@/ui/new-password";
import { ProblemNote, problemOf } from "@/ui/problem-note";
import { localTimeZone } from "@/ui/time-zones";
import { enter } from "./enter";
import { EntryLayout } from "./entry-layout";

/** The first visit: whoever holds the code from the console becomes the owner of the first project. */
export function SetupPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [form, setForm] = useState({ code: "", name: "", email: "", password: "", projectName: "" });
  const claim = useMutation({
    mutationFn: () =>
      http.post<Session>("/setup", { ...form, language: currentLanguage(), timeZone: localTimeZone() }),
    onSuccess: (session) => {
      enter(session);
      void navigate({ to: "/data/mailboxes", replace: true });
    },
  });
  const set = (field: keyof typeof form) => (event: { target: { value: string } }) =>
    setForm({ ...form, [field]: event.target.value });
  const note = (codes: readonly string[], field: string) => {
    const problem = problemOf(claim.error, codes, field);
    return problem ? <ProblemNote problem={problem} /> : undefined;
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    claim.mutate();
  };
  const shownAtField =
    problemOf(claim.error, ["setup_code_wrong", "password_short", "password_common"]) ??
    ["code", "name", "email", "password", "projectName"]
      .map((field) => problemOf(claim.error, [], field))
      .find(Boolean);

  return (
    <EntryLayout title={t("session:setup.title")} lead={t("session:setup.lead")}>
      <form onSubmit={submit} className="flex flex-col gap-5">
        <Field
          label={t("session:setup.code")}
          hint={t("session:setup.codeHint")}
          error={note(["setup_code_wrong"], "code")}
        >
          <Input
            value={form.code}
            onChange={set("code")}
            autoComplete="one-time-code"
            autoCapitalize="characters"
            spellCheck={false}
            className="font-mono tracking-wide"
            required
            autoFocus
          />
        </Field>
        <Field label={t("session:name")} error={note([], "name")}>
          <Input value={form.name} onChange={set("name")} autoComplete="name" required maxLength={200} />
        </Field>
        <Field label={t("session:email")} hint={t("session:setup.emailHint")} error={note([], "email")}>
          <Input type="email" value={form.email} onChange={set("email")} autoComplete="username" required />
        </Field>
        <NewPassword
          label={t("session:password")}
          value={form.password}
          onChange={(password) => setForm({ ...form, password })}
          problem={claim.error}
        />
        <Field
          label={t("session:setup.project")}
          hint={t("session:setup.projectHint")}
          error={note([], "projectName")}
        >
          <Input
            value={form.projectName}
            onChange={set("projectName")}
            autoComplete="organization"
            required
            maxLength={200}
          />
        </Field>
        {claim.error && !shownAtField ? <ProblemBanner problem={claim.error} /> : null}
        <Button type="submit" kind="primary" size="large" busy={claim.isPending}>
          {t("session:setup.submit")}
        </Button>
      </form>
    </EntryLayout>
  );
}
