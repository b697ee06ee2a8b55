import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ChevronDown, PencilLine, Reply, ReplyAll, StickyNote } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Address, Conversation } from "@/api/conversation-types";
import { freshId } from "@/api/fresh-id";
import { mailAccountsQuery } from "@/api/mail-accounts";
import { doneTyping, nowTyping } from "@/api/presence";
import { type ReplyIntent, useReplyIntents } from "@/api/reply-intents";
import { useMember } from "@/api/session";
import { replyQuery } from "@/api/submissions";
import { problemText } from "@/i18n/problem-text";
import { Button, IconButton } from "@/ui/button";
import { keyHint, useCommand } from "@/ui/keys";
import { toast } from "@/ui/toast";
import { answerable, hasOthers } from "./answerable";
import { ChangedDialog, cameMeanwhile, scrollToCame } from "./changed-dialog";
import { type ComposerTab, ComposerTabs } from "./composer-tabs";
import { DraftStrip } from "./draft-strip";
import { isEmptyHtml, type ReplyDraft } from "./drafts";
import { freshKey } from "./key";
import { NoteForm } from "./note-form";
import { OvertakenNote } from "./overtaken-note";
import { fromServer } from "./reconcile";
import { ReplyForm } from "./reply-form";
import { useSendReply } from "./send-reply";
import { useNoteDraft } from "./use-note-draft";
import { useReplyDraft } from "./use-reply-draft";

/** The place to answer, at the foot of a conversation. */
export function Composer({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation("conversation");
  const { data: accounts } = useQuery(mailAccountsQuery);
  const account = accounts?.find((each) => each.id === conversation.accountId);
  const closed =
    conversation.level === "read"
      ? t("readOnly")
      : account?.state === "disconnected" || account?.state === "disconnecting"
        ? t("disconnected")
        : null;
  return (
    <>
      {closed ? <Closed>{closed}</Closed> : null}
      {!closed && account?.state === "needs_sign_in" ? (
        <Closed>
          {t("needsSignIn")}{" "}
          <Link to="/data/mailboxes/$accountId" params={{ accountId: account.id }} className="link">
            {t("signInAgain")}
          </Link>
        </Closed>
      ) : null}
      {!closed && account?.state === "on_hold" ? (
        <Closed>
          {t("onHold")}{" "}
          <Link to="/data/mailboxes/$accountId/sync" params={{ accountId: account.id }} className="link">
            {t("onHoldLink")}
          </Link>
        </Closed>
      ) : null}
      <Foot
        key={`${conversation.id} ${closed === null}`}
        conversation={conversation}
        mayReply={closed === null}
      />
    </>
  );
}

function Closed({ children }: { children: React.ReactNode }) {
  return <p className="shrink-0 border-t bg-paper px-4 py-3 text-sm text-muted">{children}</p>;
}

/** A note, a reply, or the buttons that begin one; what is written in either stays while the other is open. */
function Foot({ conversation, mayReply }: { conversation: Conversation; mayReply: boolean }) {
  const { id: memberId } = useMember();
  const [tab, setTab] = useState<ComposerTab | null>(null);
  const note = useNoteDraft(memberId, conversation.id, () => setTab("note"));
  const writeNote = (): void => {
    note.begin();
    setTab("note");
  };
  useCommand("conversation.note", writeNote);

  // The editor is on its way before anybody asks for it.
  useEffect(() => {
    const idle = setTimeout(() => void import("./editor"), 1_200);
    return () => clearTimeout(idle);
  }, []);

  const fold = (): void => setTab(null);
  const noteShown = tab === "note" && note.draft !== null;
  return (
    <>
      {mayReply ? (
        <Replying
          conversation={conversation}
          tab={noteShown ? "note" : tab === "note" ? null : tab}
          noteBegun={note.begun}
          onTab={setTab}
          onNote={writeNote}
        >
          {(toReply) =>
            noteShown && note.draft ? (
              <NoteForm
                key={note.round}
                conversation={conversation}
                draft={note.draft}
                tabs={<Tabs tab="note" mayReply onFold={fold} onReply={toReply} onNote={writeNote} />}
                onChange={note.change}
                onFold={fold}
                onDone={() => {
                  note.drop();
                  fold();
                }}
              />
            ) : null
          }
        </Replying>
      ) : noteShown && note.draft ? (
        <NoteForm
          key={note.round}
          conversation={conversation}
          draft={note.draft}
          tabs={<Tabs tab="note" mayReply={false} onFold={fold} onReply={fold} onNote={writeNote} />}
          onChange={note.change}
          onFold={fold}
          onDone={() => {
            note.drop();
            fold();
          }}
        />
      ) : (
        <div className="flex shrink-0 items-center gap-2 border-t bg-paper px-4 py-3 max-md:px-2 max-md:py-2">
          <NoteButton begun={note.begun} onClick={writeNote} />
        </div>
      )}
    </>
  );
}

interface TabsProps {
  tab: ComposerTab;
  mayReply: boolean;
  onFold: () => void;
  onReply: () => void;
  onNote: () => void;
}

function Tabs({ tab, mayReply, onFold, onReply, onNote }: TabsProps) {
  const { t } = useTranslation("notes");
  return (
    <ComposerTabs
      tab={tab}
      mayReply={mayReply}
      onChoose={(chosen) => (chosen === tab ? undefined : chosen === "note" ? onNote() : onReply())}
    >
      <IconButton
        label={tab === "note" ? t("form.fold") : t("composer:fold")}
        hint="Esc"
        icon={<ChevronDown aria-hidden="true" />}
        onClick={onFold}
        className="max-md:hidden"
      />
    </ComposerTabs>
  );
}

function NoteButton({ begun, onClick }: { begun: boolean; onClick: () => void }) {
  const { t } = useTranslation("notes");
  return (
    <Button
      icon={<StickyNote aria-hidden="true" className="size-4 text-warn" />}
      title={keyHint("conversation.note")}
      onClick={onClick}
      className="whitespace-nowrap !border-dashed !border-note-line !bg-note max-md:flex-auto max-md:px-3"
    >
      {t(begun ? "continue" : "tab.note")}
    </Button>
  );
}

interface ReplyingProps {
  conversation: Conversation;
  tab: ComposerTab | null;
  noteBegun: boolean;
  onTab: (tab: ComposerTab | null) => void;
  onNote: () => void;
  /** The note, when that is open; it is given the way back to the reply. */
  children: (toReply: () => void) => React.ReactNode;
}

function Replying({ conversation, tab, noteBegun, onTab, onNote, children }: ReplyingProps) {
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
