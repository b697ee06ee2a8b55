import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { http } from "@/api/http";
import { type Member, membersQuery } from "@/api/members";
import { queryClient } from "@/api/query";
import { type CurrentMember, type Role, sessionQuery } from "@/api/session";
import { useFormats } from "@/i18n/use-formats";
import { Avatar } from "@/ui/avatar";
import { ProblemBanner } from "@/ui/banner";
import { Button } from "@/ui/button";
import { Chip } from "@/ui/chip";
import { Select } from "@/ui/field";
import { toast } from "@/ui/toast";
import { RemoveDialog } from "./remove-dialog";
import { rolesToGive } from "./rules";

export function MemberRow({ member, me }: { member: Member; me: CurrentMember }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [asking, setAsking] = useState(false);
  const self = member.id === me.id;
  const roles = rolesToGive(me.role, member.role);
  const refresh = () => queryClient.invalidateQueries({ queryKey: membersQuery.queryKey });

  const giveRole = useMutation({
    mutationFn: (role: Role) => http.patch(`/members/${member.id}`, { role }),
    onMutate: (role) => {
      queryClient.setQueryData(membersQuery.queryKey, (known: Member[] | undefined) =>
        known?.map((one) => (one.id === member.id ? { ...one, role } : one)),
      );
      return { before: member.role };
    },
    onSuccess: (_, role, { before }) => {
      toast({ text: t("team:roleChanged", { name: member.name, role: t(`common:role.${role}`) }) });
      if (self && before !== role) void queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
    },
    onSettled: refresh,
  });

  return (
    <li className="px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Avatar name={member.name} />
        <div className="min-w-0 flex-1 basis-40">
          <div className="flex flex-wrap items-center gap-2 font-medium">
            {member.name}
            {self ? <Chip>{t("team:you")}</Chip> : null}
          </div>
          <div
            className="truncate text-sm text-muted"
            title={t("team:joined", { day: formats.day(member.joinedAt) })}
          >
            {member.email}
          </div>
        </div>
        <div className="flex items-center gap-4 max-lg:w-full max-lg:justify-between max-lg:pl-12">
          {roles.length > 0 ? (
            <Select
              aria-label={t("team:roleOf", { name: member.name })}
              value={member.role}
              disabled={giveRole.isPending}
              onChange={(event) => giveRole.mutate(event.target.value as Role)}
              className="!w-auto lg:!w-40"
            >
              {roles.map((role) => (
                <option key={role} value={role}>
                  {t(`common:role.${role}`)}
                </option>
              ))}
            </Select>
          ) : (
            <span className="text-muted lg:w-40 lg:px-3">{t(`common:role.${member.role}`)}</span>
          )}
          <span className="flex justify-end lg:w-32">
            {roles.length > 0 || self ? (
              <Button
                kind="quiet"
                size="small"
                aria-label={t(self ? "team:leave" : "team:removeNamed", { name: member.name })}
                onClick={() => setAsking(true)}
              >
                {t(self ? "team:leave" : "common:remove")}
              </Button>
            ) : null}
          </span>
        </div>
      </div>
      {giveRole.error ? <ProblemBanner problem={giveRole.error} className="mt-3" /> : null}
      <RemoveDialog member={member} me={me} open={asking} onClose={() => setAsking(false)} />
    </li>
  );
}
