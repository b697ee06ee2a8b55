import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { chooseNoticeMailbox, noticeMailboxQuery } from "@/api/notification-settings";
import { queryClient } from "@/api/query";
import { ProblemBanner } from "@/ui/banner";
import { Field, Select } from "@/ui/field";
import { toast } from "@/ui/toast";

/** For owners and admins: from which mailbox the project writes to its own members. */
export function DigestMailbox({ needed }: { needed: boolean }) {
  const { t } = useTranslation("notifications");
  const mailbox = useQuery(noticeMailboxQuery);
  const choose = useMutation({
    mutationFn: chooseNoticeMailbox,
    onSuccess: () => toast({ text: t("common:saved") }),
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: noticeMailboxQuery.queryKey }),
        queryClient.invalidateQueries({ queryKey: ["notification-settings"] }),
      ]),
  });
  const data = mailbox.data;
  if (mailbox.error) return <ProblemBanner problem={mailbox.error} />;
  if (!data) return null;
  const hidden = data.chosen && data.accountId === null;
  return (
    <Field
      label={t("mailbox.label")}
      hint={t("mailbox.hint")}
      error={choose.error ? t("mailbox.failed") : needed && !data.chosen ? t("mailbox.missing") : undefined}
      className="max-w-md"
    >
      <Select
        value={hidden ? "hidden" : (data.accountId ?? "")}
        disabled={choose.isPending}
        onChange={(event) => choose.mutate(event.target.value || null)}
      >
        <option value="">{t("mailbox.none")}</option>
        {hidden ? (
          <option value="hidden" disabled>
            {t("mailbox.hidden")}
          </option>
        ) : null}
        {data.candidates.map((one) => (
          <option key={one.id} value={one.id}>
            {one.address}
          </option>
        ))}
      </Select>
    </Field>
  );
}
