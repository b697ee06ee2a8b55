import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { PencilLine, Reply, ReplyAll } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Conversation } from "@/api/conversation-types";
import { mailAccountsQuery } from "@/api/mail-accounts";
import { type ReplyIntent, useReplyIntents } from "@/api/reply-intents";
import { useMember } from "@/api/session";
import { replyQuery } from "@/api/submissions";
import { problemText } from "@/i18n/problem-text";
import { Button } from "@/ui/button";
import { keyHint, useCommand } from "@/ui/keys";
import { toast } from "@/ui/toast";
import { answerable, hasOthers } from "./answerable";
import { isEmptyHtml, type ReplyDraft } from "./drafts";
import { freshKey } from "./key";
import { ReplyForm } from "./reply-form";
import { useSendReply } from "./send-reply";
import { useReplyDraft } from "./use-reply-draft";

/** The place to answer, at the foot of a conversation. */
export function Composer({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation("conversation");
  const { data: accounts } = useQuery(mailAccountsQuery);
  const account = accounts?.find((each) => each.id === conversation.accountId);
  if (conversation.level === "read") return <Closed>{t("readOnly")}</Closed>;
  if (account?.state === "disconnected" || account?.state === "disconnecting") {
    return <Closed>{t("disconnected")}</Closed>;
  }
  return (
    <>
      {account?.state === "needs_sign_in" ? (
        <Closed>
          {t("needsSignIn")}{" "}
          <Link to="/data/mailboxes/$accountId" params={{ accountId: account.id }} className="link">
            {t("signInAgain")}
          </Link>
        </Closed>
      ) : null}
      {account?.state === "on_hold" ? (
        <Closed>
          {t("onHold")}{" "}
          <Link to="/data/mailboxes/$accountId/sync" params={{ accountId: account.id }} className="link">
            {t("onHoldLink")}
          </Link>
        </Closed>
      ) : null}
      <Writing key={conversation.id} conversation={conversation} />
    </>
  );
}

function Closed({ children }: { children: React.ReactNode }) {
  return <p className="shrink-0 border-t bg-paper px-4 py-3 text-sm text-muted">{children}</p>;
}

function Writing({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation("composer");
  const client = useQueryClient();
  const { id: memberId } = useMember();
  const { draft, kept, begin, change, drop } = useReplyDraft(memberId, conversation.id);
  const [open, setOpen] = useState(false);
  const [preparing, setPreparing] = useState(false);
  const [round, setRound] = useState(0);
  const answered = answerable(conversation.emails);
  const { sending, problem, start, clearProblem } = useSendReply({
    conversationId: conversation.id,
    onSent: drop,
    onRefused: (newKey) => {
      if (newKey) change({ idempotencyKey: newKey });
      setOpen(true);
    },
  });

  const begun = draft !== null && !isEmptyHtml(draft.html);
  const want = useCallback(
    async ({ emailId, all, again }: Omit<ReplyIntent, "conversationId">): Promise<void> => {
      const target = emailId ?? answered?.id;
      if (target === undefined || sending) return;
      setPreparing(true);
      try {
        const proposal = await client.fetchQuery(replyQuery(conversation.id, target, all));
        const keepText = begun && !again;
        const fresh: ReplyDraft = {
          emailId: proposal.emailId,
          all,
          to: again?.to ?? proposal.to,
          cc: again?.cc ?? proposal.cc,
          bcc: keepText ? draft.bcc : [],
          subject: proposal.subject,
          html: again?.html ?? (keepText ? draft.html : ""),
          includeQuote: true,
          idempotencyKey: freshKey(),
          savedAt: Date.now(),
        };
        begin(fresh);
        clearProblem();
        setOpen(true);
        setRound((number) => number + 1);
      } catch (failure) {
        toast({ text: `${t("error.prepare")}. ${problemText(t, failure).what}`, tone: "problem" });
      } finally {
        setPreparing(false);
      }
    },
    [answered?.id, sending, client, conversation.id, begun, draft, begin, clearProblem, t],
  );
  const goOn = (): void => {
    setOpen(true);
    setRound((number) => number + 1);
  };
  const reply = (all: boolean): void => {
    if (begun && draft.all === all) goOn();
    else void want({ all });
  };

  useReplyIntents((intent) => {
    if (intent.conversationId === conversation.id) void want(intent);
  });
  const several = answered !== undefined && hasOthers(answered);
  useCommand("conversation.reply", () => reply(false), !sending && answered !== undefined);
  useCommand("conversation.replyAll", () => reply(true), !sending && several);

  // The editor is on its way before anybody asks for it.
  useEffect(() => {
    const idle = setTimeout(() => void import("./editor"), 1_200);
    return () => clearTimeout(idle);
  }, []);

  if (open && draft !== null && !sending) {
    return (
      <ReplyForm
        key={round}
        conversation={conversation}
        draft={draft}
        kept={kept}
        problem={problem}
        onChange={(part) => {
          clearProblem();
          change(part);
        }}
        onSend={(from) => {
          setOpen(false);
          start(from, draft);
        }}
        onFold={() => setOpen(false)}
        onDiscard={() => {
          const thrown = draft;
          drop();
          setOpen(false);
          if (!isEmptyHtml(thrown.html)) {
            toast({
              text: t("discarded"),
              undo: () => {
                begin({ ...thrown, savedAt: Date.now() });
                goOn();
              },
            });
          }
        }}
      />
    );
  }
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-2 border-t bg-paper px-4 py-3 max-md:px-2 max-md:py-2">
      {begun ? (
        <Button
          kind="primary"
          icon={<PencilLine aria-hidden="true" className="size-4" />}
          onClick={goOn}
          disabled={sending}
        >
          {t("continue")}
        </Button>
      ) : (
        <>
          <Button
            kind="primary"
            icon={<Reply aria-hidden="true" className="size-4" />}
            busy={preparing}
            disabled={answered === undefined || sending}
            title={keyHint("conversation.reply")}
            onClick={() => reply(false)}
            className="whitespace-nowrap max-md:flex-auto max-md:px-3"
          >
            {t("reply")}
          </Button>
          {several ? (
            <Button
              icon={<ReplyAll aria-hidden="true" className="size-4" />}
              disabled={preparing || sending}
              title={keyHint("conversation.replyAll")}
              onClick={() => reply(true)}
              className="whitespace-nowrap max-md:flex-auto max-md:px-3"
            >
              {t("replyAll")}
            </Button>
          ) : null}
        </>
      )}
    </div>
  );
}
