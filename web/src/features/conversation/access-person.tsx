import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { changeAccess, type GrantLevel, giveAccess, revokeAccess, type Viewer } from "@/api/access";
import { useMember } from "@/api/session";
import { problemText } from "@/i18n/problem-text";
import { useFormats } from "@/i18n/use-formats";
import { Avatar } from "@/ui/avatar";
import { Button } from "@/ui/button";
import { Chip } from "@/ui/chip";
import { toast } from "@/ui/toast";
import { LevelSelect } from "./level-select";
import { MailState } from "./mail-state";

interface AccessPersonProps {
  conversationId: string;
  viewer: Viewer;
  mayShare: boolean;
}

/** One person: how far they reach, why, on whose word; and what may be changed about it. */
export function AccessPerson({ conversationId, viewer, mayShare }: AccessPersonProps) {
  const { t } = useTranslation("access");
  const client = useQueryClient();
  const formats = useFormats();
  const me = useMember();
  const { grant, name } = viewer;
  const self = viewer.memberId === me.id;
  const refresh = () => client.invalidateQueries({ queryKey: ["conversation", conversationId] });
  const failed = (problem: unknown) => toast({ text: problemText(t, problem).what, tone: "problem" });

  const change = useMutation({
    mutationFn: (level: GrantLevel) => changeAccess(conversationId, viewer.memberId, level),
    onSuccess: (_, level) => toast({ text: t("changed", { name, level: t(`level.${level}`) }) }),
    onError: failed,
    onSettled: refresh,
  });
  const revoke = useMutation({
    mutationFn: () => revokeAccess(conversationId, viewer.memberId),
    onSuccess: () => {
      const before = grant;
      toast({
        text: t("revoked", { name }),
        undo:
          self || !before
            ? undefined
            : () =>
                void giveAccess(conversationId, [viewer.memberId], {
                  level: before.level,
                  note: before.note ?? "",
                  mail: false,
                }).then(refresh, failed),
      });
    },
    onError: failed,
    onSettled: refresh,
  });

  return (
    <li className="flex gap-3 py-3">
      <Avatar name={name} />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <span className="min-w-0 truncate font-medium">{name}</span>
          {self ? <span className="text-muted">({t("seen.you")})</span> : null}
          {viewer.role === "guest" ? <Chip>{t("common:role.guest")}</Chip> : null}
        </div>
        <div className="text-sm text-muted">
          {t(`why.${viewer.why}`)} · {t(`level.${viewer.level}`)}
        </div>
        {grant ? (
          <div className="mt-0.5 text-sm text-muted">
            {viewer.why === "grant" ? null : `${t("also")} `}
            {grant.by
              ? t("givenBy", { name: grant.by, at: formats.day(grant.at) })
              : t("given", { at: formats.day(grant.at) })}
          </div>
        ) : null}
        {grant?.note ? (
          <blockquote className="mt-1.5 border-l-2 pl-2.5 text-sm whitespace-pre-line wrap-anywhere">
            {grant.note}
          </blockquote>
        ) : null}
        <MailState phase={grant?.mail ?? null} />
        {grant && (mayShare || self) ? (
          <div className="mt-2 flex flex-wrap items-center gap-2">
            {mayShare && !self ? (
              <LevelSelect
                label={t("level.label", { name })}
                value={grant.level}
                disabled={change.isPending}
                onChange={(level) => change.mutate(level)}
              />
            ) : null}
            <Button
              kind="quiet"
              size="small"
              aria-label={self ? undefined : t("revokeNamed", { name })}
              busy={revoke.isPending}
              onClick={() => revoke.mutate()}
            >
              {t(self ? "giveUp" : "revoke")}
            </Button>
          </div>
        ) : null}
      </div>
    </li>
  );
}
