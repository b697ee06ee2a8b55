import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { membersQuery } from "@/api/members";
import { useFormats } from "@/i18n/use-formats";
import { ProblemBanner } from "@/ui/banner";
import { Checkbox } from "@/ui/checkbox";
import { Input } from "@/ui/field";
import { Skeleton } from "@/ui/skeleton";

/** From this many on the list is searched rather than read. */
const many = 7;

interface PickMembersProps {
  /** Who sees the conversation through its mailbox. */
  seen: ReadonlySet<string>;
  /** To whom it is open already. */
  granted: ReadonlySet<string>;
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
}

/** People of the project who don't see the conversation yet. */
export function PickMembers({ seen, granted, chosen, onChange }: PickMembersProps) {
  const { t } = useTranslation("access");
  const formats = useFormats();
  const members = useQuery(membersQuery);
  const [filter, setFilter] = useState("");
  if (members.error) return <ProblemBanner problem={members.error} />;
  if (!members.data) return <Skeleton lines={3} />;
  const others = members.data
    .filter((member) => member.leftAt === null && !seen.has(member.id) && !granted.has(member.id))
    .toSorted((left, right) => formats.compare(left.name, right.name));
  if (others.length === 0) return <p className="text-muted">{t("share.everybody")}</p>;
  const word = filter.trim().toLocaleLowerCase();
  const shown = others.filter((member) =>
    `${member.name} ${member.email}`.toLocaleLowerCase().includes(word),
  );
  return (
    <fieldset>
      <legend className="sr-only">{t("share.members")}</legend>
      {others.length > many ? (
        <Input
          type="search"
          aria-label={t("share.filter")}
          placeholder={t("share.filter")}
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
          className="mb-2"
        />
      ) : null}
      {shown.length === 0 ? <p className="py-2 text-muted">{t("share.noMatch")}</p> : null}
      <ul className="max-h-56 overflow-y-auto">
        {shown.map((member) => (
          <li key={member.id} className="py-1.5 max-md:py-2.5">
            <Checkbox
              checked={chosen.includes(member.id)}
              onChange={(ticked) =>
                onChange(ticked ? [...chosen, member.id] : chosen.filter((id) => id !== member.id))
              }
              label={member.name}
              hint={t(`common:role.${member.role}`)}
            />
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
