import { useQuery, useQueryClient } from "@tanstack/react-query";
import { EllipsisVertical, History, Pencil, StickyNote, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Note, noteVersionsQuery, removeNote, wantNote } from "@/api/notes";
import { problemText } from "@/i18n/problem-text";
import { useFormats } from "@/i18n/use-formats";
import { ProblemBanner } from "@/ui/banner";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Menu, MenuItem } from "@/ui/menu";
import { RichText } from "@/ui/rich-text";
import { Skeleton } from "@/ui/skeleton";
import { toast } from "@/ui/toast";

export const noteElementId = (noteId: string) => `note-${noteId}`;

/** What the team says among itself: tinted, dashed and named so, never to be taken for a message. */
export function NoteCard({ note, conversationId }: { note: Note; conversationId: string }) {
  const { t } = useTranslation("notes");
  const formats = useFormats();
  const [shown, setShown] = useState<"versions" | "remove" | null>(null);
  const guests = note.mentions.filter((one) => one.guest).map((one) => one.name);
  const close = (): void => setShown(null);
  const dialogs = (
    <>
      {shown === "versions" ? <Versions note={note} conversationId={conversationId} onClose={close} /> : null}
      {shown === "remove" ? <Removing note={note} conversationId={conversationId} onClose={close} /> : null}
    </>
  );
  if (note.removed) {
    return (
      <p
        id={noteElementId(note.id)}
        className="m-0 flex flex-wrap items-center justify-center gap-x-1.5 px-4 text-center text-xs text-muted"
      >
        <span>{t("removedBy", { who: note.removed.by.name, when: formats.full(note.removed.at) })}</span>
        {note.mayReview ? (
          <button
            type="button"
            onClick={() => setShown("versions")}
            className="link rounded text-xs max-md:min-h-11"
          >
            {t("review")}
          </button>
        ) : null}
        {dialogs}
      </p>
    );
  }
  return (
    <article
      id={noteElementId(note.id)}
      aria-label={t("cardLabel", { who: note.by.name, when: formats.full(note.at) })}
      className="rounded-lg border border-dashed border-note-line bg-note md:mx-10"
    >
      <header className="flex items-start gap-2.5 py-2 pr-2 pl-4">
        <StickyNote aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-warn" />
        <div className="min-w-0 flex-1">
          <div className="flex flex-wrap items-baseline gap-x-2">
            <span className="font-semibold">{note.by.name}</span>
            <time dateTime={note.at} title={formats.full(note.at)} className="text-xs text-muted">
              {formats.short(note.at)}
            </time>
            {note.editedAt ? (
              <button
                type="button"
                onClick={() => setShown("versions")}
                title={t("editedAt", { when: formats.full(note.editedAt) })}
                className="link text-xs text-muted"
              >
                {t("edited")}
              </button>
            ) : null}
          </div>
          <div className="text-xs text-muted">
            {guests.length > 0 ? t("seenByGuest", { names: formats.list(guests) }) : t("seenBy")}
          </div>
        </div>
        {note.mine || note.mayRemove ? (
          <Menu
            trigger={
              <button
                type="button"
                aria-label={t("more")}
                className="inline-flex size-8 shrink-0 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-ink max-md:size-11"
              >
                <EllipsisVertical aria-hidden="true" className="size-[18px]" />
              </button>
            }
          >
            {note.mine ? (
              <MenuItem
                icon={<Pencil aria-hidden="true" />}
                onSelect={() => wantNote({ conversationId, edit: note })}
              >
                {t("edit")}
              </MenuItem>
            ) : null}
            {note.editedAt ? (
              <MenuItem icon={<History aria-hidden="true" />} onSelect={() => setShown("versions")}>
                {t("versions")}
              </MenuItem>
            ) : null}
            <MenuItem danger icon={<Trash2 aria-hidden="true" />} onSelect={() => setShown("remove")}>
              {t("remove")}
            </MenuItem>
          </Menu>
        ) : null}
      </header>
      <RichText html={note.html} className="px-4 pb-3 md:pl-[2.625rem]" />
      {dialogs}
    </article>
  );
}

interface NoteDialogProps {
  note: Note;
  conversationId: string;
  onClose: () => void;
}

function Versions({ note, conversationId, onClose }: NoteDialogProps) {
  const { t } = useTranslation("notes");
  const formats = useFormats();
  const { data, error } = useQuery(noteVersionsQuery(conversationId, note.id, note.version));
  return (
    <Dialog open wide onClose={onClose} title={t(note.removed ? "reviewTitle" : "versionsTitle")}>
      {error ? <ProblemBanner problem={error} /> : null}
      {data === undefined && !error ? <Skeleton lines={4} /> : null}
      <ol className="m-0 flex list-none flex-col gap-3 p-0">
        {data?.map((version, index) => (
          <li key={version.version} className="rounded-lg border bg-note px-4 py-3">
            <p className="m-0 mb-1 text-xs text-muted">
              {formats.full(version.at)}
              {index === 0 && !note.removed ? ` · ${t("present")}` : ""}
            </p>
            <RichText html={version.html} />
          </li>
        ))}
      </ol>
    </Dialog>
  );
}

function Removing({ note, conversationId, onClose }: NoteDialogProps) {
  const { t } = useTranslation("notes");
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const remove = (): void => {
    setBusy(true);
    removeNote(client, conversationId, note.id).then(onClose, (problem: unknown) => {
      setBusy(false);
      toast({ text: problemText(t, problem).what, tone: "problem" });
    });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("removeTitle")}
      description={t("removeText")}
      actions={
        <>
          <Button onClick={onClose}>{t("keep")}</Button>
          <Button kind="danger" busy={busy} onClick={remove}>
            {t("removeAct")}
          </Button>
        </>
      }
    />
  );
}
