import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type MailAccount, mailAccountsQuery, type Share, type Sharing } from "@/api/mail-accounts";
import { queryClient } from "@/api/query";
import { ProblemBanner } from "@/ui/banner";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { toast } from "@/ui/toast";
import { share } from "./api";
import { SharingChoice } from "./sharing-choice";
import { SharingPreview } from "./sharing-preview";

interface SharingDialogProps {
  account: MailAccount;
  open: boolean;
  onClose: () => void;
}

export function SharingDialog({ account, open, onClose }: SharingDialogProps) {
  const { t } = useTranslation();
  const [sharing, setSharing] = useState<Sharing>(account.sharing);
  const [shares, setShares] = useState<Share[]>(account.shares);
  const save = useMutation({
    mutationFn: () => share(account.id, sharing, sharing === "members" ? shares : []),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: mailAccountsQuery.queryKey });
      toast({ text: t("mailboxes:sharing.saved") });
      onClose();
    },
  });
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t("mailboxes:sharing.title")}
      description={t("mailboxes:sharing.lead", { address: account.address })}
      actions={
        <>
          <Button onClick={onClose}>{t("common:cancel")}</Button>
          <Button
            kind="primary"
            busy={save.isPending}
            disabled={sharing === "members" && shares.length === 0}
            onClick={() => save.mutate()}
          >
            {t("common:save")}
          </Button>
        </>
      }
    >
      <SharingChoice
        ownerId={account.owner.id}
        sharing={sharing}
        shares={shares}
        onChange={(nextSharing, nextShares) => {
          setSharing(nextSharing);
          setShares(nextShares);
        }}
      />
      <SharingPreview accountId={account.id} sharing={sharing} shares={sharing === "members" ? shares : []} />
      {save.error ? <ProblemBanner problem={save.error} className="mt-4" /> : null}
    </Dialog>
  );
}
