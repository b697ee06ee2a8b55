import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { AccessLevel, Share, Sharing } from "@/api/mail-accounts";
import { type Member, membersQuery } from "@/api/members";
import { useSession } from "@/api/session";
import { useFormats } from "@/i18n/use-formats";
import { ProblemBanner } from "@/ui/banner";
import { Checkbox } from "@/ui/checkbox";
import { ChoiceCards } from "@/ui/choice-cards";
import { Select } from "@/ui/field";
import { Skeleton } from "@/ui/skeleton";

interface SharingChoiceProps {
  ownerId: string;
  sharing: Sharing;
  shares: readonly Share[];
  onChange: (sharing: Sharing, shares: Share[]) => void;
}

/** Who on the team sees this mailbox. */
export function SharingChoice({ ownerId, sharing, shares, onChange }: SharingChoiceProps) {
  const { t } = useTranslation();
  const { project } = useSession();
  return (
    <div>
      <ChoiceCards
        label={t("mailboxes:sharing.label")}
        value={sharing}
        onChange={(value) => onChange(value, [...shares])}
        choices={[
          {
            value: "project",
            label: t("mailboxes:sharing.project", { project: project?.name ?? "" }),
            hint: t("mailboxes:sharing.projectHint"),
          },
          {
            value: "members",
            label: t("mailboxes:sharing.members"),
            hint: t("mailboxes:sharing.membersHint"),
          },
          {
            value: "private",
            label: t("mailboxes:sharing.private"),
            hint: t("mailboxes:sharing.privateHint"),
          },
        ]}
      />
      {sharing === "members" ? (
        <MemberShares ownerId={ownerId} shares={shares} onChange={(next) => onChange("members", next)} />
      ) : null}
    </div>
  );
}

const levels: readonly AccessLevel[] = ["read", "reply", "manage"];

interface MemberSharesProps {
  ownerId: string;
  shares: readonly Share[];
  onChange: (shares: Share[]) => void;
}

function MemberShares({ ownerId, shares, onChange }: MemberSharesProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const members = useQuery(membersQuery);
  if (members.error) return <ProblemBanner problem={members.error} className="mt-3" />;
  if (!members.data) return <Skeleton className="mt-3" />;
  const others = members.data
    .filter((member) => member.leftAt === null && member.id !== ownerId)
    .toSorted((left, right) => formats.compare(left.name, right.name));
  if (others.length === 0) return <p className="mt-3 text-muted">{t("mailboxes:sharing.alone")}</p>;

  const set = (member: Member, level: AccessLevel | undefined): void => {
    const without = shares.filter((share) => share.memberId !== member.id);
    onChange(level ? [...without, { memberId: member.id, level }] : without);
  };
  return (
    <>
      <ul className="mt-3 divide-y rounded-lg border bg-surface">
        {others.map((member) => {
          const share = shares.find((one) => one.memberId === member.id);
          return (
            <li
              key={member.id}
              className="flex min-h-14 flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-2"
            >
              <Checkbox
                checked={share !== undefined}
                onChange={(ticked) => set(member, ticked ? "reply" : undefined)}
                label={member.name}
                hint={t(`common:role.${member.role}`)}
              />
              {share ? (
                <Select
                  aria-label={t("mailboxes:sharing.levelOf", { name: member.name })}
                  value={share.level}
                  onChange={(event) => set(member, event.target.value as AccessLevel)}
                  className="!w-auto"
                >
                  {levels.map((level) => (
                    <option key={level} value={level}>
                      {t(`mailboxes:sharing.level.${level}`)}
                    </option>
                  ))}
                </Select>
              ) : null}
            </li>
          );
        })}
      </ul>
      {shares.length === 0 ? <p className="mt-2 text-sm text-warn">{t("mailboxes:sharing.nobody")}</p> : null}
    </>
  );
}
