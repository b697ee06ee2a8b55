import { useMutation, useQuery } from "@tanstack/react-query";
import { Check, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { MailAccount } from "@/api/mail-accounts";
import { queryClient } from "@/api/query";
import { useFormats } from "@/i18n/use-formats";
import { ProblemBanner } from "@/ui/banner";
import { Button } from "@/ui/button";
import { ChoiceCards } from "@/ui/choice-cards";
import { Dialog } from "@/ui/dialog";
import { Skeleton } from "@/ui/skeleton";
import { toast } from "@/ui/toast";
import { disconnect, type Loss, lossQuery } from "./api";

interface DisconnectDialogProps {
  account: MailAccount;
  open: boolean;
  onClose: () => void;
}

type History = "keep" | "delete";

/** Says what goes and what stays, counted, before anything happens; its button names the act. */
export function DisconnectDialog({ account, open, onClose }: DisconnectDialogProps) {
  const { t } = useTranslation();
  const gone = account.state === "disconnected";
  const [wanted, setWanted] = useState<History>("keep");
  const loss = useQuery({ ...lossQuery(account.id), enabled: open });
  // A mailbox that brought nothing yet leaves nothing to keep.
  const bare = loss.data?.conversations === 0 && loss.data.messages === 0;
  const history: History = gone || bare ? "delete" : wanted;
  const act = useMutation({
    mutationFn: () => disconnect(account.id, history),
    onSuccess: async () => {
      onClose();
      toast({ text: t(history === "keep" ? "mailboxes:disconnect.kept" : "mailboxes:disconnect.deleted") });
      await queryClient.invalidateQueries();
    },
  });
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t(gone ? "mailboxes:disconnect.deleteTitle" : "mailboxes:disconnect.title")}
      description={account.address}
      actions={
        <>
          <Button onClick={onClose}>{t("common:cancel")}</Button>
          <Button kind="danger" busy={act.isPending} disabled={!loss.data} onClick={() => act.mutate()}>
            {t(confirmKey(history, gone, bare))}
          </Button>
        </>
      }
    >
      {gone || bare || !loss.data ? null : (
        <ChoiceCards
          label={t("mailboxes:disconnect.history")}
          value={history}
          onChange={setWanted}
          choices={[
            {
              value: "keep",
              label: t("mailboxes:disconnect.keep"),
              hint: t("mailboxes:disconnect.keepHint"),
            },
            {
              value: "delete",
              label: t("mailboxes:disconnect.delete"),
              hint: t("mailboxes:disconnect.deleteHint"),
            },
          ]}
        />
      )}
      <div className="mt-5">
        {loss.error ? <ProblemBanner problem={loss.error} /> : null}
        {loss.data ? <Consequences loss={loss.data} history={history} gone={gone} /> : <Skeleton lines={3} />}
      </div>
      {act.error ? <ProblemBanner problem={act.error} className="mt-4" /> : null}
    </Dialog>
  );
}

function confirmKey(history: History, gone: boolean, bare: boolean): string {
  if (gone) return "mailboxes:disconnect.yesDelete";
  return history === "keep" || bare ? "mailboxes:disconnect.yes" : "mailboxes:disconnect.yesBoth";
}

/** Two lists: what will be gone, what stays. */
function Consequences({ loss, history, gone }: { loss: Loss; history: History; gone: boolean }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const counted = (kind: "conversations" | "messages" | "contacts") =>
    t(`mailboxes:disconnect.count.${kind}`, { count: loss[kind], shown: formats.number(loss[kind]) });
  const empty = loss.conversations === 0 && loss.messages === 0;
  const all = formats.list([counted("conversations"), counted("messages"), counted("contacts")]);
  const goes =
    history === "delete"
      ? [
          ...(empty ? [] : [t("mailboxes:disconnect.goes.all", { all })]),
          ...(gone ? [] : [t("mailboxes:disconnect.goes.password")]),
        ]
      : [t("mailboxes:disconnect.goes.password"), t("mailboxes:disconnect.goes.sync")];
  const stays =
    history === "delete"
      ? [t("mailboxes:disconnect.stays.server")]
      : [t("mailboxes:disconnect.stays.all", { all }), t("mailboxes:disconnect.stays.server")];
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <section>
        <h3 className="font-semibold">{t("mailboxes:disconnect.goes.title")}</h3>
        <ul className="mt-1.5 flex flex-col gap-1.5 text-sm">
          {goes.map((line) => (
            <li key={line} className="flex gap-2">
              <X aria-hidden="true" className="mt-px size-4 shrink-0 text-danger" />
              {line}
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h3 className="font-semibold">{t("mailboxes:disconnect.stays.title")}</h3>
        <ul className="mt-1.5 flex flex-col gap-1.5 text-sm">
          {stays.map((line) => (
            <li key={line} className="flex gap-2">
              <Check aria-hidden="true" className="mt-px size-4 shrink-0 text-ok" />
              {line}
            </li>
          ))}
        </ul>
      </section>
      {loss.outstandingAttachments > 0 && history === "keep" ? (
        <p className="text-sm text-muted sm:col-span-2">
          {t("mailboxes:disconnect.attachments", {
            count: loss.outstandingAttachments,
            shown: formats.number(loss.outstandingAttachments),
          })}
        </p>
      ) : null}
    </div>
  );
}
