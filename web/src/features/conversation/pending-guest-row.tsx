import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Mail } from "lucide-react";
import { useTranslation } from "react-i18next";
import { type PendingGuest, withdrawGuest } from "@/api/access";
import { problemText } from "@/i18n/problem-text";
import { useFormats } from "@/i18n/use-formats";
import { Button } from "@/ui/button";
import { toast } from "@/ui/toast";
import { MailState } from "./mail-state";

/** Somebody from outside who was invited and has not come yet. */
export function PendingGuestRow({ conversationId, guest }: { conversationId: string; guest: PendingGuest }) {
  const { t } = useTranslation("access");
  const client = useQueryClient();
  const formats = useFormats();
  const withdraw = useMutation({
    mutationFn: () => withdrawGuest(conversationId, guest.id),
    onSuccess: () => toast({ text: t("pending.withdrawn") }),
    onError: (problem) => toast({ text: problemText(t, problem).what, tone: "problem" }),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ["invitations"] });
      return client.invalidateQueries({ queryKey: ["conversation", conversationId] });
    },
  });
  return (
    <li className="flex gap-3 py-3">
      <span className="flex size-8 shrink-0 items-center justify-center rounded-full bg-hover text-muted">
        <Mail aria-hidden="true" className="size-4" />
      </span>
      <div className="min-w-0 flex-1">
        <div className="truncate font-medium" title={guest.email}>
          {guest.email}
        </div>
        <div className="text-sm text-muted">
          {t("pending.state", { at: formats.full(guest.expiresAt) })} · {t(`level.${guest.level}`)}
        </div>
        <div className="mt-0.5 text-sm text-muted">
          {t("givenBy", { name: guest.by, at: formats.day(guest.at) })}
        </div>
        <MailState phase={guest.mail} />
        <Button
          kind="quiet"
          size="small"
          className="mt-2"
          aria-label={t("pending.withdrawNamed", { name: guest.email })}
          busy={withdraw.isPending}
          onClick={() => withdraw.mutate()}
        >
          {t("pending.withdraw")}
        </Button>
      </div>
    </li>
  );
}
