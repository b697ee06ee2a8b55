import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { Page } from "./conversation-types";
import { http, queryString } from "./http";

/** What the team says among itself about a conversation (HTTP API of the room teamwork). Never mail. */

export interface Mentioned {
  id: string;
  name: string;
  /** From outside the team: this note is open to them. */
  guest: boolean;
}

export interface Note {
  id: string;
  by: { id: string; name: string };
  at: string;
  editedAt: string | null;
  version: number;
  /** Cleaned by the server; empty where the note was removed. */
  html: string;
  mentions: Mentioned[];
  mine: boolean;
  mayRemove: boolean;
  mayReview: boolean;
  removed: { by: { id: string; name: string }; at: string } | null;
}

export interface NoteVersion {
  version: number;
  html: string;
  at: string;
}

export interface Mentionable extends Mentioned {
  /** Sees the conversation already; whoever does not would be let in. */
  reaches: boolean;
}

const path = (conversationId: string, rest = "") =>
  `/conversations/${encodeURIComponent(conversationId)}${rest}`;
const mostPages = 20;

/** All notes, oldest first. */
export const notesQuery = (conversationId: string) =>
  queryOptions({
    queryKey: ["notes", conversationId],
    queryFn: async ({ signal }) => {
      const all: Note[] = [];
      let cursor: string | null = null;
      for (let page = 0; page < mostPages; page++) {
        const got: Page<Note> = await http.get(
          path(conversationId, `/notes${queryString({ cursor })}`),
          signal,
        );
        all.push(...got.items);
        cursor = got.next;
        if (cursor === null) break;
      }
      return all.reverse();
    },
    staleTime: 60_000,
  });

export const noteVersionsQuery = (conversationId: string, noteId: string, version: number) =>
  queryOptions({
    queryKey: ["note-versions", conversationId, noteId, version],
    queryFn: async ({ signal }) =>
      (
        await http.get<{ items: NoteVersion[] }>(
          path(conversationId, `/notes/${encodeURIComponent(noteId)}/versions`),
          signal,
        )
      ).items,
  });

export const mentionableQuery = (conversationId: string) =>
  queryOptions({
    queryKey: ["mentionable", conversationId],
    queryFn: async ({ signal }) =>
      (await http.get<{ items: Mentionable[] }>(path(conversationId, "/mentionable"), signal)).items,
  });

export async function writeNote(client: QueryClient, conversationId: string, key: string, html: string) {
  show(client, conversationId, await http.post<Note>(path(conversationId, "/notes"), { key, html }));
}

export async function editNote(
  client: QueryClient,
  conversationId: string,
  noteId: string,
  version: number,
  html: string,
) {
  const note = await http.patch<Note>(path(conversationId, `/notes/${encodeURIComponent(noteId)}`), {
    html,
    version,
  });
  show(client, conversationId, note);
}

export async function removeNote(client: QueryClient, conversationId: string, noteId: string) {
  await http.delete(path(conversationId, `/notes/${encodeURIComponent(noteId)}`));
  await client.invalidateQueries({ queryKey: ["notes", conversationId] });
}

/** What the server answered stands there at once; the live event then brings the rest. */
function show(client: QueryClient, conversationId: string, note: Note): void {
  client.setQueryData<Note[]>(["notes", conversationId], (notes) => notes && withNote(notes, note));
}

export function withNote(notes: readonly Note[], note: Note): Note[] {
  return notes.some((each) => each.id === note.id)
    ? notes.map((each) => (each.id === note.id ? note : each))
    : [...notes, note];
}

/** Somebody wants to write a note, or to change one: a key, a button, a menu. */
export interface NoteIntent {
  conversationId: string;
  edit?: Note;
}

const listeners = new Set<(intent: NoteIntent) => void>();

export function wantNote(intent: NoteIntent): void {
  for (const listener of listeners) listener(intent);
}

export function useNoteIntents(listener: (intent: NoteIntent) => void): void {
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => {
    const hear = (intent: NoteIntent) => latest.current(intent);
    listeners.add(hear);
    return () => {
      listeners.delete(hear);
    };
  }, []);
}
