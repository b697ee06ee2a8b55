import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { ArrowDown, MessagesSquare } from "lucide-react";
import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { forgetConversation } from "@/api/access";
import type { Conversation } from "@/api/conversation-types";
import { conversationQuery, setRead } from "@/api/conversations";
import { useLiveEvents } from "@/api/live";
import { mailAccountsQuery } from "@/api/mail-accounts";
import { notesQuery } from "@/api/notes";
import { nameOf } from "@/api/people";
import { asProblem } from "@/api/problem";
import { useMember } from "@/api/session";
import { pendingRepliesQuery } from "@/api/submissions";
import { historyQuery } from "@/api/teamwork";
import { ask } from "@/api/teamwork-asks";
import { useTeamwork } from "@/api/use-teamwork";
import { useWishes } from "@/api/use-wishes";
import type { Place } from "@/api/wishes";
import { problemText } from "@/i18n/problem-text";
import { ProblemBanner } from "@/ui/banner";
import { Button } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";
import { useCommand } from "@/ui/keys";
import { Skeleton } from "@/ui/skeleton";
import { toast } from "@/ui/toast";
import { type BesideEmail, besideEmails } from "./beside-emails";
import { between } from "./between";
import { ConversationHeader } from "./conversation-header";
import { useEarlier } from "./earlier";
import { EmailCard } from "./email-card";
import { openAtFirst, pieces, unreadEmails } from "./folding";
import { HistoryLineRow } from "./history-line";
import { MoveDialog } from "./move-dialog";
import { NoteCard } from "./note-card";
import { OutOfReach } from "./out-of-reach";
import { PendingCard, WaitingSubmissions } from "./pending-card";
import { ShelfNote } from "./shelf-note";
import { StateNote } from "./state-note";
import { leftOpen, useLanding } from "./use-landing";
import { useReadWhenSeen } from "./use-read-when-seen";

const justNowMillis = 5_000;

interface ConversationPaneProps {
  conversationId: string | undefined;
  contactShown: boolean;
  onBack: () => void;
  onContact: () => void;
  /** What stands at the foot: the place to answer. */
  footer: (conversation: Conversation) => ReactNode;
}

/** The open conversation, or what to do when none is. */
export function ConversationPane(props: ConversationPaneProps) {
  const { conversationId } = props;
  if (conversationId === undefined) return <NothingOpen />;
  return (
    <section className="flex h-full min-h-0 min-w-0 flex-1 flex-col bg-sunken">
      <Loaded key={conversationId} {...props} conversationId={conversationId} />
    </section>
  );
}

function NothingOpen() {
  const { t } = useTranslation("inbox");
  const { data: accounts } = useQuery(mailAccountsQuery);
  return (
    <div className="flex h-full min-w-0 flex-1 items-center justify-center bg-sunken max-md:hidden">
      {accounts && accounts.length > 0 ? (
        <EmptyState icon={<MessagesSquare aria-hidden="true" />} title={t("empty.pickTitle")}>
          <span className="pointer-coarse:hidden">{t("empty.pickText")}</span>
        </EmptyState>
      ) : null}
    </div>
  );
}

function Loaded(props: ConversationPaneProps & { conversationId: string }) {
  const { t } = useTranslation("conversation");
  const navigate = useNavigate();
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(conversationQuery(props.conversationId));
  useCommand("list.back", props.onBack);

  // Another conversation took this one over: its own address from here on.
  const { conversationId } = props;
  const takenOverBy = data !== undefined && data.id !== conversationId ? data.id : undefined;
  useEffect(() => {
    if (takenOverBy === undefined) return;
    void navigate({
      to: "/inbox/$conversationId",
      params: { conversationId: takenOverBy },
      search: (before) => before,
      replace: true,
    });
  }, [takenOverBy, navigate]);

  // What was on the page a moment ago and may not be seen any more stays nowhere.
  const [seen, setSeen] = useState(false);
  if (data !== undefined && !seen) setSeen(true);
  const missing = error !== null && asProblem(error).code === "not_found";
  const keptInVain = missing && data !== undefined;
  useEffect(() => {
    if (keptInVain) forgetConversation(client, conversationId);
  }, [keptInVain, client, conversationId]);

  if (error && (data === undefined || missing)) {
    if (missing) return <OutOfReach conversationId={conversationId} lost={seen} />;
    return (
      <div className="mx-auto w-full max-w-lg p-6">
        <h2 className="mb-3 text-lg font-semibold">{t("errorTitle")}</h2>
        <ProblemBanner
          problem={error}
          actions={<Button onClick={() => void refetch()}>{t("retry")}</Button>}
        />
      </div>
    );
  }
  if (data === undefined) {
    return (
      <div aria-busy="true" className="flex flex-col gap-6 p-6">
        <span role="status" className="sr-only">
          {t("loading")}
        </span>
        <Skeleton lines={2} className="max-w-md" />
        <Skeleton lines={6} />
      </div>
    );
  }
  return <Open {...props} conversation={data} />;
}

function Open({
  conversation,
  contactShown,
  onBack,
  onContact,
  footer,
}: ConversationPaneProps & { conversation: Conversation }) {
  const { t } = useTranslation("conversation");
  const client = useQueryClient();
  const { data: pending } = useQuery(pendingRepliesQuery(conversation.id));
  const [firstUnread] = useState(() => unreadEmails(conversation)[0]?.id);
  const [chosen, setChosen] = useState(() => new Set(leftOpen(conversation) ?? openAtFirst(conversation)));
  const [seen, setSeen] = useState(() => new Set(conversation.emails.map((email) => email.id)));
  const [unfoldAll, setUnfoldAll] = useState(false);
  const scroller = useRef<HTMLDivElement>(null);
  const { id } = conversation;
  const earlier = useEarlier(conversation);
  const emails = earlier.emails;

  // What arrives while one looks on stands open.
  const arrived = conversation.emails.filter((email) => !seen.has(email.id));
  if (arrived.length > 0) {
    setSeen(new Set(conversation.emails.map((email) => email.id)));
    setChosen(new Set([...chosen, ...arrived.map((email) => email.id)]));
  }
  const landOn = firstUnread ?? emails.at(-1)?.id;
  const landing = useLanding(scroller, id, conversation.emails, landOn, [...chosen]);
  useReadWhenSeen(conversation);

  // So much changed at once in the mailbox that conversations were not named one by one.
  useLiveEvents((event) => {
    if (
      event.type === "account" &&
      event.accountId === conversation.accountId &&
      event.changed === "conversations"
    ) {
      void client.invalidateQueries({ queryKey: ["conversation", id], exact: true });
    }
  });

  // What was just sent stands at the end.
  const sent = pending.length;
  useEffect(() => {
    const element = scroller.current;
    if (sent > 0 && element) element.scrollTop = element.scrollHeight;
  }, [sent]);

  const toggle = useCallback((emailId: string): void => {
    setChosen((before) => {
      const next = new Set(before);
      if (!next.delete(emailId)) next.add(emailId);
      return next;
    });
  }, []);
  const changed = useCallback((): void => {
    void client.invalidateQueries({ queryKey: ["conversation", id] });
    void client.invalidateQueries({ queryKey: ["submissions"] });
    void client.invalidateQueries({ queryKey: ["email-body"] });
  }, [client, id]);
  const markUnread = (): void => {
    const mark = (read: boolean): void => {
      setRead(client, [id], read).catch((problem: unknown) =>
        toast({ text: problemText(t, problem).what, tone: "problem" }),
      );
    };
    mark(false);
    onBack();
    toast({ text: t("inbox:toast.unread", { count: 1 }), undo: () => mark(true) });
  };
  useCommand("conversation.unread", markUnread);
  const wishes = useWishes();
  const [moving, setMoving] = useState(false);
  const mayWish = conversation.level !== "read";
  const putAway = (place: Place): void => {
    wishes.place([id], place);
    if (place.to !== "back") onBack();
  };
  const star = (): void => wishes.star([id], !conversation.starred);
  useCommand("conversation.star", star, mayWish);
  useCommand("conversation.archive", () => putAway({ to: "archive" }), mayWish);
  useCommand("conversation.trash", () => putAway({ to: "trash" }), mayWish);
  useCommand("conversation.move", () => setMoving(true), mayWish);

  const teamwork = useTeamwork();
  const me = useMember();
  const done = (): void => {
    const closing = conversation.state !== "closed";
    teamwork.state([id], { state: closing ? "closed" : "open" });
    if (closing) onBack();
  };
  const mayAssign = mayWish && me.role !== "guest";
  useCommand("conversation.done", done, mayWish);
  useCommand("conversation.snooze", () => ask({ kind: "snooze", ids: [id] }), mayWish);
  useCommand("conversation.assign", () => ask({ kind: "assign", ids: [id] }), mayAssign);
  useCommand("conversation.tag", () => ask({ kind: "tag", ids: [id] }), mayWish);
  useCommand("conversation.assignToMe", () => teamwork.assign([id], { id: me.id, name: me.name }), mayWish);

  const { data: history = [] } = useInfiniteQuery(historyQuery(id));
  const shown = pieces(emails, (emailId) => chosen.has(emailId), unfoldAll);
  const starts = shown.map((piece) =>
    piece.kind === "email" ? piece.email.at : (piece.emails[0]?.at ?? ""),
  );
  // What was done before the first message that is loaded stands where that message is loaded.
  const oldest = earlier.more ? (emails[0]?.at ?? "") : "";
  const { data: notes = [] } = useQuery(notesQuery(id));
  // What one just wrote oneself is seen.
  const own = notes.findLast((note) => note.mine);
  const wrote = own && Date.now() - Date.parse(own.at) < justNowMillis ? own.id : undefined;
  useEffect(() => {
    const element = scroller.current;
    if (wrote !== undefined && element) element.scrollTop = element.scrollHeight;
  }, [wrote]);
  const lines = between(
    starts,
    besideEmails(history, notes).filter((one) => one.at >= oldest),
  );

  const { data: accounts } = useQuery(mailAccountsQuery);
  const state = accounts?.find((account) => account.id === conversation.accountId)?.state;
  const mayReply = conversation.level !== "read" && state !== "disconnected" && state !== "disconnecting";
  return (
    <>
      <ConversationHeader
        conversation={conversation}
        contactShown={contactShown}
        onBack={onBack}
        onUnread={markUnread}
        onContact={onContact}
        onStar={star}
        onPlace={putAway}
        onMove={() => setMoving(true)}
        onDone={done}
      />
      <ShelfNote conversation={conversation} />
      <StateNote conversation={conversation} />
      <MoveDialog
        conversationId={id}
        open={moving}
        onClose={() => setMoving(false)}
        onMove={(folderId) => {
          setMoving(false);
          putAway({ to: "folder", folderId });
        }}
      />
      <div className="relative min-h-0 flex-1">
        <div ref={scroller} className="h-full overflow-y-auto overscroll-contain">
          <div
            role="feed"
            aria-label={t("messages")}
            className="mx-auto flex max-w-[56rem] flex-col gap-2 px-4 py-3 max-md:px-2"
          >
            {earlier.more ? (
              <Button
                kind="quiet"
                size="small"
                busy={earlier.loading}
                onClick={() => void earlier.load()}
                className="mx-auto"
              >
                {t("earlier")}
              </Button>
            ) : null}
            {shown.map((piece, index) =>
              piece.kind === "folded" ? (
                <div key={piece.emails[0]?.id} className="flex flex-col gap-2">
                  <Lines lines={lines[index]} conversationId={id} />
                  <button
                    type="button"
                    onClick={() => setUnfoldAll(true)}
                    className="mx-auto inline-flex min-h-8 items-center rounded-full border bg-surface px-3.5 text-sm text-muted hover:bg-hover hover:text-ink max-md:min-h-10"
                  >
                    {t("allFolded", { count: piece.emails.length })}
                  </button>
                </div>
              ) : (
                <div key={piece.email.id} className="flex flex-col gap-2">
                  <Lines lines={lines[index]} conversationId={id} />
                  {piece.email.id === firstUnread && piece.email.id !== emails[0]?.id ? (
                    <div className="flex items-center gap-3 pt-1 text-xs font-semibold text-accent-ink">
                      <span className="h-px flex-1 bg-accent/40" />
                      {t("firstUnread")}
                      <span className="h-px flex-1 bg-accent/40" />
                    </div>
                  ) : null}
                  <EmailCard
                    email={piece.email}
                    conversationId={id}
                    open={chosen.has(piece.email.id)}
                    mayReply={mayReply}
                    onToggle={toggle}
                    onChanged={changed}
                  />
                </div>
              ),
            )}
            <Lines lines={lines[shown.length]} conversationId={id} />
            {pending.map((reply) => (
              <PendingCard key={reply.key} reply={reply} conversation={conversation} />
            ))}
            <WaitingSubmissions conversation={conversation} pending={pending} />
          </div>
        </div>
        {landing.below > 0 ? (
          <div className="pointer-events-none absolute inset-x-0 bottom-3 flex justify-center">
            <button
              type="button"
              onClick={landing.toNewest}
              className="pointer-events-auto inline-flex h-8 animate-appear items-center gap-1.5 rounded-full bg-accent px-3.5 text-sm font-medium text-on-accent hover:bg-accent-hover max-md:h-10"
            >
              <ArrowDown aria-hidden="true" className="size-4" />
              {t("newBelow", { count: landing.below })}
            </button>
          </div>
        ) : null}
        <div role="status" className="sr-only">
          {landing.latest ? t("arrived", { name: nameOf(landing.latest.from) }) : ""}
        </div>
      </div>
      {footer(conversation)}
    </>
  );
}

function Lines(props: { lines: readonly BesideEmail[] | undefined; conversationId: string }) {
  const { lines = [], conversationId } = props;
  return lines.map((one) =>
    one.kind === "note" ? (
      <NoteCard key={one.note.id} note={one.note} conversationId={conversationId} />
    ) : (
      <HistoryLineRow key={one.line.id} line={one.line} />
    ),
  );
}
