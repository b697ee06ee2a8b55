import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { http } from "@/api/http";
import { queryClient } from "@/api/query";
import { sessionQuery, useMember, useSession } from "@/api/session";
import { ProblemBanner } from "@/ui/banner";
import { Button } from "@/ui/button";
import { Field, Input } from "@/ui/field";
import { Section, useTitle } from "@/ui/page";
import { ProblemNote, problemOf } from "@/ui/problem-note";
import { toast } from "@/ui/toast";

export function ProjectPage() {
  const { t } = useTranslation();
  const { project } = useSession();
  const { role } = useMember();
  const runs = role === "owner" || role === "admin";
  const [name, setName] = useState(project?.name ?? "");
  useTitle(t("team:project.title"));
  const rename = useMutation({
    mutationFn: () => http.patch("/project", { name }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
      toast({ text: t("common:saved") });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    rename.mutate();
  };
  const wrongName = problemOf(rename.error, [], "name");
  return (
    <>
      <h1 className="mb-6 text-2xl font-semibold">{t("team:project.title")}</h1>
      <Section title={t("team:project.naming")}>
        <form onSubmit={submit} className="flex max-w-md flex-col gap-5">
          <Field
            label={t("team:project.name")}
            hint={runs ? t("team:project.hint") : t("team:project.notYours")}
            error={wrongName ? <ProblemNote problem={wrongName} /> : undefined}
          >
            <Input
              value={name}
              onChange={(event) => setName(event.target.value)}
              readOnly={!runs}
              required
              maxLength={200}
            />
          </Field>
          {rename.error && !wrongName ? <ProblemBanner problem={rename.error} /> : null}
          {runs ? (
            <Button
              type="submit"
              kind="primary"
              className="self-start"
              busy={rename.isPending}
              disabled={name.trim() === "" || name === project?.name}
            >
              {t("common:save")}
            </Button>
          ) : null}
        </form>
      </Section>
    </>
  );
}
