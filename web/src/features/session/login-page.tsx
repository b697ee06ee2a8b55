import { useMutation } from "@tanstack/react-query";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { http } from "@/api/http";
import { type Session, useSession } from "@/api/session";
import { ProblemBanner } from "@/ui/banner";
import { Button } from "@/ui/button";
import { Field, Input, PasswordInput } from "@/ui/field";
import { ProblemNote, problemOf } from "@/ui/problem-note";
import { DemoPanel } from "./demo-panel";
import { enter } from "./enter";
import { EntryLayout } from "./entry-layout";

const route = getRouteApi("/login");

export function LoginPage() {
  const { t } = useTranslation();
  const router = useRouter();
  const { next } = route.useSearch();
  const { demo } = useSession();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const login = useMutation({
    mutationFn: (who: { email: string; password: string }) => http.post<Session>("/login", who),
    onSuccess: (session) => {
      enter(session);
      router.history.replace(next ?? "/inbox");
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    login.mutate({ email, password });
  };
  const wrongEmail = problemOf(login.error, [], "email");
  const refused = problemOf(login.error, ["login_refused"], "password");

  return (
    <EntryLayout
      title={t("session:login.title")}
      lead={next ? t("session:login.again") : undefined}
      aside={
        demo ? (
          <DemoPanel
            demo={demo}
            onUse={(chosen) => {
              setEmail(chosen.email);
              setPassword(chosen.password);
              login.mutate(chosen);
            }}
          />
        ) : undefined
      }
    >
      <form onSubmit={submit} className="flex flex-col gap-5">
        <Field
          label={t("session:email")}
          error={wrongEmail ? <ProblemNote problem={wrongEmail} /> : undefined}
        >
          <Input
            type="email"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
            autoComplete="username"
            required
            autoFocus
          />
        </Field>
        <Field label={t("session:password")} error={refused ? <ProblemNote problem={refused} /> : undefined}>
          <PasswordInput
            value={password}
            onChange={(event) => setPassword(event.target.value)}
            autoComplete="current-password"
            required
          />
        </Field>
        {login.error && !wrongEmail && !refused ? <ProblemBanner problem={login.error} /> : null}
        <Button type="submit" kind="primary" size="large" busy={login.isPending}>
          {t("session:login.submit")}
        </Button>
        <p className="text-sm text-muted text-pretty">{t("session:login.noAccount")}</p>
      </form>
    </EntryLayout>
  );
}
