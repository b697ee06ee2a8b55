import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { http } from "@/api/http";
import { queryClient } from "@/api/query";
import { type CurrentMember, sessionQuery, type Theme, useMember } from "@/api/session";
import { type Language, setLanguage } from "@/i18n";
import { ProblemBanner } from "@/ui/banner";
import { Button } from "@/ui/button";
import { Field, Input, Select } from "@/ui/field";
import { Section, useTitle } from "@/ui/page";
import { ProblemNote, problemOf } from "@/ui/problem-note";
import { setTheme } from "@/ui/theme";
import { timeZones } from "@/ui/time-zones";
import { toast } from "@/ui/toast";

type Change = Partial<Pick<CurrentMember, "name" | "language" | "timeZone" | "theme">>;

/** Who I am and how I want to see things. Choices hold at once; the name is saved by its button. */
export function ProfilePage() {
  const { t } = useTranslation();
  const member = useMember();
  const [name, setName] = useState(member.name);
  useTitle(t("settings:profile.title"));
  const change = useMutation({
    mutationFn: (wanted: Change) => http.patch("/me", wanted),
    onSuccess: async (_, wanted) => {
      if (wanted.theme) setTheme(wanted.theme);
      if (wanted.language) await setLanguage(wanted.language);
      await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
      toast({ text: t("common:saved") });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    change.mutate({ name });
  };
  const wrongName = problemOf(change.error, [], "name");

  return (
    <>
      <h1 className="mb-6 text-2xl font-semibold">{t("settings:profile.title")}</h1>
      {change.error && !wrongName ? <ProblemBanner problem={change.error} className="mb-6" /> : null}
      <Section title={t("settings:profile.you")}>
        <form onSubmit={submit} className="flex max-w-md flex-col gap-5">
          <Field
            label={t("settings:profile.name")}
            error={wrongName ? <ProblemNote problem={wrongName} /> : undefined}
          >
            <Input
              value={name}
              onChange={(event) => setName(event.target.value)}
              autoComplete="name"
              required
              maxLength={200}
            />
          </Field>
          <Field label={t("settings:profile.email")} hint={t("settings:profile.emailHint")}>
            <Input type="email" value={member.email} readOnly className="read-only:bg-sunken" />
          </Field>
          <Button
            type="submit"
            kind="primary"
            className="self-start"
            busy={change.isPending}
            disabled={name.trim() === "" || name === member.name}
          >
            {t("common:save")}
          </Button>
        </form>
      </Section>
      <Section title={t("settings:profile.view")}>
        <div className="flex max-w-md flex-col gap-5">
          <Field label={t("common:language.label")}>
            <Select
              value={member.language}
              onChange={(event) => change.mutate({ language: event.target.value as Language })}
            >
              <option value="pl">Polski</option>
              <option value="en">English</option>
            </Select>
          </Field>
          <Field label={t("common:theme.label")}>
            <Select
              value={member.theme}
              onChange={(event) => change.mutate({ theme: event.target.value as Theme })}
            >
              <option value="system">{t("common:theme.system")}</option>
              <option value="light">{t("common:theme.light")}</option>
              <option value="dark">{t("common:theme.dark")}</option>
            </Select>
          </Field>
          <Field label={t("settings:profile.zone")} hint={t("settings:profile.zoneHint")}>
            <Select
              value={member.timeZone}
              onChange={(event) => change.mutate({ timeZone: event.target.value })}
            >
              {timeZones(member.timeZone).map((zone) => (
                <option key={zone}>{zone}</option>
              ))}
            </Select>
          </Field>
        </div>
      </Section>
    </>
  );
}
