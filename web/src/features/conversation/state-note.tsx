import { Archive, CircleCheck, Clock } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Conversation } from "@/api/conversation-types";
import { useTeamwork } from "@/api/use-teamwork";
import { useFormats } from "@/i18n/use-formats";
import { Button } from "@/ui/button";
import { NoteLine } from "./shelf-note";

/** That it is closed or snoozed, or archived by the reader alone, and the way back. */
export function StateNote({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation("teamwork");
  const formats = useFormats();
  const teamwork = useTeamwork();
  const { id, state, stateAt, snoozedUntil } = conversation;
  return (
    <>
      {state === "open" ? null : (
        <NoteLine
          icon={state === "closed" ? <CircleCheck aria-hidden="true" /> : <Clock aria-hidden="true" />}
          actions={
            conversation.level === "read" ? null : (
              <Button kind="quiet" size="small" onClick={() => teamwork.state([id], { state: "open" })}>
                {t("state.reopen")}
              </Button>
            )
          }
        >
          <span className="font-medium">
            {state === "closed"
              ? t("state.closed", { when: stateAt ? formats.full(stateAt) : "" })
              : snoozedUntil
                ? t("state.snoozedUntil", { when: formats.full(snoozedUntil) })
                : t("state.snoozed")}
          </span>{" "}
          <span className="text-muted">{t("state.hint")}</span>
        </NoteLine>
      )}
      {conversation.archivedByMe ? (
        <NoteLine
          icon={<Archive aria-hidden="true" />}
          actions={
            <Button kind="quiet" size="small" onClick={() => teamwork.archive([id], false)}>
              {t("state.toInbox")}
            </Button>
          }
        >
          <span className="font-medium">{t("state.archivedByMe")}</span>{" "}
          <span className="text-muted">{t("state.archivedByMeHint")}</span>
        </NoteLine>
      ) : null}
    </>
  );
}
