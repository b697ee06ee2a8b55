import type { ReactNode } from "react";
import { classes } from "./classes";

interface EmptyStateProps {
  icon?: ReactNode;
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  className?: string;
}

/** Nothing here yet, and the next step. */
export function EmptyState({ icon, title, children, actions, className }: EmptyStateProps) {
  return (
    <div className={classes("mx-auto flex max-w-md flex-col items-center px-6 py-16 text-center", className)}>
      {icon ? (
        <div className="mb-5 flex size-14 items-center justify-center rounded-full bg-accent-soft text-accent-ink [&_svg]:size-6">
          {icon}
        </div>
      ) : null}
      <h2 className="text-lg font-semibold text-balance">{title}</h2>
      {children ? <div className="mt-2 text-muted text-pretty">{children}</div> : null}
      {actions ? <div className="mt-6 flex flex-wrap justify-center gap-2">{actions}</div> : null}
    </div>
  );
}
