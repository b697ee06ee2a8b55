import { queryOptions } from "@tanstack/react-query";
import type { Address } from "./conversation-types";
import { http } from "./http";

/** Answers that are being written, as their team sees them (HTTP API of the room sending). */

export interface DraftContent {
  emailId: string;
  all: boolean;
  to: Address[];
  cc: Address[];
  bcc: Address[];
  subject: string;
  html: string;
  includeQuote: boolean;
  /** How far the conversation was when it was begun. */
  asOf: string | null;
}

export interface ServerDraft extends DraftContent {
  id: string;
  by: { id: string; name: string };
  mine: boolean;
  version: number;
  updatedAt: string;
}

const path = (conversationId: string, draftId = "") =>
  `/conversations/${encodeURIComponent(conversationId)}/drafts${draftId && `/${encodeURIComponent(draftId)}`}`;

/** Newest first. */
export const draftsQuery = (conversationId: string) =>
  queryOptions({
    queryKey: ["drafts", conversationId],
    queryFn: ({ signal }) => readDrafts(conversationId, signal),
    staleTime: 60_000,
  });

export const readDrafts = async (conversationId: string, signal?: AbortSignal) =>
  (await http.get<{ items: ServerDraft[] }>(path(conversationId), signal)).items;

export const putDraft = async (
  conversationId: string,
  draftId: string,
  version: number,
  content: DraftContent,
  leaving = false,
) =>
  (
    await http.put<{ version: number }>(
      path(conversationId, draftId),
      { ...content, version },
      { keepalive: leaving },
    )
  ).version;

export const takeDraft = (conversationId: string, draftId: string) =>
  http.post<ServerDraft>(`${path(conversationId, draftId)}/take`);

/** @param changed given up because others were faster */
export const deleteDraft = (conversationId: string, draftId: string, changed = false) =>
  http.delete(`${path(conversationId, draftId)}${changed ? "?changed=true" : ""}`);
