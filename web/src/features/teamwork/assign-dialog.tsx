import { useQuery, useQueryClient } from "@tanstack/react-query";
import { UserRoundX } from "lucide-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Colleague } from "@/api/conversation-types";
import { conversationQuery } from "@/api/conversations";
import { membersQuery } from "@/api/members";
import { useMember } from "@/api/session";
import { setMember } from "@/api/teamwork";
import { useTeamwork } from "@/api/use-teamwork";
import { marksOf } from "@/api/wishes";
import { problemText } from "@/i18n/problem-text";
import { useFormats } from "@/i18n/use-formats";
import { Avatar } from "@/ui/avatar";
import { ProblemBanner } from "@/ui/banner";
import { Dialog } from "@/ui/dialog";
import { matches } from "@/ui/match";
import { Skeleton } from "@/ui/skeleton";
import { toast } from "@/ui/toast";
import { PickRow } from "./pick-row";

interface AssignDialogProps {
  ids: readonly string[];
  onClose: () => void;
}

/** Who is responsible; for a single conversation also who works on it beside them. */
export function AssignDialog({ ids, onClose }: AssignDialogProps) {
  const { t } = useTranslation("teamwork");
  const field = useId();
  const me = useMember();
  const formats = useFormats();
  const client = useQueryClient();
  const teamwork = useTeamwork();
  const [wanted, setWanted] = useState("");
  const { data, error } = useQuery(membersQuery);
  const [only] = ids.length === 1 ? ids : [];
  const assignee = only === undefined ? undefined : marksOf(client, only)?.assignee;
  const people = (data ?? [])
    .filter((member) => member.leftAt === null && matches(member.name, wanted))
    .sort((a, b) => Number(b.id === me.id) - Number(a.id === me.id) || formats.compare(a.name, b.name));
  const pick = (member: Colleague | null): void => {
    teamwork.assign(ids, member);
    onClose();
  };
  const nameOf = (member: Colleague) =>
    member.id === me.id ? t("assign.me", { name: member.name }) : member.name;
  return (
    <Dialog open onClose={onClose} title={t("assign.title", { count: ids.length })}>
      <label htmlFor={field} className="sr-only">
        {t("assign.filter")}
      </label>
      <input
        id={field}
        type="search"
        value={wanted}
        placeholder={t("assign.filter")}
        onChange={(event) => setWanted(event.target.value)}
        onKeyDown={(event) => {
          const first = people[0];
          if (event.key === "Enter" && first) pick({ id: first.id, name: first.name });
        }}
        className="h-9 w-full rounded-md border border-line-strong bg-surface px-3 max-md:h-11"
      />
      {error ? <ProblemBanner problem={error} /> : null}
      {data === undefined && !error ? <Skeleton lines={4} className="mt-4" /> : null}
      <ul
        aria-label={t("assign.title", { count: ids.length })}
        className="m-0 -mx-2.5 mt-2 flex list-none flex-col p-0"
      >
        {data !== undefined && wanted === "" ? (
          <PickRow
            icon={<UserRoundX aria-hidden="true" />}
            picked={only === undefined ? undefined : assignee === null}
            onPick={() => pick(null)}
          >
            {t("assign.nobody")}
          </PickRow>
        ) : null}
        {people.map((member) => (
          <PickRow
            key={member.id}
            icon={<Avatar name={member.name} size="small" />}
            note={member.role === "guest" ? t("assign.guest") : undefined}
            picked={only === undefined ? undefined : assignee?.id === member.id}
            onPick={() => pick({ id: member.id, name: member.name })}
          >
            {nameOf(member)}
          </PickRow>
        ))}
      </ul>
      {data !== undefined && people.length === 0 ? (
        <p className="mt-3 text-muted">{t("assign.noMatch")}</p>
      ) : null}
      {data !== undefined && only !== undefined && wanted === "" ? (
        <Working id={only} people={people.map(({ id, name }) => ({ id, name }))} nameOf={nameOf} />
      ) : null}
    </Dialog>
  );
}

function Working({
  id,
  people,
  nameOf,
}: {
  id: string;
  people: Colleague[];
  nameOf: (member: Colleague) => string;
}) {
  const { t } = useTranslation("teamwork");
  const client = useQueryClient();
  const { data: conversation } = useQuery(conversationQuery(id));
  if (!conversation) return null;
  const works = new Set(conversation.members.map((member) => member.id));
  return (
    <>
      <h3 className="mt-5 mb-1 text-sm font-medium text-muted">{t("assign.working")}</h3>
      <ul aria-label={t("assign.working")} className="m-0 -mx-2.5 flex list-none flex-col p-0">
        {people.map((member) => (
          <PickRow
            key={member.id}
            icon={<Avatar name={member.name} size="small" />}
            picked={works.has(member.id)}
            onPick={() => {
              setMember(client, id, member, !works.has(member.id)).catch((problem: unknown) =>
                toast({ text: problemText(t, problem).what, tone: "problem" }),
              );
            }}
          >
            {nameOf(member)}
          </PickRow>
        ))}
      </ul>
    </>
  );
}
