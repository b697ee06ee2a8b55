import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Colleague, Contact, ConversationRow, Page } from "./conversation-types";
import { http, queryString } from "./http";

export interface ContactCard extends Contact {
  conversations: Page<ConversationRow>;
}

export const contactListQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: ["contact-list", q] as const,
    queryFn: ({ pageParam, signal }) =>
      http.get<Page<Contact>>(`/contacts${queryString({ q, cursor: pageParam, limit: 50 })}`, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last: Page<Contact>) => last.next,
    staleTime: 60_000,
    meta: { live: "own" },
  });

export const contactQuery = (id: string) =>
  queryOptions({
    queryKey: ["contacts", id],
    queryFn: ({ signal }) => http.get<ContactCard>(`/contacts/${encodeURIComponent(id)}`, signal),
  });

export const renameContact = (id: string, name: string) =>
  http.patch<Contact>(`/contacts/${encodeURIComponent(id)}`, { name });

/** Who looks after a client; `mayChange`: whether I may name another. */
export interface ClientOwner {
  owner: Colleague | null;
  mayChange: boolean;
}

export const clientOwnerQuery = (id: string) =>
  queryOptions({
    queryKey: ["contacts", id, "owner"],
    queryFn: ({ signal }) => http.get<ClientOwner>(`/contacts/${encodeURIComponent(id)}/owner`, signal),
  });

export const nameClientOwner = (id: string, memberId: string | null) =>
  http.put(`/contacts/${encodeURIComponent(id)}/owner`, { memberId });

/** Somebody outside who takes part in a conversation, and who looks after them. */
export interface Client {
  contactId: string;
  name: string;
  email: string;
  owner: Colleague | null;
}

export const clientsQuery = (conversationId: string) =>
  queryOptions({
    queryKey: ["conversation", conversationId, "clients"],
    queryFn: async ({ signal }) =>
      (
        await http.get<{ items: Client[] }>(
          `/conversations/${encodeURIComponent(conversationId)}/clients`,
          signal,
        )
      ).items,
  });
