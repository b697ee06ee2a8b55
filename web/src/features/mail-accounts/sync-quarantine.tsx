import { useMutation } from "@tanstack/react-query";
import { Download, FileCode, RotateCw } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { queryClient } from "@/api/query";
import { useFormats } from "@/i18n/use-formats";
import { ProblemBanner } from "@/ui/banner";
import { Button } from "@/ui/button";
import { toast } from "@/ui/toast";
import { folderName } from "./choice";
import { Fold } from "./fold";
import { retryAll, retryOne, type SetAside, type SyncStatus, syncStatusKey } from "./sync-api";
import { useSaveSource } from "./sync-save-source";
import { SourceDialog } from "./sync-source-dialog";
import { moment, quarantineKind } from "./sync-words";

interface SyncQuarantineProps {
  accountId: string;
  quarantine: SyncStatus["quarantine"];
  manages: boolean;
}

/** Messages that could not be received: why, and what can be done with each. Not there while there is none. */
export function SyncQuarantine({ accountId, quarantine, manages }: SyncQuarantineProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [shown, setShown] = useState<SetAside>();
  const all = useMutation({
    mutationFn: () => retryAll(accountId),
    onSuccess: () => retried(accountId, t("sync:quarantine.retried")),
  });
  if (quarantine.total === 0) return null;
  const { items, total } = quarantine;
  return (
    <section className="mt-8">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-72">
          <h2 className="text-lg font-semibold">{t("sync:quarantine.title")}</h2>
          <p className="mt-1 max-w-2xl text-muted text-pretty">{t("sync:quarantine.lead")}</p>
        </div>
        {manages && total > 1 ? (
          <Button
            busy={all.isPending}
            icon={<RotateCw aria-hidden="true" className="size-4" />}
            onClick={() => all.mutate()}
          >
            {t("sync:quarantine.retryAll")}
          </Button>
        ) : null}
      </div>
      {all.error ? <ProblemBanner problem={all.error} className="mt-4" /> : null}
      <ul className="mt-4 divide-y rounded-lg border bg-surface">
        {items.map((message) => (
          <Message
            key={`${message.folderId} ${message.uidValidity} ${message.uid}`}
            accountId={accountId}
            message={message}
            manages={manages}
            onLook={() => setShown(message)}
          />
        ))}
      </ul>
      {total > items.length ? (
        <p className="mt-3 text-sm text-muted">
          {t("sync:quarantine.more", { shown: formats.number(items.length), total: formats.number(total) })}
        </p>
      ) : null}
      <SourceDialog accountId={accountId} message={shown} onClose={() => setShown(undefined)} />
    </section>
  );
}

function retried(accountId: string, text: string): Promise<void> {
  toast({ text });
  return queryClient.invalidateQueries({ queryKey: syncStatusKey(accountId) });
}

interface MessageProps {
  accountId: string;
  message: SetAside;
  manages: boolean;
  onLook: () => void;
}

function Message({ accountId, message, manages, onLook }: MessageProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const kind = quarantineKind(message);
  const save = useSaveSource(accountId);
  const retry = useMutation({
    mutationFn: () => retryOne(accountId, message),
    onSuccess: () => retried(accountId, t("sync:quarantine.retried")),
  });
  const folder = folderName({ name: message.folder, path: [message.folder], role: message.role }, t);
  const due = new Date(message.nextTry).getTime() <= Date.now();
  const problem = retry.error ?? save.error;
  return (
    <li className="px-4 pt-3.5 pb-1.5">
      <div>
        <div className="max-w-2xl">
          <h3 className="font-semibold">{t(`sync:quarantine.reason.${kind}`)}</h3>
          <p className="mt-0.5 text-pretty">{t(`sync:quarantine.todo.${kind}`)}</p>
          <p className="mt-1 text-sm text-muted">
            {t("sync:quarantine.when", { folder, at: moment(formats, message.at) })}
            {" · "}
            {t("sync:quarantine.attempts", { count: message.attempts })}
            {", "}
            {due
              ? t("sync:quarantine.nextSoon")
              : t("sync:quarantine.next", { at: moment(formats, message.nextTry) })}
          </p>
        </div>
        <div className="mt-3 flex flex-wrap gap-2 max-md:grid max-md:grid-cols-2">
          <Button size="small" icon={<FileCode aria-hidden="true" className="size-4" />} onClick={onLook}>
            {t("sync:quarantine.look")}
          </Button>
          <Button
            size="small"
            busy={save.isPending}
            icon={<Download aria-hidden="true" className="size-4" />}
            onClick={() => save.mutate(message)}
          >
            {t("sync:quarantine.download")}
          </Button>
          {manages ? (
            <Button
              size="small"
              className="max-md:col-span-2"
              busy={retry.isPending}
              icon={<RotateCw aria-hidden="true" className="size-4" />}
              onClick={() => retry.mutate()}
            >
              {t("sync:quarantine.retry")}
            </Button>
          ) : null}
        </div>
      </div>
      {problem ? <ProblemBanner problem={problem} className="mt-3" /> : null}
      <Fold label={t("sync:folder.details")}>
        <p className="break-all text-muted">
          {t("sync:quarantine.uid", { uid: message.uid, uidValidity: message.uidValidity })}
          {" · "}
          {message.reason}
        </p>
      </Fold>
    </li>
  );
}
