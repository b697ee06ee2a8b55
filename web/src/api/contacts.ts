import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Contact, ConversationRow, Page } from "./conversation-types";
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
