import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { MailAccount } from "@/api/mail-accounts";
import { queryClient } from "@/api/query";
import { useFormats } from "@/i18n/use-formats";
import { ProblemBanner } from "@/ui/banner";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field, Input } from "@/ui/field";
import { problemOf } from "@/ui/problem-note";
import { toast } from "@/ui/toast";
import { folderName } from "./choice";
import { fetchAgain, type SyncedFolder, type SyncStatus, syncStatusKey } from "./sync-api";
import { askableDays, isAskable } from "./sync-words";

interface FetchAgainDialogProps {
  account: MailAccount;
  status: SyncStatus;
  /** Undefined for all folders. */
  folder?: SyncedFolder;
  open: boolean;
  onClose: () => void;
}

/** From which day on the server is to be asked once more. */
export function FetchAgainDialog({ account, status, folder, open, onClose }: FetchAgainDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t("sync:again.title")}
      description={
        <>
          <span className="block font-medium text-ink">
            {folder
              ? t("sync:again.oneFolder", { name: folderName(folder, t) })
              : t("sync:again.allFolders", { address: account.address })}
          </span>
          <span className="mt-1 block">{t("sync:again.text")}</span>
        </>
      }
    >
      <DayForm account={account} status={status} folder={folder} onDone={onClose} />
    </Dialog>
  );
}

function DayForm({
  account,
  status,
  folder,
  onDone,
}: Omit<FetchAgainDialogProps, "open" | "onClose"> & { onDone: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { first, last } = askableDays(new Date());
  const [day, setDay] = useState(beginOf(status, folder) ?? last);
  const [refused, setRefused] = useState(false);
  const ask = useMutation({
    mutationFn: () => fetchAgain(account.id, day, folder?.id),
    onSuccess: () => {
      const reading = status.state === "live" || status.state === "backfilling";
      toast({ text: t(reading ? "sync:again.done" : "sync:again.doneLater") });
      onDone();
      return queryClient.invalidateQueries({ queryKey: syncStatusKey(account.id) });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const askable = isAskable(day, new Date());
    setRefused(!askable);
    if (askable) ask.mutate();
  };
  const badDay = refused || problemOf(ask.error, [], "since");
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-5">
      <Field
        label={t("sync:again.since")}
        hint={t(folder ? "sync:again.sinceHint" : "sync:again.sinceHintAll", { day: formats.day(first) })}
        error={
          badDay ? t("sync:again.badDay", { first: formats.day(first), last: formats.day(last) }) : undefined
        }
      >
        <Input
          type="date"
          required
          min={first}
          max={last}
          value={day}
          onChange={(event) => {
            setDay(event.target.value);
            setRefused(false);
          }}
          className="max-w-56"
        />
      </Field>
      {ask.error && !badDay ? <ProblemBanner problem={ask.error} /> : null}
      <div className="flex justify-end gap-2 max-md:*:flex-1">
        <Button onClick={onDone}>{t("common:cancel")}</Button>
        <Button type="submit" kind="primary" busy={ask.isPending}>
          {t("sync:again.submit")}
        </Button>
      </div>
    </form>
  );
}

/** Where the window begins now: of the folder, or of the folder that reaches furthest back. */
function beginOf(status: SyncStatus, folder: SyncedFolder | undefined): string | undefined {
  const folders = folder ? [folder] : status.folders;
  return folders
    .map((one) => one.windowSince)
    .filter((since): since is string => since !== null)
    .sort()[0];
}
