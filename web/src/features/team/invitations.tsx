import { useMutation, useQuery } from "@tanstack/react-query";
import { Mail } from "lucide-react";
import { useTranslation } from "react-i18next";
import { queryClient } from "@/api/query";
import { useFormats } from "@/i18n/use-formats";
import { ProblemBanner } from "@/ui/banner";
import { Button } from "@/ui/button";
import { Section } from "@/ui/page";
import { toast } from "@/ui/toast";
import { invitationsQuery, withdraw } from "./api";

/** Invitations that nobody has accepted yet. */
export function Invitations() {
  const { t } = useTranslation();
  const formats = useFormats();
  const invitations = useQuery(invitationsQuery);
  const revoke = useMutation({
    mutationFn: withdraw,
    onSuccess: () => {
      toast({ text: t("team:invitationWithdrawn") });
      return queryClient.invalidateQueries({ queryKey: invitationsQuery.queryKey });
    },
  });
  if (invitations.error) return <ProblemBanner problem={invitations.error} />;
  if (!invitations.data || invitations.data.length === 0) return null;
  return (
    <Section title={t("team:invitations")} lead={t("team:invitationsLead")}>
      {revoke.error ? <ProblemBanner problem={revoke.error} className="mb-4" /> : null}
      <ul className="divide-y rounded-lg border bg-surface">
        {invitations.data.map((invitation) => (
          <li key={invitation.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
            <Mail aria-hidden="true" className="size-5 shrink-0 text-muted" />
            <div className="min-w-0 flex-1 basis-48">
              <div className="truncate font-medium">{invitation.email}</div>
              <div className="text-sm text-muted">
                {t("team:invitationMeta", {
                  role: t(`common:role.${invitation.role}`),
                  at: formats.full(invitation.expiresAt),
                })}
              </div>
            </div>
            <Button
              size="small"
              aria-label={t("team:withdrawNamed", { email: invitation.email })}
              disabled={revoke.isPending}
              onClick={() => revoke.mutate(invitation.id)}
            >
              {t("team:withdraw")}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
