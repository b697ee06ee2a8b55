import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, Trash2 } from "lucide-react";
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Address, Conversation } from "@/api/conversation-types";
import { mailAccountsQuery } from "@/api/mail-accounts";
import type { ApiProblem } from "@/api/problem";
import { replyQuery } from "@/api/submissions";
import { Button, IconButton } from "@/ui/button";
import { keyHint, useCommand } from "@/ui/keys";
import { MailboxMark } from "@/ui/mailbox-mark";
import { useMedia } from "@/ui/media";
import { Skeleton } from "@/ui/skeleton";
import type { Kept } from "./draft-sync";
import { isEmptyHtml, type ReplyDraft } from "./drafts";
import type { EditorHandle } from "./editor";
import { FormProblem } from "./form-problem";
import { OwnerNote } from "./owner-note";
import { QuotedOriginal } from "./quoted-original";
import { RecipientField } from "./recipient-field";
import { draftProblem } from "./send-reply";

const Editor = lazy(() => import("./editor"));

interface ReplyFormProps {
  /** The tabs above. */
  tabs: ReactNode;
  conversation: Conversation;
  draft: ReplyDraft;
  /** How it stands between this page and the server. */
  kept: Kept;
  /** This browser keeps it. */
  inBrowser: boolean;
  problem: ApiProblem | null;
  onChange: (part: Partial<ReplyDraft>) => void;
  onSend: (from: Address) => void;
  onFold: () => void;
  onDiscard: () => void;
}

/** The open reply: whom it reaches, what it says, what it quotes. The whole page on a phone. */
export function ReplyForm({
  tabs,
  conversation,
  draft,
  kept,
  inBrowser,
  problem,
  onChange,
  onSend,
  onFold,
  onDiscard,
}: ReplyFormProps) {
  const { t } = useTranslation("composer");
  const { data: proposal } = useQuery(replyQuery(conversation.id, draft.emailId, draft.all));
  const { data: accounts } = useQuery(mailAccountsQuery);
  const account = accounts?.find((each) => each.id === conversation.accountId);
  const [ccShown, setCcShown] = useState(draft.cc.length > 0);
  const [bccShown, setBccShown] = useState(draft.bcc.length > 0);
  const [asked, setAsked] = useState<"cc" | "bcc" | null>(null);
  const [wrong, setWrong] = useState<ApiProblem | null>(null);
  const editor = useRef<EditorHandle>(null);
  const from: Address = {
    name: proposal?.from.name ?? account?.displayName ?? "",
    email: proposal?.from.address ?? account?.address ?? "",
  };
  const shown = wrong ?? problem;
  const phone = useMedia("(width < 48rem)");
  const moreFields = (
    <>
      {ccShown ? null : (
        <Button
          kind="quiet"
          size="small"
          className="!px-2 max-md:min-w-11"
          title={t("addCcHint")}
          onClick={() => {
            setCcShown(true);
            setAsked("cc");
          }}
        >
          {t("addCc")}
        </Button>
      )}
      {bccShown ? null : (
        <Button
          kind="quiet"
          size="small"
          className="!px-2 max-md:min-w-11"
          title={t("addBccHint")}
          onClick={() => {
            setBccShown(true);
            setAsked("bcc");
          }}
        >
          {t("addBcc")}
        </Button>
      )}
    </>
  );

  const latest = useRef(() => undefined as undefined);
  useEffect(() => {
    latest.current = () => {
      const stands = draftProblem(draft);
      setWrong(stands);
      if (stands === null) onSend(from);
      else if (stands.code === "message_empty") editor.current?.focus();
    };
  });
  const send = (): void => {
    // What is half typed in a recipients' field counts: leaving the field takes it.
    const active = document.activeElement;
    if (active instanceof HTMLInputElement) active.blur();
    setTimeout(() => latest.current(), 0);
  };
  useCommand("composer.send", send);

  return (
    <section
      aria-label={t("label")}
      onChange={() => setWrong(null)}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) {
          event.preventDefault();
          event.stopPropagation();
          onFold();
        }
      }}
      className="flex max-h-[62%] min-h-72 shrink-0 flex-col border-t-2 border-t-accent bg-surface max-md:fixed max-md:inset-0 max-md:z-30 max-md:max-h-none max-md:border-t-0 max-md:pt-[env(safe-area-inset-top)] max-md:pb-[env(safe-area-inset-bottom)]"
    >
      <div className="flex h-12 shrink-0 items-center gap-1 border-b px-1 md:hidden">
        <IconButton label={t("fold")} icon={<ArrowLeft aria-hidden="true" />} onClick={onFold} />
        <span className="min-w-0 truncate font-semibold">
          {conversation.subject || t("conversation:noSubject")}
        </span>
      </div>
      {tabs}
      <div className="flex shrink-0 items-center gap-2 border-b border-line/70 py-1 pr-2 pl-4 text-sm max-md:min-h-11">
        <span className="w-11 shrink-0 whitespace-nowrap text-muted">{t("from")}</span>
        <span className="flex min-w-0 flex-1 items-center gap-1.5">
          {account ? <MailboxMark address={account.address} colour={account.colour} /> : null}
          <span className="truncate">
            {from.name ? <bdi className="max-md:hidden">{from.name} </bdi> : null}
            <bdi className="text-muted">{from.email}</bdi>
          </span>
        </span>
        {phone ? null : moreFields}
      </div>
      <div className="max-h-36 shrink-0 overflow-y-auto">
        <RecipientField
          label={t("to")}
          people={draft.to}
          beside={phone ? moreFields : undefined}
          onChange={(to) => onChange({ to })}
        />
        {ccShown ? (
          <RecipientField
            label={t("cc")}
            people={draft.cc}
            autoFocus={asked === "cc"}
            onChange={(cc) => onChange({ cc })}
          />
        ) : null}
        {bccShown ? (
          <RecipientField
            label={t("bcc")}
            people={draft.bcc}
            autoFocus={asked === "bcc"}
            onChange={(bcc) => onChange({ bcc })}
          />
        ) : null}
      </div>
      <OwnerNote conversationId={conversation.id} recipients={[...draft.to, ...draft.cc, ...draft.bcc]} />
      <Suspense fallback={<Skeleton lines={3} className="min-h-32 flex-1 px-4 py-3" />}>
        <Editor
          handle={editor}
          initialHtml={draft.html}
          label={t("body")}
          placeholder={t("placeholder")}
          onChange={(html) => {
            setWrong(null);
            onChange({ html });
          }}
          onSend={send}
        >
          {proposal?.quotedText ? (
            <QuotedOriginal
              text={proposal.quotedText}
              included={draft.includeQuote}
              onInclude={(includeQuote) => onChange({ includeQuote })}
            />
          ) : null}
        </Editor>
      </Suspense>
      {shown ? <FormProblem problem={shown} /> : null}
      <div className="flex shrink-0 items-center gap-2 px-4 pt-2 pb-3">
        <Button kind="primary" onClick={send} title={keyHint("composer.send")}>
          {t("send")}
        </Button>
        <kbd className="font-sans text-xs text-muted max-md:hidden">{keyHint("composer.send")}</kbd>
        <span role="status" className="ml-auto min-w-0 truncate text-xs text-muted">
          {isEmptyHtml(draft.html)
            ? ""
            : !inBrowser && kept !== "server"
              ? t("notSaved")
              : t(`notes:kept.${kept}`)}
        </span>
        <IconButton
          label={t("discard")}
          icon={<Trash2 aria-hidden="true" />}
          side="top"
          onClick={onDiscard}
        />
      </div>
    </section>
  );
}
