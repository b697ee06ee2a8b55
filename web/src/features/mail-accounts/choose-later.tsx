import { useMutation } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { mailAccountQuery, mailAccountsQuery } from "@/api/mail-accounts";
import { queryClient } from "@/api/query";
import { useFormats } from "@/i18n/use-formats";
import { Banner, ProblemBanner } from "@/ui/banner";
import { Button, buttonClasses } from "@/ui/button";
import { ChoiceCards } from "@/ui/choice-cards";
import { Dialog } from "@/ui/dialog";
import { Page } from "@/ui/page";
import { toast } from "@/ui/toast";
import { chooseFolders, foldersQuery } from "./api";
import { BothSides } from "./both-sides";
import { choiceOf, folderName, sides } from "./choice";
import type { ChoosingProps } from "./choose-step";
import { FolderPicker } from "./folder-picker";
import { forgetChosen } from "./use-chosen";
import { WindowChoice } from "./window-choice";

/** „Wybierz foldery do synchronizacji” on a connected mailbox: added folders are synchronised, removed ones ask what becomes of them. */
export function ChooseLater({ account, tree, chosen, onChange }: ChoosingProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const [removed, setRemoved] = useState<"keep" | "remove">("keep");
  const params = { accountId: account.id };
  const { received, sent } = sides(tree.items, chosen);
  const complete = received.length > 0 && sent.length > 0;
  const dropped = tree.items.filter((folder) => folder.chosen && !chosen.folders.includes(folder.id));

  const save = useMutation({
    // Who sees the mailbox is not this page's business.
    mutationFn: () =>
      chooseFolders(account.id, {
        ...choiceOf(tree.items, chosen, dropped.length > 0 ? removed : undefined),
        sharing: undefined,
        shares: undefined,
      }),
    onSuccess: async (now) => {
      queryClient.setQueryData(mailAccountQuery(account.id).queryKey, now);
      toast({ text: t("mailboxes:later.saved") });
      await navigate({ to: "/data/mailboxes/$accountId", params });
      forgetChosen(account.id);
      void queryClient.invalidateQueries({ queryKey: foldersQuery(account.id).queryKey });
      void queryClient.invalidateQueries({ queryKey: mailAccountsQuery.queryKey });
    },
  });
  const leave = (): void => forgetChosen(account.id);

  if (account.level !== "manage" || account.state === "disconnected" || account.state === "disconnecting") {
    return (
      <Page title={t("mailboxes:folders.title")} narrow>
        <Banner tone="warn">
          {t(account.level === "manage" ? "errors:mailbox_disconnected.what" : "errors:forbidden.what")}
        </Banner>
      </Page>
    );
  }
  return (
    <Page
      title={t("mailboxes:folders.title")}
      narrow
      trail={
        <Link to="/data/mailboxes/$accountId" params={params} className="link" onClick={leave}>
          {account.address}
        </Link>
      }
      lead={t("mailboxes:later.lead")}
    >
      <div className="flex flex-col gap-7">
        <FolderPicker accountId={account.id} tree={tree} chosen={chosen} onChange={onChange} />
        <BothSides folders={tree.items} chosen={chosen} onChange={onChange} />
        <WindowChoice value={chosen.windowDays} onChange={(windowDays) => onChange({ windowDays })} />
        {save.error && !asking ? <ProblemBanner problem={save.error} /> : null}
        <div className="flex justify-end gap-3">
          <Link
            to="/data/mailboxes/$accountId"
            params={params}
            className={buttonClasses("quiet", "large")}
            onClick={leave}
          >
            {t("common:cancel")}
          </Link>
          <Button
            kind="primary"
            size="large"
            busy={save.isPending}
            disabled={!complete}
            onClick={() => (dropped.length > 0 ? setAsking(true) : save.mutate())}
          >
            {t("mailboxes:later.save")}
          </Button>
        </div>
      </div>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t("mailboxes:later.removeTitle", { count: dropped.length })}
        description={t("mailboxes:later.removeText", {
          folders: formats.list(dropped.map((folder) => folderName(folder, t))),
        })}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{t("common:cancel")}</Button>
            <Button
              kind={removed === "remove" ? "danger" : "primary"}
              busy={save.isPending}
              onClick={() => save.mutate()}
            >
              {t(removed === "remove" ? "mailboxes:later.confirmRemove" : "mailboxes:later.confirmKeep")}
            </Button>
          </>
        }
      >
        <ChoiceCards
          label={t("mailboxes:later.whatAbout")}
          value={removed}
          onChange={setRemoved}
          choices={[
            { value: "keep", label: t("mailboxes:later.keep"), hint: t("mailboxes:later.keepHint") },
            { value: "remove", label: t("mailboxes:later.remove"), hint: t("mailboxes:later.removeHint") },
          ]}
        />
        {save.error ? <ProblemBanner problem={save.error} className="mt-4" /> : null}
      </Dialog>
    </Page>
  );
}
