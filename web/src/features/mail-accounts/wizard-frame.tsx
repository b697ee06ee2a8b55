import { Link } from "@tanstack/react-router";
import { X } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { classes } from "@/ui/classes";
import { useTitle } from "@/ui/page";

export const steps = ["provider", "signIn", "folders", "finish", "summary"] as const;
export type Step = (typeof steps)[number];

interface WizardFrameProps {
  step: Step;
  title: string;
  lead?: ReactNode;
  /** Help beside the form; below it on phones. */
  aside?: ReactNode;
  /** Buttons that stay in reach at the foot of long steps. */
  foot?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}

/** One column, one decision a screen, and where one is among the five. */
export function WizardFrame({ step, title, lead, aside, foot, wide, children }: WizardFrameProps) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  const at = steps.indexOf(step);
  useTitle(title);
  // A new screen begins at its heading, for eyes and ears alike; a form field that wants the focus takes it afterwards.
  useEffect(() => {
    if (step && !heading.current?.closest("main")?.contains(activeField())) heading.current?.focus();
  }, [step]);
  return (
    <div className="flex min-h-full flex-col">
      <div
        className={classes(
          "mx-auto w-full flex-1 px-4 pt-5 pb-10 md:px-8 md:pt-8",
          aside || wide ? "max-w-4xl" : "max-w-2xl",
        )}
      >
        <div className="mb-8 flex items-center gap-4">
          <Progress at={at} />
          <span className="text-sm text-muted">
            {t("mailboxes:wizard.step", { at: at + 1, of: steps.length })}
            <span className="max-md:hidden"> · {t(`mailboxes:wizard.steps.${step}`)}</span>
          </span>
          <Link
            to="/data/mailboxes"
            className="ml-auto inline-flex min-h-9 items-center gap-1.5 rounded-md px-2 text-sm text-muted no-underline hover:bg-hover hover:text-ink max-md:min-h-11"
          >
            <X aria-hidden="true" className="size-4" />
            {t("mailboxes:wizard.leave")}
          </Link>
        </div>
        <h1 ref={heading} tabIndex={-1} className="text-2xl font-semibold text-balance">
          {title}
        </h1>
        {lead ? <p className="mt-2 max-w-xl text-muted text-pretty">{lead}</p> : null}
        <div
          className={classes(
            "mt-7",
            aside && "grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,26rem)_minmax(0,1fr)]",
          )}
        >
          <div className="min-w-0">{children}</div>
          {aside ? <aside className="min-w-0 max-lg:order-first">{aside}</aside> : null}
        </div>
      </div>
      {foot ? (
        <div className="sticky bottom-0 border-t bg-paper">
          <div
            className={classes("mx-auto w-full px-4 py-3 md:px-8", aside || wide ? "max-w-4xl" : "max-w-2xl")}
          >
            {foot}
          </div>
        </div>
      ) : null}
    </div>
  );
}

function activeField(): Element | null {
  return document.activeElement?.matches("input, textarea, select") ? document.activeElement : null;
}

function Progress({ at }: { at: number }) {
  return (
    <span aria-hidden="true" className="flex items-center gap-1.5">
      {steps.map((step, index) => (
        <span
          key={step}
          className={classes(
            "h-2 rounded-full transition-[width] duration-150",
            index === at ? "w-6 bg-accent" : "w-2",
            index < at && "bg-accent",
            index > at && "bg-line-strong",
          )}
        />
      ))}
    </span>
  );
}
