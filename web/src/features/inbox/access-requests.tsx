import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type AccessRequest, accessRequestsQuery } from "@/api/access";
import { useAccessDecision } from "@/api/use-access-decision";
import { useFormats } from "@/i18n/use-formats";
import { Avatar } from "@/ui/avatar";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";

/** A line above the list while people wait for access that I may give, and all of them behind it. */
export function AccessRequests() {
  const { t } = useTranslation("access");
  const [open, setOpen] = useState(false);
  const { data: requests = [] } = useQuery(accessRequestsQuery);
  if (requests.length === 0 && !open) return null;
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        className="flex w-full shrink-0 items-center gap-2.5 border-b bg-accent-soft px-4 py-2 text-left text-sm text-accent-ink inset-focus hover:brightness-95 max-md:min-h-11"
      >
        <KeyRound aria-hidden="true" className="size-4 shrink-0" />
        <span className="min-w-0 flex-1 font-medium">{t("requests.bar", { count: requests.length })}</span>
        <span aria-hidden="true">{t("requests.look")}</span>
      </button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={t("requests.title")}
        description={t("requests.lead")}
      >
        {requests.length === 0 ? <p className="text-muted">{t("requests.none")}</p> : null}
        <ul className="divide-y">
          {requests.map((request) => (
            <Request key={request.id} request={request} onOpen={() => setOpen(false)} />
          ))}
        </ul>
      </Dialog>
    </>
  );
}

function Request({ request, onOpen }: { request: AccessRequest; onOpen: () => void }) {
  const { t } = useTranslation("access");
  const formats = useFormats();
  const decision = useAccessDecision(request);
  const { name } = request;
  return (
    <li className="flex gap-3 py-3">
      <Avatar name={name} />
      <div className="min-w-0 flex-1">
        <div className="font-medium">
          {name} <span className="font-normal text-muted">· {t(`common:role.${request.role}`)}</span>
        </div>
        <Link
          to="/inbox/$conversationId"
          params={{ conversationId: request.conversationId }}
          search={{}}
          onClick={onOpen}
          className="link line-clamp-2 py-0.5 text-accent-ink max-md:py-2"
        >
          {request.subject || t("requests.noSubject")}
        </Link>
        <div className="text-sm text-muted">{formats.full(request.at)}</div>
        {request.note ? (
          <blockquote className="mt-1.5 border-l-2 pl-2.5 text-sm whitespace-pre-line wrap-anywhere">
            {request.note}
          </blockquote>
        ) : null}
        <div className="mt-2 flex flex-wrap items-center gap-2">
          <Button
            size="small"
            kind="primary"
            aria-label={t("requests.grantNamed", { name })}
            disabled={decision.busy}
            onClick={() => decision.grant("read")}
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
