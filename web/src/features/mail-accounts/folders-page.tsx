import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { type MailAccount, mailAccountQuery } from "@/api/mail-accounts";
import { ProblemBanner } from "@/ui/banner";
import { Page } from "@/ui/page";
import { Skeleton } from "@/ui/skeleton";
import { type FolderTree, foldersQuery } from "./api";
import { ChooseLater } from "./choose-later";
import { ChooseStep } from "./choose-step";
import { FinishStep } from "./finish-step";
import { useChosen } from "./use-chosen";

const route = getRouteApi("/app/data/mailboxes/$accountId/folders");

/** Folders of a mailbox: the wizard's third and fourth step while it is being connected, a page of its own later. */
export function FoldersPage() {
  const { t } = useTranslation();
  const { accountId } = route.useParams();
  const account = useQuery(mailAccountQuery(accountId));
  const tree = useQuery(foldersQuery(accountId));
  if (account.data && tree.data) return <Choosing key={accountId} account={account.data} tree={tree.data} />;
  const problem = account.error ?? tree.error;
  return (
    <Page title={t("mailboxes:folders.title")} narrow>
      {problem ? <ProblemBanner problem={problem} /> : <Skeleton lines={8} />}
    </Page>
  );
}

function Choosing({ account, tree }: { account: MailAccount; tree: FolderTree }) {
  const { step } = route.useSearch();
  const [chosen, change] = useChosen(account, tree);
  const parts = { account, tree, chosen, onChange: change };
  if (account.state !== "choosing") return <ChooseLater {...parts} />;
  return step === "finish" ? <FinishStep {...parts} /> : <ChooseStep {...parts} />;
}
