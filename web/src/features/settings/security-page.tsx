import { queryOptions, useMutation, useQuery } from "@tanstack/react-query";
import { Monitor } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { http } from "@/api/http";
import { queryClient } from "@/api/query";
import { useFormats } from "@/i18n/use-formats";
import { ProblemBanner } from "@/ui/banner";
import { Button } from "@/ui/button";
import { Chip } from "@/ui/chip";
import { Dialog } from "@/ui/dialog";
import { Section, useTitle } from "@/ui/page";
import { Skeleton } from "@/ui/skeleton";
import { toast } from "@/ui/toast";
import { PasswordForm } from "./password-form";

interface OpenSession {
  id: string;
  current: boolean;
  createdAt: string;
  lastSeenAt: string;
  address: string;
  browser: string;
}

const sessionsQuery = queryOptions({
  queryKey: ["my-sessions"],
  queryFn: async ({ signal }) => (await http.get<{ items: OpenSession[] }>("/me/sessions", signal)).items,
  staleTime: 0,
});

/** The password, and where I am signed in. */
export function SecurityPage() {
  const { t } = useTranslation();
  useTitle(t("settings:security.title"));
  return (
    <>
      <h1 className="mb-6 text-2xl font-semibold">{t("settings:security.title")}</h1>
      <Section title={t("settings:security.password")} lead={t("settings:security.passwordLead")}>
        <PasswordForm />
      </Section>
      <Section title={t("settings:security.sessions")} lead={t("settings:security.sessionsLead")}>
        <Sessions />
      </Section>
    </>
  );
}

function Sessions() {
  const { t } = useTranslation();
  const formats = useFormats();
  const [asking, setAsking] = useState(false);
  const sessions = useQuery(sessionsQuery);
  const end = useMutation({
    mutationFn: (id: string) => http.delete(`/me/sessions/${id}`),
    onSuccess: () => {
      toast({ text: t("settings:security.ended") });
      return queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey });
    },
  });
  const endAll = useMutation({
    mutationFn: () => http.post("/logout-everywhere"),
    onSuccess: () => window.location.assign("/login"),
  });
  if (sessions.error) return <ProblemBanner problem={sessions.error} />;
  if (!sessions.data) return <Skeleton lines={4} />;
  return (
    <>
      {end.error ? <ProblemBanner problem={end.error} className="mb-4" /> : null}
      <ul className="divide-y rounded-lg border bg-surface">
        {sessions.data.map((session) => (
          <li key={session.id} className="flex items-center gap-4 px-4 py-3">
            <Monitor aria-hidden="true" className="size-5 shrink-0 text-muted" />
            <div className="min-w-0 flex-1">
              <div className="flex flex-wrap items-center gap-2 font-medium">
                {session.browser || t("settings:security.unknownBrowser")}
                {session.current ? <Chip tone="accent">{t("settings:security.current")}</Chip> : null}
              </div>
              <div className="text-sm text-muted">
                {t("settings:security.seen", {
                  at: formats.full(session.lastSeenAt),
                  address: session.address,
                })}
              </div>
            </div>
            {session.current ? null : (
              <Button size="small" disabled={end.isPending} onClick={() => end.mutate(session.id)}>
                {t("settings:security.end")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Button className="mt-4" onClick={() => setAsking(true)}>
        {t("settings:security.endAll")}
      </Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t("settings:security.endAllTitle")}
        description={t("settings:security.endAllText")}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{t("common:cancel")}</Button>
            <Button kind="danger" busy={endAll.isPending} onClick={() => endAll.mutate()}>
              {t("settings:security.endAllConfirm")}
            </Button>
          </>
        }
      >
        {endAll.error ? <ProblemBanner problem={endAll.error} /> : null}
      </Dialog>
    </>
  );
}
