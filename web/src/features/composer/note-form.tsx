import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ArrowLeft, StickyNote, Trash2 } from "lucide-react";
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { whoSeesQuery } from "@/api/access";
import type { Conversation } from "@/api/conversation-types";
import { editNote, mentionableQuery, writeNote } from "@/api/notes";
import { doneTyping, nowTyping } from "@/api/presence";
import { type ApiProblem, asProblem } from "@/api/problem";
import { useMember } from "@/api/session";
import { Button, IconButton } from "@/ui/button";
import { keyHint, useCommand } from "@/ui/keys";
import { Skeleton } from "@/ui/skeleton";
import type { EditorHandle } from "./editor";
import { FormProblem } from "./form-problem";
import type { NoteDraft } from "./note-drafts";

const Editor = lazy(() => import("./editor"));

interface NoteFormProps {
  conversation: Conversation;
  draft: NoteDraft;
  tabs: ReactNode;
  onChange: (html: string) => void;
  onFold: () => void;
  /** Saved, or thrown away. */
  onDone: () => void;
}

/** The open note: tinted, says who will see it, and has no recipients. The whole page on a phone. */
export function NoteForm({ conversation, draft, tabs, onChange, onFold, onDone }: NoteFormProps) {
  const { t } = useTranslation("notes");
  const client = useQueryClient();
  const { role } = useMember();
  const { data: people = [], isPending } = useQuery(mentionableQuery(conversation.id));
  const { data: who } = useQuery(whoSeesQuery(conversation.id));
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const editor = useRef<EditorHandle>(null);
  const { id } = conversation;
  const viewers = who?.items ?? [];
  const team = viewers.filter((viewer) => viewer.role !== "guest").length;
  const guests = viewers.length > team;

  const save = (): void => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    const { html, key, edit } = draft;
    const saved = edit
      ? editNote(client, id, edit.noteId, edit.version, html)
      : writeNote(client, id, key, html);
    saved.then(
      () => {
        doneTyping();
        onDone();
      },
      (refused: unknown) => {
        setBusy(false);
        setProblem(asProblem(refused));
        editor.current?.focus();
      },
    );
  };
  const latest = useRef(save);
  useEffect(() => {
    latest.current = save;
  });
  useCommand("composer.send", () => latest.current());

  return (
    <section
      aria-label={t(draft.edit ? "form.editLabel" : "form.label")}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) {
          event.preventDefault();
          event.stopPropagation();
          onFold();
        }
      }}
      className="flex max-h-[62%] min-h-60 shrink-0 flex-col border-t-2 border-t-note-line border-dashed bg-note max-md:fixed max-md:inset-0 max-md:z-30 max-md:max-h-none max-md:border-t-0 max-md:pt-[env(safe-area-inset-top)] max-md:pb-[env(safe-area-inset-bottom)]"
    >
      <div className="flex h-12 shrink-0 items-center gap-1 border-b px-1 md:hidden">
        <IconButton label={t("form.fold")} icon={<ArrowLeft aria-hidden="true" />} onClick={onFold} />
        <span className="min-w-0 truncate font-semibold">
          {conversation.subject || t("conversation:noSubject")}
        </span>
      </div>
      {tabs}
      <p className="m-0 flex shrink-0 items-center gap-2 px-4 pt-2 text-sm">
        <StickyNote aria-hidden="true" className="size-4 shrink-0 text-warn" />
        <span>
          {role === "guest" ? t("form.guestWrites") : t("form.seenBy", { count: team })}
          {role !== "guest" && guests ? <span className="text-muted"> {t("form.guests")}</span> : null}
        </span>
      </p>
      {isPending ? (
        <Skeleton lines={3} className="min-h-24 flex-1 px-4 py-3" />
      ) : (
        <Suspense fallback={<Skeleton lines={3} className="min-h-24 flex-1 px-4 py-3" />}>
          <Editor
            handle={editor}
            initialHtml={draft.html}
            label={t("form.body")}
            placeholder={t("form.placeholder")}
            people={people}
            onChange={(html) => {
              setProblem(null);
              nowTyping(id, "noting");
              onChange(html);
            }}
            onSend={() => latest.current()}
          />
        </Suspense>
      )}
      {problem ? <FormProblem problem={problem} /> : null}
      <div className="flex shrink-0 items-center gap-2 px-4 pt-2 pb-3">
        <Button kind="primary" busy={busy} onClick={save} title={keyHint("composer.send")}>
          {t(draft.edit ? "form.saveEdit" : "form.save")}
        </Button>
        <kbd className="font-sans text-xs text-muted max-md:hidden">{keyHint("composer.send")}</kbd>
        <IconButton
          label={t(draft.edit ? "form.cancelEdit" : "form.discard")}
          icon={<Trash2 aria-hidden="true" />}
          side="top"
          onClick={() => {
            doneTyping();
            onDone();
          }}
          className="ml-auto"
        />
      </div>
    </section>
  );
}
