import { useMutation, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { CirclePause, CirclePlay, RotateCw } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type MailAccount, mailAccountQuery } from "@/api/mail-accounts";
import { queryClient } from "@/api/query";
import { ProblemBanner } from "@/ui/banner";
import { Button } from "@/ui/button";
import { MailboxMark } from "@/ui/mailbox-mark";
import { Page } from "@/ui/page";
import { Skeleton } from "@/ui/skeleton";
import { toast } from "@/ui/toast";
import {
  pause,
  resume,
  type SyncedFolder,
  type SyncStatus,
  syncStatusKey,
  syncStatusQuery,
} from "./sync-api";
import { FetchAgainDialog } from "./sync-fetch-again";
import { SyncFolders } from "./sync-folders";
import { useSyncLive } from "./sync-live";
import { SyncQuarantine } from "./sync-quarantine";
import { SyncState } from "./sync-state";

const route = getRouteApi("/app/data/mailboxes/$accountId/sync");

/** „Stan synchronizacji”: how a mailbox and its folders are doing, counted on both sides, and what can be done about it. */
export function SyncPage() {
  const { t } = useTranslation();
  const { accountId } = route.useParams();
  const account = useQuery(mailAccountQuery(accountId));
  const status = useQuery(syncStatusQuery(accountId));
  useSyncLive(accountId);
  const problem = account.error ?? status.error;
  const shown = account.data && status.data;
  return (
    <Page
      title={t("sync:title")}
      trail={
        <Link to="/data/mailboxes" className="link">
          {t("mailboxes:title")}
        </Link>
      }
      lead={
        account.data ? (
          <span className="inline-flex max-w-full items-center gap-2">
            <MailboxMark address={account.data.address} colour={account.data.colour} />
            <span className="truncate">{account.data.address}</span>
          </span>
        ) : undefined
      }
      actions={shown ? <Acts account={account.data} status={status.data} /> : undefined}
    >
      {problem ? <ProblemBanner problem={problem} className="mb-6" /> : null}
      {shown ? <Content account={account.data} status={status.data} /> : null}
      {shown || problem ? null : <Skeleton lines={8} />}
    </Page>
  );
}

function Content({ account, status }: { account: MailAccount; status: SyncStatus }) {
  const [again, setAgain] = useState<SyncedFolder>();
  const manages = status.level === "manage";
  return (
    <>
      <SyncState account={account} status={status} />
      <SyncQuarantine accountId={account.id} quarantine={status.quarantine} manages={manages} />
      <SyncFolders
        accountId={account.id}
        folders={status.folders}
        manages={manages}
        onFetchAgain={setAgain}
      />
      <FetchAgainDialog
        account={account}
        status={status}
        folder={again}
        open={again !== undefined}
        onClose={() => setAgain(undefined)}
      />
    </>
  );
}

/** What whoever manages the mailbox may do with the whole of it. */
function Acts({ account, status }: { account: MailAccount; status: SyncStatus }) {
  const { t } = useTranslation();
  const [again, setAgain] = useState(false);
  const held = status.state === "on_hold";
  const act = useMutation({
    mutationFn: () => (held ? resume(account.id) : pause(account.id)),
    onSuccess: async () => {
      toast({ text: t(held ? "sync:resumed" : "sync:paused") });
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: syncStatusKey(account.id) }),
        queryClient.invalidateQueries({ queryKey: ["mail-accounts"] }),
      ]);
    },
  });
  if (status.level !== "manage" || !isRunning(status)) return null;
  return (
    <div className="flex flex-wrap items-center gap-2 max-md:w-full max-md:*:grow">
      {status.state === "needs_sign_in" ? null : (
        <Button
          kind={held ? "primary" : "plain"}
          busy={act.isPending}
          icon={
            held ? (
              <CirclePlay aria-hidden="true" className="size-4" />
            ) : (
              <CirclePause aria-hidden="true" className="size-4" />
            )
          }
          onClick={() => act.mutate()}
        >
          {t(held ? "sync:resume" : "sync:pause")}
        </Button>
      )}
      <Button icon={<RotateCw aria-hidden="true" className="size-4" />} onClick={() => setAgain(true)}>
        {t("sync:again.open")}
      </Button>
      <FetchAgainDialog account={account} status={status} open={again} onClose={() => setAgain(false)} />
      {act.error ? <ProblemBanner problem={act.error} className="basis-full" /> : null}
    </div>
  );
}

function isRunning(status: SyncStatus): boolean {
  return status.state !== "choosing" && status.state !== "disconnecting" && status.state !== "disconnected";
}
