import type { Note } from "@/api/notes";
import type { HistoryLine } from "@/api/teamwork";

/** What stands between the emails: what was done, and what the team said among itself. */
export type BesideEmail =
  | { kind: "line"; at: string; line: HistoryLine }
  | { kind: "note"; at: string; note: Note };

/** That a note was removed stands where the note stood; the line of the history would say it twice. */
const saidByNote = "note_removed";

/** Both in the order of time. */
export function besideEmails(history: readonly HistoryLine[], notes: readonly Note[]): BesideEmail[] {
  const all: BesideEmail[] = [
    ...history
      .filter((line) => line.verb !== saidByNote)
      .map((line): BesideEmail => ({ kind: "line", at: line.at, line })),
    ...notes.map((note): BesideEmail => ({ kind: "note", at: note.at, note })),
  ];
  return all.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}
