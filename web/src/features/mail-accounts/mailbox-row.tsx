import { useMutation } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import {
  CirclePlay,
  EllipsisVertical,
  FolderTree,
  Gauge,
  KeyRound,
  Lock,
  MailOpen,
  Plug,
  Trash2,
  Unplug,
  Users,
} from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type MailAccount, mailAccountsQuery } from "@/api/mail-accounts";
import { queryClient } from "@/api/query";
import { problemText } from "@/i18n/problem-text";
import { Button, buttonClasses, IconButton } from "@/ui/button";
import { MailboxMark } from "@/ui/mailbox-mark";
import { Menu, MenuItem, MenuLine } from "@/ui/menu";
import { toast } from "@/ui/toast";
import { DisconnectDialog } from "./disconnect-dialog";
import { changeDraft, forgetDraft } from "./draft";
import { ProviderMark } from "./provider-mark";
import { ReadingDialog } from "./reading-dialog";
import { SharingDialog } from "./sharing-dialog";
import { SignInAgain } from "./sign-in-again";
import { StateMark } from "./state-mark";
import { resume } from "./sync-api";

type Layer = "sharing" | "reading" | "disconnect" | "signIn";

/** One connected mailbox: its state in words, and what can be done with it. */
export function MailboxRow({ account }: { account: MailAccount }) {
  const { t } = useTranslation();
  const [layer, setLayer] = useState<Layer>();
  const close = (): void => setLayer(undefined);
  const manages = account.level === "manage";
  return (
    <li className="px-4 py-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <ProviderMark provider={account.provider} small />
        <div className="min-w-0 flex-1 basis-52">
          <div className="flex items-center gap-2">
            <MailboxMark address={account.address} colour={account.colour} />
            <Link
              to="/data/mailboxes/$accountId"
              params={{ accountId: account.id }}
              className="truncate font-semibold no-underline hover:underline"
            >
              {account.address}
            </Link>
          </div>
          <div className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-muted">
            <Link
              to="/data/mailboxes/$accountId/sync"
              params={{ accountId: account.id }}
              aria-label={t("mailboxes:row.stateLink", {
                state: t(`mailboxes:state.${account.state}`),
                address: account.address,
              })}
              className="rounded-sm no-underline hover:underline max-md:inline-flex max-md:min-h-8 max-md:items-center"
            >
              <StateMark account={account} />
            </Link>
            {account.state === "choosing" ? null : (
              <span>
                {t("mailboxes:row.folders", { count: account.folders.chosen, total: account.folders.total })}
              </span>
            )}
            <span className="inline-flex items-center gap-1.5">
              {account.sharing === "private" ? (
                <Lock aria-hidden="true" className="size-3.5" />
              ) : (
                <Users aria-hidden="true" className="size-3.5" />
              )}
              {t(`mailboxes:row.sharing.${account.sharing}`, { count: account.shares.length })}
            </span>
          </div>
        </div>
        <div className="flex items-center gap-2 max-md:w-full max-md:justify-between">
          <MainAct account={account} onSignIn={() => setLayer("signIn")} />
          {manages ? <MoreActs account={account} onLayer={setLayer} /> : null}
        </div>
      </div>
      <SharingDialog
        key={`${account.sharing}${layer}`}
        account={account}
        open={layer === "sharing"}
        onClose={close}
      />
      <ReadingDialog
        key={`${account.markSeen}${layer}`}
        account={account}
        open={layer === "reading"}
        onClose={close}
      />
      <DisconnectDialog key={account.state} account={account} open={layer === "disconnect"} onClose={close} />
      <SignInAgain account={account} open={layer === "signIn"} onClose={close} />
    </li>
  );
}

/** The next sensible step with this mailbox. */
function MainAct({ account, onSignIn }: { account: MailAccount; onSignIn: () => void }) {
  const { t } = useTranslation();
  const params = { accountId: account.id };
  if (account.level !== "manage" || account.state === "disconnecting") return null;
  if (account.state === "disconnected") return <ConnectAgain account={account} />;
  if (account.state === "on_hold") return <Resume account={account} />;
  if (account.state === "needs_sign_in") {
    return (
      <Button kind="primary" size="small" onClick={onSignIn}>
        {t("mailboxes:signInAgain.open")}
      </Button>
    );
  }
  return (
    <Link
      to="/data/mailboxes/$accountId/folders"
      params={params}
      className={buttonClasses(account.state === "choosing" ? "primary" : "plain", "small")}
    >
      {t(account.state === "choosing" ? "mailboxes:row.continue" : "mailboxes:folders.title")}
    </Link>
  );
}

function Resume({ account }: { account: MailAccount }) {
  const { t } = useTranslation();
  const act = useMutation({
    mutationFn: () => resume(account.id),
    onSuccess: () => {
      toast({ text: t("sync:resumed") });
      return queryClient.invalidateQueries({ queryKey: mailAccountsQuery.queryKey });
    },
    onError: (error) => toast({ text: problemText(t, error).what, tone: "problem" }),
  });
  return (
    <Button
      size="small"
      busy={act.isPending}
      icon={<CirclePlay aria-hidden="true" className="size-4" />}
      onClick={() => act.mutate()}
    >
      {t("sync:resume")}
    </Button>
  );
}

/** Back into the wizard with the address filled in; it finds its conversations again. */
function ConnectAgain({ account }: { account: MailAccount }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const again = (): void => {
    forgetDraft();
    changeDraft({ address: account.address });
    void navigate({ to: "/data/mailboxes/new", search: { provider: account.provider } });
  };
  return (
    <Button size="small" icon={<Plug aria-hidden="true" className="size-4" />} onClick={again}>
      {t("mailboxes:row.reconnect")}
    </Button>
  );
}

function MoreActs({ account, onLayer }: { account: MailAccount; onLayer: (layer: Layer) => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const params = { accountId: account.id };
  const connected = account.state !== "disconnected" && account.state !== "disconnecting";
  return (
    <Menu
      trigger={
        <IconButton
          label={t("mailboxes:row.more", { address: account.address })}
          icon={<EllipsisVertical aria-hidden="true" />}
        />
      }
    >
      <MenuItem
        icon={<Gauge aria-hidden="true" />}
        onSelect={() => void navigate({ to: "/data/mailboxes/$accountId/sync", params })}
      >
        {t("mailboxes:row.progress")}
      </MenuItem>
      {connected ? (
        <MenuItem
          icon={<FolderTree aria-hidden="true" />}
          onSelect={() => void navigate({ to: "/data/mailboxes/$accountId/folders", params })}
        >
          {t("mailboxes:folders.title")}
        </MenuItem>
      ) : null}
      <MenuItem icon={<Users aria-hidden="true" />} onSelect={() => onLayer("sharing")}>
        {t("mailboxes:sharing.title")}
      </MenuItem>
      {connected ? (
        <MenuItem icon={<MailOpen aria-hidden="true" />} onSelect={() => onLayer("reading")}>
          {t("mailboxes:reading.title")}
        </MenuItem>
      ) : null}
      {connected ? (
        <MenuItem icon={<KeyRound aria-hidden="true" />} onSelect={() => onLayer("signIn")}>
          {t("mailboxes:signInAgain.menu")}
        </MenuItem>
      ) : null}
      <MenuLine />
      <MenuItem
        danger
        icon={connected ? <Unplug aria-hidden="true" /> : <Trash2 aria-hidden="true" />}
        disabled={account.state === "disconnecting"}
        onSelect={() => onLayer("disconnect")}
      >
        {t(connected ? "mailboxes:disconnect.open" : "mailboxes:disconnect.openDelete")}
      </MenuItem>
    </Menu>
  );
}
