import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { problemText } from "@/i18n/problem-text";
import { classes } from "./classes";

export type Tone = "info" | "ok" | "warn" | "danger";

const tones: Record<Tone, { look: string; icon: ReactNode }> = {
  info: { look: "bg-accent-soft", icon: <Info aria-hidden="true" className="text-accent-ink" /> },
  ok: { look: "bg-ok-soft", icon: <CircleCheck aria-hidden="true" className="text-ok" /> },
  warn: { look: "bg-warn-soft", icon: <TriangleAlert aria-hidden="true" className="text-warn" /> },
  danger: { look: "bg-danger-soft", icon: <CircleAlert aria-hidden="true" className="text-danger" /> },
};

interface BannerProps {
  tone?: Tone;
  title?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  /** Read aloud as soon as it appears. */
  urgent?: boolean;
  className?: string;
}

export function Banner({ tone = "info", title, children, actions, urgent, className }: BannerProps) {
  const { look, icon } = tones[tone];
  return (
    <div
      role={urgent ? "alert" : undefined}
      className={classes(
        "flex gap-3 rounded-lg px-4 py-3 [&>svg]:mt-px [&>svg]:size-[18px] [&>svg]:shrink-0",
        look,
        className,
      )}
    >
      {icon}
      <div className="min-w-0 flex-1">
        {title ? <div className="font-medium">{title}</div> : null}
        {children ? <div className={title ? "mt-0.5 text-ink/85" : undefined}>{children}</div> : null}
        {actions ? <div className="mt-3 flex flex-wrap gap-2">{actions}</div> : null}
      </div>
    </div>
  );
}

/** What happened, what to do, and the number for support. */
export function ProblemBanner({
  problem,
  actions,
  className,
}: {
  problem: unknown;
  actions?: ReactNode;
  className?: string;
}) {
  const { t } = useTranslation();
  const { what, todo, support } = problemText(t, problem);
  return (
    <Banner tone="danger" title={what} actions={actions} urgent className={className}>
      {todo}
      {support ? (
        <div className="mt-1 text-xs text-muted">{t("common:supportCode", { code: support })}</div>
      ) : null}
    </Banner>
  );
}
