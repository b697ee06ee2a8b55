import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ChevronDown, UserRoundX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { clientOwnerQuery, nameClientOwner } from "@/api/contacts";
import { membersQuery } from "@/api/members";
import { problemText } from "@/i18n/problem-text";
import { useFormats } from "@/i18n/use-formats";
import { Avatar } from "@/ui/avatar";
import { Menu, MenuItem, MenuLine } from "@/ui/menu";
import { toast } from "@/ui/toast";

/** Who looks after this client; a choice where one may change it. */
export function ClientOwnerLine({ contactId }: { contactId: string }) {
  const { t } = useTranslation("contacts");
  const client = useQueryClient();
  const formats = useFormats();
  const { data } = useQuery(clientOwnerQuery(contactId));
  const { data: members = [] } = useQuery({ ...membersQuery, enabled: data?.mayChange === true });
  if (data === undefined || (data.owner === null && !data.mayChange)) return null;
  const name = (memberId: string | null): void => {
    nameClientOwner(contactId, memberId)
      .then(() => client.invalidateQueries({ queryKey: ["contacts", contactId, "owner"] }))
      .then(() => client.invalidateQueries({ queryKey: ["conversation"] }))
      .catch((problem: unknown) => toast({ text: problemText(t, problem).what, tone: "problem" }));
  };
  const shown = (
    <>
      {data.owner ? <Avatar name={data.owner.name} size="tiny" /> : null}
      <span className="truncate">{data.owner?.name ?? t("owner.nobody")}</span>
    </>
  );
  return (
    <>
      <dt>{t("owner.label")}</dt>
      <dd className="min-w-0">
        {data.mayChange ? (
          <Menu
            align="start"
            trigger={
              <button
                type="button"
                aria-label={t("owner.change", { name: data.owner?.name ?? t("owner.nobody") })}
                className="-mx-1 inline-flex max-w-full items-center gap-1.5 rounded px-1 hover:bg-hover max-md:min-h-11"
              >
                {shown}
                <ChevronDown aria-hidden="true" className="size-3.5 shrink-0 text-muted" />
              </button>
            }
          >
            {members
              .filter((member) => member.leftAt === null && member.role !== "guest")
              .sort((a, b) => formats.compare(a.name, b.name))
              .map((member) => (
                <MenuItem
                  key={member.id}
                  icon={<Avatar name={member.name} size="tiny" />}
                  onSelect={() => name(member.id)}
                >
                  {member.name}
                </MenuItem>
              ))}
            {data.owner ? (
              <>
                <MenuLine />
                <MenuItem icon={<UserRoundX aria-hidden="true" />} onSelect={() => name(null)}>
                  {t("owner.nobody")}
                </MenuItem>
              </>
            ) : null}
          </Menu>
        ) : (
          <span className="inline-flex max-w-full items-center gap-1.5">{shown}</span>
        )}
      </dd>
    </>
  );
}
