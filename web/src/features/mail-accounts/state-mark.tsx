import {
  CircleAlert,
  CircleCheck,
  CirclePause,
  CircleX,
  Clock,
  Hourglass,
  ListChecks,
  type LucideIcon,
  RefreshCw,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import type { AccountState, MailAccount } from "@/api/mail-accounts";
import { classes } from "@/ui/classes";

const looks: Record<AccountState, { icon: LucideIcon; tone: string }> = {
  choosing: { icon: ListChecks, tone: "text-warn" },
  backfilling: { icon: RefreshCw, tone: "text-accent-ink" },
  live: { icon: CircleCheck, tone: "text-ok" },
  backing_off: { icon: Clock, tone: "text-warn" },
  needs_sign_in: { icon: CircleAlert, tone: "text-danger" },
  paused: { icon: Hourglass, tone: "text-warn" },
  on_hold: { icon: CirclePause, tone: "text-muted" },
  disconnecting: { icon: Clock, tone: "text-muted" },
  disconnected: { icon: CircleX, tone: "text-muted" },
};

/** The sign and the colour of a state, the same wherever it is shown. */
export const lookOf = (state: AccountState) => looks[state];

/** How a mailbox is doing, in words. */
export function StateMark({ account }: { account: MailAccount }) {
  const { t } = useTranslation();
  const { icon: Icon, tone } = looks[account.state];
  return (
    <span className={classes("inline-flex items-center gap-1.5", tone)}>
      <Icon aria-hidden="true" className="size-4 shrink-0" />
      {t(`mailboxes:state.${account.state}`)}
    </span>
  );
}
