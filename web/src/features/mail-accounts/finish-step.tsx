import { useMutation } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { useTranslation } from "react-i18next";
import { mailAccountQuery, mailAccountsQuery } from "@/api/mail-accounts";
import { queryClient } from "@/api/query";
import { useFormats } from "@/i18n/use-formats";
import { ProblemBanner } from "@/ui/banner";
import { Button, buttonClasses } from "@/ui/button";
import { chooseFolders } from "./api";
import { choiceOf, folderName, sides } from "./choice";
import type { ChoosingProps } from "./choose-step";
import { SharingChoice } from "./sharing-choice";
import { forgetChosen } from "./use-chosen";
import { WindowChoice } from "./window-choice";
import { WizardFrame } from "./wizard-frame";

/** Step 4: what will happen, in one screen. */
export function FinishStep({ account, tree, chosen, onChange }: ChoosingProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const navigate = useNavigate();
  const params = { accountId: account.id };
  const { received, sent } = sides(tree.items, chosen);
  const finish = useMutation({
    mutationFn: () => chooseFolders(account.id, choiceOf(tree.items, chosen)),
    onSuccess: async (now) => {
      queryClient.setQueryData(mailAccountQuery(account.id).queryKey, now);
      await navigate({ to: "/data/mailboxes/$accountId", params, replace: true, state: { finishing: true } });
      forgetChosen(account.id);
      void queryClient.invalidateQueries({ queryKey: mailAccountsQuery.queryKey });
    },
  });
  const nobody = chosen.sharing === "members" && chosen.shares.length === 0;
  return (
    <WizardFrame
      step="finish"
      title={t("mailboxes:finish.title")}
      lead={t("mailboxes:finish.lead", { address: account.address })}
      foot={
        <div className="flex flex-wrap items-center justify-between gap-3">
          <Link
            to="/data/mailboxes/$accountId/folders"
            params={params}
            className={buttonClasses("quiet", "large").concat(" -ml-5")}
          >
            <ArrowLeft aria-hidden="true" className="size-4" />
            {t("common:back")}
          </Link>
          <Button
            kind="primary"
            size="large"
            busy={finish.isPending}
            disabled={nobody}
            onClick={() => finish.mutate()}
          >
            {t("mailboxes:finish.submit")}
          </Button>
        </div>
      }
    >
      <div className="flex flex-col gap-8">
        <section>
          <h2 className="font-semibold">{t("mailboxes:finish.folders")}</h2>
          <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
            <dt className="text-muted">{t("mailboxes:folders.receivedSide")}</dt>
            <dd>{formats.list(received.map((folder) => folderName(folder, t)))}</dd>
            <dt className="text-muted">{t("mailboxes:folders.sentSide")}</dt>
            <dd>{formats.list(sent.map((folder) => folderName(folder, t)))}</dd>
          </dl>
        </section>
        <WindowChoice value={chosen.windowDays} onChange={(windowDays) => onChange({ windowDays })} />
        <SharingChoice
          ownerId={account.owner.id}
          sharing={chosen.sharing}
          shares={chosen.shares}
          onChange={(sharing, shares) => onChange({ sharing, shares })}
        />
        {finish.error ? <ProblemBanner problem={finish.error} /> : null}
      </div>
    </WizardFrame>
  );
}
