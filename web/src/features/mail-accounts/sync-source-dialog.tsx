import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useFormats } from "@/i18n/use-formats";
import { ProblemBanner } from "@/ui/banner";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Skeleton } from "@/ui/skeleton";
import { beginningQuery, type SetAside } from "./sync-api";
import { useSaveSource } from "./sync-save-source";

interface SourceDialogProps {
  accountId: string;
  message: SetAside | undefined;
  onClose: () => void;
}

/** The raw source of a message that could not be received, as text and never as anything else. */
export function SourceDialog({ accountId, message, onClose }: SourceDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog
      open={message !== undefined}
      onClose={onClose}
      title={t("sync:source.title")}
      description={t("sync:source.text")}
      wide
    >
      {message ? <Source accountId={accountId} message={message} /> : null}
    </Dialog>
  );
}

function Source({ accountId, message }: { accountId: string; message: SetAside }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const beginning = useQuery(beginningQuery(accountId, message));
  const save = useSaveSource(accountId);
  if (beginning.error) return <ProblemBanner problem={beginning.error} />;
  if (!beginning.data) {
    return (
      <div role="status" aria-label={t("sync:source.loading")}>
        <Skeleton lines={8} />
      </div>
    );
  }
  return (
    <>
      {beginning.data.cut ? (
        <p className="mb-3 text-sm text-muted">
          {t("sync:source.cut", { size: formats.size(Math.max(beginning.data.size, 0)) })}
        </p>
      ) : null}
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
        tabIndex={0}
        aria-label={t("sync:source.title")}
        className="max-h-[50dvh] overflow-auto rounded-md border bg-sunken"
      >
        <pre dir="ltr" className="p-3 font-mono text-xs whitespace-pre-wrap break-all">
          {beginning.data.text}
        </pre>
      </section>
      {save.error ? <ProblemBanner problem={save.error} className="mt-3" /> : null}
      <div className="mt-4 flex justify-end">
        <Button
          busy={save.isPending}
          icon={<Download aria-hidden="true" className="size-4" />}
          onClick={() => save.mutate(message)}
        >
          {t("sync:quarantine.download")}
        </Button>
      </div>
    </>
  );
}
