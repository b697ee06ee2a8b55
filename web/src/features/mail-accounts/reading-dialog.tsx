import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type MailAccount, mailAccountsQuery } from "@/api/mail-accounts";
import { queryClient } from "@/api/query";
import { ProblemBanner } from "@/ui/banner";
import { Button } from "@/ui/button";
import { Checkbox } from "@/ui/checkbox";
import { Dialog } from "@/ui/dialog";
import { toast } from "@/ui/toast";
import { setMarkSeen } from "./api";

interface ReadingDialogProps {
  account: MailAccount;
  open: boolean;
  onClose: () => void;
}

/** Whether what the mailbox's owner reads here is marked as read at the provider. */
export function ReadingDialog({ account, open, onClose }: ReadingDialogProps) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState(account.markSeen);
  const save = useMutation({
    mutationFn: () => setMarkSeen(account.id, wanted),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: mailAccountsQuery.queryKey });
      toast({ text: t("mailboxes:reading.saved") });
      onClose();
    },
  });
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t("mailboxes:reading.title")}
      description={account.address}
      actions={
        <>
          <Button onClick={onClose}>{t("common:cancel")}</Button>
          <Button kind="primary" busy={save.isPending} onClick={() => save.mutate()}>
            {t("common:save")}
          </Button>
        </>
      }
    >
      <Checkbox
        checked={wanted}
        onChange={setWanted}
        label={t("mailboxes:reading.markSeen")}
        hint={t("mailboxes:reading.markSeenHint", { name: account.owner.name })}
      />
      {save.error ? <ProblemBanner problem={save.error} className="mt-4" /> : null}
    </Dialog>
  );
}
