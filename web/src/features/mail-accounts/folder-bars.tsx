import { CircleCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useFormats } from "@/i18n/use-formats";
import { ProgressBar } from "@/ui/progress-bar";
import type { FolderProgress, Progress } from "./api";
import { folderName } from "./choice";

/** A bar per folder, counted and not guessed. */
export function FolderBars({ progress }: { progress: Progress }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <section className="mt-6">
      <h2 className="sr-only">{t("mailboxes:summary.folders")}</h2>
      <ul className="divide-y rounded-lg border bg-surface">
        {progress.folders.map((folder) => (
          <FolderBar key={folder.id} folder={folder} />
        ))}
      </ul>
      {progress.outstandingAttachments > 0 ? (
        <p className="mt-3 text-sm text-muted">
          {t("mailboxes:summary.attachments", {
            count: progress.outstandingAttachments,
            shown: formats.number(progress.outstandingAttachments),
          })}
        </p>
      ) : null}
    </section>
  );
}

/** Green only when everything the server listed is here: counted on both sides. */
export function isWhole(folder: FolderProgress): boolean {
  return !isListing(folder) && folder.failed === 0 && folder.settled === folder.total;
}

/** The server has not yet said which messages belong to the window. */
export function isListing(folder: FolderProgress): boolean {
  return folder.state === "waiting" || folder.state === "snapshot";
}

function FolderBar({ folder }: { folder: FolderProgress }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const whole = isWhole(folder);
  const listing = isListing(folder);
  const name = folderName(folder, t);
  const words = listing
    ? t("mailboxes:summary.listing")
    : t("mailboxes:summary.settled", {
        settled: formats.number(folder.settled),
        total: formats.number(folder.total),
      });
  return (
    <li className="px-4 py-3">
      <div className="mb-2 flex items-center justify-between gap-4">
        <span className="min-w-0 truncate font-medium">{name}</span>
        <span className="flex shrink-0 items-center gap-1.5 text-sm text-muted">
          {whole ? <CircleCheck aria-hidden="true" className="size-4 text-ok" /> : null}
          {whole && folder.total === 0 ? t("mailboxes:summary.empty") : words}
        </span>
      </div>
      <ProgressBar
        label={name}
        value={listing ? undefined : folder.settled}
        max={folder.total}
        valueText={words}
        done={whole}
      />
      {folder.state === "parked" ? (
        <p className="mt-2 text-sm text-warn">{t("mailboxes:summary.parked")}</p>
      ) : null}
      {folder.failed > 0 ? (
        <p className="mt-2 text-sm text-warn">
          {t("mailboxes:summary.failed", { count: folder.failed, shown: formats.number(folder.failed) })}
        </p>
      ) : null}
    </li>
  );
}
