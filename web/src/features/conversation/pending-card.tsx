import { useQuery, useQueryClient } from "@tanstack/react-query";
import { CornerUpLeft } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { Conversation, Email } from "@/api/conversation-types";
import { nameOf } from "@/api/people";
import {
  dropPendingReply,
  openSubmissionsQuery,
  type PendingReply,
  submissionQuery,
} from "@/api/submissions";
import { useFormats } from "@/i18n/use-formats";
import { PlainBody } from "./plain-body";
import { SubmissionLine } from "./submission-line";
import { textOfHtml } from "./text-of-html";

/** The stream tells of each step; this is for when it is lost. */
const askAgainMillis = 2_500;
const settled = new Set(["accepted", "failed", "uncertain", "discarded"]);

/** A reply on its way, shown at once where it will stand, until the conversation itself holds it. */
export function PendingCard({ reply, conversation }: { reply: PendingReply; conversation: Conversation }) {
  const { t } = useTranslation("conversation");
  const client = useQueryClient();
  const formats = useFormats();
  const { data: submission } = useQuery({
    ...submissionQuery(reply.submissionId ?? ""),
    enabled: reply.submissionId !== null,
    refetchInterval: ({ state }) => (state.data && settled.has(state.data.phase) ? false : askAgainMillis),
  });
  const phase = submission?.phase ?? "queued";
  const refresh = (): void => {
    void client.invalidateQueries({ queryKey: ["submissions"] });
    void client.invalidateQueries({ queryKey: ["conversation", conversation.id], exact: true });
  };

  const arrived = holds(conversation.emails, reply.submissionId, submission?.emailId ?? null);
  useEffect(() => {
    if (arrived || phase === "discarded") dropPendingReply(client, conversation.id, reply.key);
  }, [arrived, phase, client, conversation.id, reply.key]);
  // Accepted, but not in the conversation as we know it: look again.
  useEffect(() => {
    if (phase === "accepted" && !arrived) {
      void client.invalidateQueries({ queryKey: ["conversation", conversation.id], exact: true });
    }
  }, [phase, arrived, client, conversation.id]);
  if (arrived || phase === "discarded") return null;

  return (
    <article
      aria-label={t("email.ours")}
      className="rounded-lg border border-l-[3px] border-l-accent bg-surface md:ml-10"
    >
      <header className="flex items-start gap-3 px-4 pt-3 pb-2">
        <span
          aria-hidden="true"
          className="inline-flex size-8 shrink-0 items-center justify-center rounded-full bg-accent-soft text-accent-ink"
        >
          <CornerUpLeft className="size-4" />
        </span>
        <div className="min-w-0 flex-1">
          <div className="flex flex-wrap items-baseline gap-x-2">
            <span className="font-semibold">{nameOf(reply.from)}</span>
            <span className="truncate text-sm text-muted">{reply.from.email}</span>
          </div>
          <div className="truncate text-sm text-muted">
            {t("email.to", { names: formats.list([...reply.to, ...reply.cc].slice(0, 4).map(nameOf)) })}
          </div>
        </div>
        <time dateTime={reply.at} className="pt-0.5 text-xs text-muted">
          {formats.time(reply.at)}
        </time>
      </header>
      <div className="px-4 pt-1 pb-4 md:pl-[3.75rem]">
        <PlainBody text={textOfHtml(reply.html)} />
        <SubmissionLine
          conversationId={conversation.id}
          submissionId={reply.submissionId}
          phase={phase}
          failure={submission?.failure ?? null}
          recipientFailures={submission?.recipientFailures}
          draft={{ to: reply.to, cc: reply.cc, html: reply.html }}
          onChanged={refresh}
        />
      </div>
    </article>
  );
}

/** Replies that wait from an earlier visit, of which only the state is known. */
export function WaitingSubmissions({
  conversation,
  pending,
}: {
  conversation: Conversation;
  pending: PendingReply[];
}) {
  const client = useQueryClient();
  const { data: open = [] } = useQuery(openSubmissionsQuery);
  const known = new Set(pending.map((reply) => reply.submissionId));
  const waiting = open.filter(
    (submission) =>
      submission.conversationId === conversation.id &&
      !known.has(submission.id) &&
      !holds(conversation.emails, submission.id, submission.emailId),
  );
  return waiting.map((submission) => (
    <div
      key={submission.id}
      className="rounded-lg border border-l-[3px] border-l-accent bg-surface px-4 pb-3 md:ml-10"
    >
      <SubmissionLine
        conversationId={conversation.id}
        submissionId={submission.id}
        phase={submission.phase}
        failure={submission.failure}
        recipientFailures={submission.recipientFailures}
        onChanged={() => {
          void client.invalidateQueries({ queryKey: ["submissions"] });
          void client.invalidateQueries({ queryKey: ["conversation", conversation.id], exact: true });
        }}
      />
    </div>
  ));
}

function holds(emails: readonly Email[], submissionId: string | null, emailId: string | null): boolean {
  return emails.some(
    (email) =>
      (submissionId !== null && email.submission?.id === submissionId) ||
      (emailId !== null && email.id === emailId),
  );
}
