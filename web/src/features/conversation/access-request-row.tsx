import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AccessRequest, GrantLevel } from "@/api/access";
import { useAccessDecision } from "@/api/use-access-decision";
import { useFormats } from "@/i18n/use-formats";
import { Avatar } from "@/ui/avatar";
import { Button } from "@/ui/button";
import { LevelSelect } from "./level-select";

/** Somebody asks to see this conversation: yes, how far, or no. */
export function AccessRequestRow({ request }: { request: AccessRequest }) {
  const { t } = useTranslation("access");
  const formats = useFormats();
  const decision = useAccessDecision(request);
  const [level, setLevel] = useState<GrantLevel>("read");
  const { name } = request;
  return (
    <li className="flex gap-3 py-3">
      <Avatar name={name} />
      <div className="min-w-0 flex-1">
        <div className="truncate font-medium">{name}</div>
        <div className="text-sm text-muted">
          {t(`common:role.${request.role}`)} · {formats.full(request.at)}
        </div>
        {request.note ? (
          <blockquote className="mt-1.5 border-l-2 pl-2.5 text-sm whitespace-pre-line wrap-anywhere">
            {request.note}
          </blockquote>
        ) : null}
        <div className="mt-2 flex flex-wrap items-center gap-2">
          <LevelSelect label={t("level.label", { name })} value={level} onChange={setLevel} />
          <Button
            size="small"
            kind="primary"
            aria-label={t("requests.grantNamed", { name })}
            disabled={decision.busy}
            onClick={() => decision.grant(level)}
          >
            {t("requests.grant")}
          </Button>
          <Button
            size="small"
            kind="quiet"
            aria-label={t("requests.declineNamed", { name })}
            disabled={decision.busy}
            onClick={decision.decline}
          >
            {t("requests.decline")}
          </Button>
        </div>
      </div>
    </li>
  );
}
