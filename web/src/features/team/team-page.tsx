import { useQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { membersQuery } from "@/api/members";
import { useMember } from "@/api/session";
import { ProblemBanner } from "@/ui/banner";
import { Button } from "@/ui/button";
import { Section, useTitle } from "@/ui/page";
import { Skeleton } from "@/ui/skeleton";
import { Invitations } from "./invitations";
import { InviteDialog } from "./invite-dialog";
import { MemberRow } from "./member-row";

/** Who belongs to the project, in which role, and who is invited. */
export function TeamPage() {
  const { t } = useTranslation();
  const me = useMember();
  const [inviting, setInviting] = useState(false);
  const members = useQuery(membersQuery);
  const runs = me.role === "owner" || me.role === "admin";
  useTitle(t("team:title"));
  return (
    <>
      <header className="mb-6 flex flex-wrap items-center justify-between gap-4">
        <h1 className="text-2xl font-semibold">{t("team:title")}</h1>
        {runs ? (
          <Button
            kind="primary"
            icon={<UserPlus aria-hidden="true" className="size-4" />}
            onClick={() => setInviting(true)}
          >
            {t("team:invite.open")}
          </Button>
        ) : null}
      </header>
      <Section title={t("team:members")}>
        {members.error ? <ProblemBanner problem={members.error} /> : null}
        {members.isPending ? <Skeleton lines={4} /> : null}
        {members.data ? (
          <ul className="divide-y rounded-lg border bg-surface">
            {members.data
              .filter((member) => member.leftAt === null)
              .map((member) => (
                <MemberRow key={member.id} member={member} me={me} />
              ))}
          </ul>
        ) : null}
        <RolesExplained />
      </Section>
      {runs ? <Invitations /> : null}
      <InviteDialog open={inviting} onClose={() => setInviting(false)} />
    </>
  );
}

function RolesExplained() {
  const { t } = useTranslation();
  return (
    <details className="mt-3 text-sm">
      <summary className="link inline-block py-1 text-accent-ink max-md:py-3.5">
        {t("team:roles.question")}
      </summary>
      <dl className="mt-2 grid gap-x-4 gap-y-1.5 sm:grid-cols-[auto_1fr]">
        {(["owner", "admin", "member", "guest"] as const).map((role) => (
          <div key={role} className="contents">
            <dt className="font-medium">{t(`common:role.${role}`)}</dt>
            <dd className="text-muted">{t(`team:roles.${role}`)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
