import { useQueryClient } from "@tanstack/react-query";
import { PencilLine, Reply, ReplyAll } from "lucide-react";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Address, Conversation } from "@/api/conversation-types";
import { freshId } from "@/api/fresh-id";
import { doneTyping, nowTyping } from "@/api/presence";
import { type ReplyIntent, useReplyIntents } from "@/api/reply-intents";
import { useMember } from "@/api/session";
import { replyQuery } from "@/api/submissions";
import { problemText } from "@/i18n/problem-text";
import { Button } from "@/ui/button";
import { keyHint, useCommand } from "@/ui/keys";
import { toast } from "@/ui/toast";
import { answerable, hasOthers } from "./answerable";
import { ChangedDialog, cameMeanwhile, scrollToCame } from "./changed-dialog";
import { NoteButton, Tabs } from "./composer-foot";
import type { ComposerTab } from "./composer-tabs";
import { DraftStrip } from "./draft-strip";
import { isEmptyHtml, type ReplyDraft } from "./drafts";
import { freshKey } from "./key";
import { OvertakenNote } from "./overtaken-note";
import { fromServer } from "./reconcile";
import { ReplyForm } from "./reply-form";
import { useSendReply } from "./send-reply";
import { useReplyDraft } from "./use-reply-draft";

interface ReplyingProps {
  conversation: Conversation;
  tab: ComposerTab | null;
  noteBegun: boolean;
  onTab: (tab: ComposerTab | null) => void;
  onNote: () => void;
  /** The note, when that is open; it is given the way back to the reply. */
  children: (toReply: () => void) => React.ReactNode;
}

/** The reply: begun, written, sent once, stopped when others were faster; with the drafts of the team above it. */
export function Replying({ conversation, tab, noteBegun, onTab, onNote, children }: ReplyingProps) {
  const { t } = useTranslation("composer");
  const client = useQueryClient();
  const { id: memberId } = useMember();
  const reply = useReplyDraft(memberId, conversation.id);
  const { draft, begin, change, drop } = reply;
  const [preparing, setPreparing] = useState(false);
  const [round, setRound] = useState(0);
  const [sentFrom, setSentFrom] = useState<Address | null>(null);
  const answered = answerable(conversation.emails);
  const { sending, problem, start, clearProblem } = useSendReply({
    conversationId: conversation.id,
    settle: reply.settle,
    onSent: () => {
      doneTyping();
      drop("sent");
    },
    onRefused: (newKey) => {
      change(newKey ? { idempotencyKey: newKey } : {});
      onTab("reply");
    },
  });
  const came = cameMeanwhile(problem);

  const begun = draft !== null && !isEmptyHtml(draft.html);
  const show = useCallback((): void => {
    onTab("reply");
    setRound((number) => number + 1);
  }, [onTab]);
  const want = useCallback(
    async ({ emailId, all, again }: Omit<ReplyIntent, "conversationId">): Promise<void> => {
      const target = emailId ?? answered?.id;
      if (target === undefined || sending) return;
      setPreparing(true);
      try {
        // Not the one from the cache: it says how far the conversation is now.
        const proposal = await client.fetchQuery({
          ...replyQuery(conversation.id, target, all),
          staleTime: 0,
        });
        const keepText = begun && !again;
        const fresh: ReplyDraft = {
          id: keepText ? draft.id : freshId(),
          version: keepText ? draft.version : 0,
          unsaved: true,
          asOf: keepText ? draft.asOf : proposal.asOf,
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
        show();
      } catch (failure) {
        toast({ text: `${t("error.prepare")}. ${problemText(t, failure).what}`, tone: "problem" });
      } finally {
        setPreparing(false);
      }
    },
    [answered?.id, sending, client, conversation.id, begun, draft, begin, clearProblem, show, t],
  );
  const answer = (all: boolean): void => {
    if (begun && draft.all === all) show();
    else void want({ all });
  };
  const toReply = (): void => (draft !== null ? show() : answer(false));

  useReplyIntents((intent) => {
    if (intent.conversationId === conversation.id) void want(intent);
  });
  const several = answered !== undefined && hasOthers(answered);
  useCommand("conversation.reply", () => answer(false), !sending && answered !== undefined);
  useCommand("conversation.replyAll", () => answer(true), !sending && several);

  /** From here on only what comes after what is seen now stops it. */
  const look = async (): Promise<void> => {
    clearProblem();
    if (came === null || draft === null) return;
    onTab(null);
    await client.invalidateQueries({ queryKey: ["conversation", conversation.id], exact: true });
    try {
      const { asOf } = await client.fetchQuery({
        ...replyQuery(conversation.id, draft.emailId, draft.all),
        staleTime: 0,
      });
      change({ asOf });
    } catch {
      // Asked again at the next sending.
    }
    requestAnimationFrame(() => scrollToCame(came));
  };

  const strip = (
    <>
      <DraftStrip
        conversationId={conversation.id}
        currentId={draft?.id}
        onOpen={(other) => {
          begin(fromServer(other));
          show();
        }}
      />
      {reply.overtaken ? (
        <OvertakenNote
          overtaken={reply.overtaken}
          onTakeTheirs={(theirs) => {
            reply.takeTheirs(theirs);
            setRound((number) => number + 1);
          }}
          onKeepMine={reply.keepMine}
          onKeepAsNew={() => {
            if (draft) begin({ ...draft, id: freshId(), version: 0, unsaved: true });
          }}
          onForget={() => {
            reply.forget();
            onTab(null);
          }}
          hasText={begun}
        />
      ) : null}
    </>
  );
  const dialog =
    came !== null && draft !== null && !sending ? (
      <ChangedDialog
        came={came}
        onSend={() => {
          if (sentFrom === null) return;
          onTab(null);
          start(sentFrom, draft, true);
        }}
        onLook={() => void look()}
        onDiscard={() => {
          clearProblem();
          drop("changed");
          onTab(null);
          toast({ text: t("discarded") });
        }}
      />
    ) : null;

  if (tab === "note") {
    return (
      <>
        {strip}
        {children(toReply)}
      </>
    );
  }
  if (tab === "reply" && draft !== null && !sending) {
    return (
      <>
        {strip}
        {dialog}
        <ReplyForm
          key={round}
          tabs={<Tabs tab="reply" mayReply onFold={() => onTab(null)} onReply={toReply} onNote={onNote} />}
          conversation={conversation}
          draft={draft}
          kept={reply.kept}
          inBrowser={reply.inBrowser}
          problem={came === null ? problem : null}
          onChange={(part) => {
            clearProblem();
            nowTyping(conversation.id, "replying");
            change(part);
          }}
          onSend={(from) => {
            setSentFrom(from);
            onTab(null);
            start(from, draft);
          }}
          onFold={() => onTab(null)}
          onDiscard={() => {
            const thrown = draft;
            doneTyping();
            drop("discarded");
            onTab(null);
            if (!isEmptyHtml(thrown.html)) {
              toast({
                text: t("discarded"),
                undo: () => {
                  begin({ ...thrown, id: freshId(), version: 0, unsaved: true, savedAt: Date.now() });
                  show();
                },
              });
            }
          }}
        />
      </>
    );
  }
  return (
    <>
      {strip}
      {dialog}
      <div className="flex shrink-0 flex-wrap items-center gap-2 border-t bg-paper px-4 py-3 max-md:px-2 max-md:py-2">
        {begun ? (
          <Button
            kind="primary"
            icon={<PencilLine aria-hidden="true" className="size-4" />}
            onClick={show}
            disabled={sending}
            className="whitespace-nowrap max-md:flex-auto max-md:px-3"
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
              onClick={() => answer(false)}
              className="whitespace-nowrap max-md:flex-auto max-md:px-3"
            >
              {t("reply")}
            </Button>
            {several ? (
              <Button
                icon={<ReplyAll aria-hidden="true" className="size-4" />}
                disabled={preparing || sending}
                title={keyHint("conversation.replyAll")}
                onClick={() => answer(true)}
                className="whitespace-nowrap max-md:flex-auto max-md:px-3"
              >
                {t("replyAll")}
              </Button>
            ) : null}
          </>
        )}
        <NoteButton begun={noteBegun} onClick={onNote} />
      </div>
    </>
  );
}
