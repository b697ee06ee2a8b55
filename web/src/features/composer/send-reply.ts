import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Address } from "@/api/conversation-types";
import { ApiProblem, asProblem } from "@/api/problem";
import { addPendingReply, dropPendingReply, sendReply } from "@/api/submissions";
import { isEmptyHtml, type ReplyDraft } from "./drafts";
import { freshKey } from "./key";
import { recipientProblem } from "./recipients";

/** What stands in the way before anything is sent. */
export function draftProblem(draft: ReplyDraft): ApiProblem | null {
  const wrong = recipientProblem(draft);
  if (wrong) return new ApiProblem(wrong.code, 0, { ...wrong });
  return isEmptyHtml(draft.html) ? new ApiProblem("message_empty", 0) : null;
}

async function send(
  client: QueryClient,
  conversationId: string,
  from: Address,
  draft: ReplyDraft,
  evenSo: boolean,
): Promise<void> {
  const { id, idempotencyKey, emailId, to, cc, bcc, subject, html, includeQuote, asOf } = draft;
  const pending = {
    key: idempotencyKey,
    submissionId: null,
    at: new Date().toISOString(),
    from,
    to,
    cc,
    html,
  };
  addPendingReply(client, conversationId, pending);
  try {
    const { submissionId } = await sendReply(conversationId, {
      idempotencyKey,
      emailId,
      to,
      cc,
      bcc,
      subject,
      html,
      includeQuote,
      asOf,
      evenSo,
      draftId: id,
    });
    addPendingReply(client, conversationId, { ...pending, submissionId });
  } catch (problem) {
    dropPendingReply(client, conversationId, idempotencyKey);
    throw problem;
  }
}

interface SendingWish {
  conversationId: string;
  /** What is on its way to be saved arrives before it is sent. */
  settle: () => Promise<void>;
  /** The draft is on the server and may be forgotten here. */
  onSent: () => void;
  /** It did not go; the same draft goes on, with a new key where the old one is used up. */
  onRefused: (newKey: string | null) => void;
}

/** Sends once: the card stands in the conversation at once, the draft stays until the server has it. */
export function useSendReply({ conversationId, settle, onSent, onRefused }: SendingWish) {
  const client = useQueryClient();
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const start = (from: Address, draft: ReplyDraft, evenSo = false): void => {
    if (sending) return;
    const wrong = draftProblem(draft);
    setProblem(wrong);
    if (wrong) return;
    setSending(true);
    const go = async (): Promise<void> => {
      await settle();
      await send(client, conversationId, from, draft, evenSo);
    };
    go().then(
      () => {
        setSending(false);
        onSent();
      },
      (refused: unknown) => {
        setSending(false);
        setProblem(asProblem(refused));
        // The first version got through although its answer was lost: what follows is another message.
        onRefused(asProblem(refused).code === "same_key_other_content" ? freshKey() : null);
      },
    );
  };
  return { sending, problem, start, clearProblem: () => setProblem(null) };
}
