import i18next from "i18next";
import { LifeBuoy } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { classes } from "@/ui/classes";

const wantsAttention = ["app_password_needed", "imap_disabled", "password_refused", "ip_not_authorised"];

const siteName = /((?:[a-z0-9-]+\.)+[a-z]{2,}(?:\/[\w-]+)*)/u;

/** A sentence in which the addresses of sites can be followed. */
function withLinks(text: string): ReactNode[] {
  return text.split(siteName).map((part, index) =>
    index % 2 === 1 ? (
      <a
        key={part}
        href={`https://${part}`}
        target="_blank"
        rel="noreferrer"
        className="link wrap-anywhere max-md:inline-block max-md:py-1"
      >
        {part}
      </a>
    ) : (
      part
    ),
  );
}

/** What this provider needs first, with steps, beside the form. */
export function ProviderHelp({ provider, failure }: { provider: string; failure: string | undefined }) {
  const { t } = useTranslation();
  const key = i18next.exists(`mailboxes:help.${provider}.title`) ? provider : "other";
  const steps = t(`mailboxes:help.${key}.steps`, { returnObjects: true }) as unknown as string[];
  const notes = t(`mailboxes:help.${key}.notes`, { returnObjects: true }) as unknown as string[];
  const urgent = failure !== undefined && wantsAttention.includes(failure);
  return (
    <div className={classes("rounded-lg border p-5", urgent ? "border-accent bg-accent-soft" : "bg-sunken")}>
      <h2 className="flex items-center gap-2 font-semibold">
        <LifeBuoy aria-hidden="true" className="size-[18px] text-accent-ink" />
        {t(`mailboxes:help.${key}.title`)}
      </h2>
      <ol className="mt-3 flex flex-col gap-3">
        {steps.map((step, index) => (
          <li key={step} className="flex gap-3">
            <span
              aria-hidden="true"
              className="flex size-5 shrink-0 items-center justify-center rounded-full bg-surface text-xs font-semibold text-accent-ink"
            >
              {index + 1}
            </span>
            <span className="min-w-0 text-pretty">{withLinks(step)}</span>
          </li>
        ))}
      </ol>
      <div className="mt-4 flex flex-col gap-2 text-sm text-muted">
        {notes.map((note) => (
          <p key={note} className="text-pretty">
            {note}
          </p>
        ))}
      </div>
    </div>
  );
}
