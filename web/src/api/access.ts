import { type QueryClient, queryOptions } from "@tanstack/react-query";
import type { Conversation, Level, SubmissionPhase } from "./conversation-types";
import { http } from "./http";
import type { Role } from "./session";

/** How far one conversation can be opened to somebody. */
export type GrantLevel = Exclude<Level, "manage">;

/** Access to this conversation alone. */
export interface Grant {
  level: GrantLevel;
  by: string | null;
  at: string;
  note: string | null;
  /** Where the letter that told of it stands; null where none was written. */
  mail: SubmissionPhase | null;
}

export interface Viewer {
  memberId: string;
  name: string;
  role: Role;
  level: Level;
  why: "owner" | "project" | "chosen" | "grant";
  grant: Grant | null;
}

/** Somebody from outside who has not come yet. */
export interface PendingGuest {
  id: string;
  email: string;
  level: GrantLevel;
  by: string;
  at: string;
  expiresAt: string;
  mail: SubmissionPhase | null;
}

export interface AccessRequest {
  id: string;
  conversationId: string;
  subject: string;
  memberId: string;
  name: string;
  role: Role;
  note: string | null;
  at: string;
}

/** Who sees a conversation and why, and what I may do about it. */
export interface WhoSees {
  items: Viewer[];
  pending: PendingGuest[];
  requests: AccessRequest[];
  mayShare: boolean;
  mayInvite: boolean;
  canMail: boolean;
}

export interface Invited {
  /** Shown once; null where the address is a member's, who needs none. */
  link: string | null;
  expiresAt: string | null;
}

interface Giving {
  level: GrantLevel;
  note: string;
  mail: boolean;
}

const pathOf = (id: string, more = ""): string => `/conversations/${encodeURIComponent(id)}/access${more}`;

export const whoSeesQuery = (id: string) =>
  queryOptions({
    queryKey: ["conversation", id, "access"],
    queryFn: ({ signal }) => http.get<WhoSees>(pathOf(id), signal),
  });

export const giveAccess = (id: string, memberIds: readonly string[], giving: Giving) =>
  http.post<WhoSees>(pathOf(id), { memberIds, ...giving });
export const changeAccess = (id: string, memberId: string, level: GrantLevel) =>
  http.patch(pathOf(id, `/${memberId}`), { level });
export const revokeAccess = (id: string, memberId: string) => http.delete(pathOf(id, `/${memberId}`));
export const inviteGuest = (id: string, email: string, giving: Giving) =>
  http.post<Invited>(pathOf(id, "/guests"), { email, ...giving });
export const withdrawGuest = (id: string, invitationId: string) =>
  http.delete(pathOf(id, `/guests/${invitationId}`));
/** The answer is the same whether there is such a conversation or not. */
export const askForAccess = (id: string, note: string) => http.post(pathOf(id, "/requests"), { note });

/** What people ask of me: conversations that I may open to them. */
export const accessRequestsQuery = queryOptions({
  queryKey: ["access-requests"],
  queryFn: async ({ signal }) =>
    (await http.get<{ items: AccessRequest[] }>("/access-requests", signal)).items,
});
export const grantRequest = (id: string, level: GrantLevel) =>
  http.post(`/access-requests/${id}/grant`, { level });
export const declineRequest = (id: string) => http.post(`/access-requests/${id}/decline`);

/** Keeps nothing of a conversation that may not be seen any more; what is open asks again, and hears that it is gone. */
export function forgetConversation(client: QueryClient, id: string): void {
  const known = client.getQueryData<Conversation>(["conversation", id]);
  for (const email of known?.emails ?? []) client.removeQueries({ queryKey: ["email-body", email.id] });
  void client.resetQueries({ queryKey: ["conversation", id] });
  for (const beside of ["notes", "note-versions", "mentionable", "drafts", "reply"]) {
    void client.resetQueries({ queryKey: [beside, id] });
  }
  void client.invalidateQueries({ queryKey: ["presence"] });
}

/** The same for all conversations of a mailbox, or for all that there are. */
export function forgetConversations(client: QueryClient, accountId?: string): void {
  const known = client
    .getQueryCache()
    .findAll({ queryKey: ["conversation"] })
    .filter((query) => query.queryKey.length === 2);
  for (const query of known) {
    const conversation = query.state.data as Conversation | undefined;
    if (accountId === undefined || conversation?.accountId === accountId) {
      forgetConversation(client, String(query.queryKey[1]));
    }
  }
  void client.resetQueries({ queryKey: ["conversation-list"] });
}
