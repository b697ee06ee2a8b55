import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { http } from "@/api/http";
import type { Role, Session } from "@/api/session";
import { currentLanguage } from "@/i18n";
import { ProblemBanner } from "@/ui/banner";
import { Button, buttonClasses } from "@/ui/button";
import { Field, Input, PasswordInput } from "@/ui/field";
import { NewPassword } from "@/ui/new-password";
import { ProblemNote, problemOf } from "@/ui/problem-note";
import { Skeleton } from "@/ui/skeleton";
import { localTimeZone } from "@/ui/time-zones";
import { enter } from "./enter";
import { EntryLayout } from "./entry-layout";

interface Look {
  email: string;
  project: string;
  role: Role;
  knownPerson: boolean;
}

/** The token stands behind the `#`, which browsers never send: not to us in an address, not to others as referrer. */
function tokenOfAddress(): string {
  return window.location.hash.replace(/^#/u, "");
}

export function InvitationPage() {
  const { t } = useTranslation();
  const [token] = useState(tokenOfAddress);
  const look = useQuery({
    queryKey: ["invitation", token],
    queryFn: () => http.post<Look>("/invitations/look", { token }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (look.error) {
    return (
      <EntryLayout title={t("session:invitation.title")}>
        <ProblemBanner
          problem={look.error}
          actions={
            <Link to="/login" className={buttonClasses()}>
              {t("session:invitation.toLogin")}
            </Link>
          }
        />
      </EntryLayout>
    );
  }
  if (!look.data) {
    return (
      <EntryLayout title={t("session:invitation.title")}>
        <Skeleton lines={4} />
      </EntryLayout>
    );
  }
  return <Accept token={token} look={look.data} />;
}

function Accept({ token, look }: { token: string; look: Look }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const accept = useMutation({
    mutationFn: () =>
      http.post<Session>("/invitations/accept", {
        token,
        password,
        ...(look.knownPerson ? {} : { name, language: currentLanguage(), timeZone: localTimeZone() }),
      }),
    onSuccess: (session) => {
      enter(session);
      void navigate({ to: "/inbox", replace: true });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    accept.mutate();
  };
  const wrongName = problemOf(accept.error, [], "name");
  const refused = problemOf(accept.error, ["login_refused", "password_short", "password_common"], "password");

  return (
    <EntryLayout
      title={t("session:invitation.welcome", { project: look.project })}
      lead={t("session:invitation.lead", { role: t(`common:role.${look.role}`) })}
    >
      <form onSubmit={submit} className="flex flex-col gap-5">
        <Field label={t("session:email")}>
          <Input type="email" value={look.email} readOnly autoComplete="username" className="bg-sunken" />
        </Field>
        {look.knownPerson ? (
          <Field
            label={t("session:password")}
            hint={t("session:invitation.known")}
            error={refused ? <ProblemNote problem={refused} /> : undefined}
          >
            <PasswordInput
              value={password}
              onChange={(event) => setPassword(event.target.value)}
              autoComplete="current-password"
              required
            />
          </Field>
        ) : (
          <>
            <Field
              label={t("session:name")}
              error={wrongName ? <ProblemNote problem={wrongName} /> : undefined}
            >
              <Input
                value={name}
                onChange={(event) => setName(event.target.value)}
                autoComplete="name"
                required
                maxLength={200}
                autoFocus
              />
            </Field>
            <NewPassword
              label={t("session:password")}
              value={password}
              onChange={setPassword}
              problem={accept.error}
            />
          </>
        )}
        {accept.error && !wrongName && !refused ? <ProblemBanner problem={accept.error} /> : null}
        <Button type="submit" kind="primary" size="large" busy={accept.isPending}>
          {t("session:invitation.accept")}
        </Button>
      </form>
    </EntryLayout>
  );
}
