import { type QueryClient, queryOptions } from "@tanstack/react-query";
import type { Address, NewReply, ReplyProposal, Submission } from "./conversation-types";
import { http, queryString } from "./http";

const path = (conversationId: string) => `/conversations/${encodeURIComponent(conversationId)}`;

export const replyQuery = (conversationId: string, emailId: string, all: boolean) =>
  queryOptions({
    queryKey: ["reply", conversationId, emailId, all],
    queryFn: ({ signal }) =>
      http.get<ReplyProposal>(`${path(conversationId)}/reply${queryString({ email: emailId, all })}`, signal),
    staleTime: 5 * 60_000,
  });

export const sendReply = (conversationId: string, reply: NewReply) =>
  http.post<{ submissionId: string }>(`${path(conversationId)}/replies`, reply);

export const submissionQuery = (id: string) =>
  queryOptions({
    queryKey: ["submissions", id],
    queryFn: ({ signal }) => http.get<Submission>(`/submissions/${encodeURIComponent(id)}`, signal),
  });

/** What is still on its way, or waits for a person to decide. */
export const openSubmissionsQuery = queryOptions({
  queryKey: ["submissions", "open"],
  queryFn: async ({ signal }) =>
    (await http.get<{ items: Submission[] }>("/submissions?open=true", signal)).items,
});

export const retrySubmission = (id: string) => http.post(`/submissions/${encodeURIComponent(id)}/retry`);
export const discardSubmission = (id: string) => http.post(`/submissions/${encodeURIComponent(id)}/discard`);

/** A reply that was sent from this page and that the conversation doesn't hold yet. */
export interface PendingReply {
  key: string;
  submissionId: string | null;
  at: string;
  from: Address;
  to: Address[];
  cc: Address[];
  html: string;
}

const pendingKey = (conversationId: string) => ["pending-replies", conversationId];

export const pendingRepliesQuery = (conversationId: string) =>
  queryOptions<PendingReply[]>({
    queryKey: pendingKey(conversationId),
    queryFn: () => [],
    initialData: [],
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    meta: { live: "own" },
  });

export function addPendingReply(client: QueryClient, conversationId: string, reply: PendingReply): void {
  client.setQueryData<PendingReply[]>(pendingKey(conversationId), (replies = []) => [
    ...replies.filter((each) => each.key !== reply.key),
    reply,
  ]);
}

export function dropPendingReply(client: QueryClient, conversationId: string, key: string): void {
  client.setQueryData<PendingReply[]>(pendingKey(conversationId), (replies = []) =>
    replies.filter((each) => each.key !== key),
  );
}
