import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Conversation } from "@/api/conversation-types";
import { mailAccountsQuery } from "@/api/mail-accounts";
import { useMember } from "@/api/session";
import { useCommand } from "@/ui/keys";
import { NoteButton, Tabs } from "./composer-foot";
import type { ComposerTab } from "./composer-tabs";
import { NoteForm } from "./note-form";
import { Replying } from "./replying";
import { useNoteDraft } from "./use-note-draft";

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
          <NoteButton alone begun={note.begun} onClick={writeNote} />
        </div>
      )}
    </>
  );
}
