import { useTranslation } from "react-i18next";
import type { SubmissionPhase } from "@/api/conversation-types";
import { classes } from "@/ui/classes";

/** Where the letter that invites stands. */
export function MailState({ phase }: { phase: SubmissionPhase | null }) {
  const { t } = useTranslation("access");
  if (phase === null) return null;
  const words =
    phase === "accepted"
      ? "sent"
      : phase === "failed" || phase === "discarded"
        ? "failed"
        : phase === "uncertain" || phase === "data_sent"
          ? "uncertain"
          : "underWay";
  return (
    <div className={classes("mt-0.5 text-sm", words === "failed" ? "text-danger" : "text-muted")}>
      {t(`mail.${words}`)}
    </div>
  );
}
