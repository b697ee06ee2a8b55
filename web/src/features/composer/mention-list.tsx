import { type Editor, useEditorState } from "@tiptap/react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Mentionable } from "@/api/notes";
import { Avatar } from "@/ui/avatar";
import { classes } from "@/ui/classes";
import { namedBefore, offered } from "./mention";

interface MentionListProps {
  editor: Editor;
  people: readonly Mentionable[];
  /** Takes the key where it belongs to the list. */
  onKeys: (handle: ((event: KeyboardEvent) => boolean) | null) => void;
}

const listId = "mention-list";

/** The colleagues that fit what is typed after an @, at the cursor. */
export function MentionList({ editor, people, onKeys }: MentionListProps) {
  const { t } = useTranslation("notes");
  const [chosen, setChosen] = useState(0);
  const [refused, setRefused] = useState<number | null>(null);
  const typed = useEditorState({
    editor,
    selector: ({ editor: now }) => {
      const { selection } = now.state;
      if (!selection.empty) return null;
      const before = selection.$from.parent.textBetween(0, selection.$from.parentOffset, undefined, "\ufffc");
      const named = namedBefore(before);
      return named ? { ...named, at: selection.from } : null;
    },
  });
  const start = typed ? typed.at - typed.length : null;
  const fitting = typed && start !== refused ? offered(people, typed.query) : [];
  const index = Math.min(chosen, fitting.length - 1);

  const choose = (one: Mentionable): void => {
    if (!typed) return;
    editor
      .chain()
      .focus()
      .deleteRange({ from: typed.at - typed.length, to: typed.at })
      .insertContent([
        { type: "mention", attrs: { id: one.id, name: one.name } },
        { type: "text", text: " " },
      ])
      .run();
    setChosen(0);
  };
  const open = fitting.length > 0;
  useEffect(() => {
    onKeys(
      open
        ? (event) => {
            const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
            const one = fitting[index];
            if (step !== 0) setChosen((index + step + fitting.length) % fitting.length);
            else if (
              (event.key === "Enter" || event.key === "Tab") &&
              one &&
              !event.ctrlKey &&
              !event.metaKey
            )
              choose(one);
            else if (event.key === "Escape") setRefused(start);
            else return false;
            event.preventDefault();
            event.stopPropagation();
            return true;
          }
        : null,
    );
    return () => onKeys(null);
  });
  useEffect(() => {
    if (!open) return;
    const element = editor.view.dom;
    element.setAttribute("aria-controls", listId);
    element.setAttribute("aria-activedescendant", `${listId}-${index}`);
    return () => {
      element.removeAttribute("aria-controls");
      element.removeAttribute("aria-activedescendant");
    };
  }, [editor, open, index]);
  if (!open || start === null) return null;
  const place = editor.view.coordsAtPos(start);
  return (
    <div
      id={listId}
      role="listbox"
      aria-label={t("mention.label")}
      style={{
        left: Math.max(8, Math.min(place.left, window.innerWidth - 296)),
        bottom: window.innerHeight - place.top + 6,
      }}
      className="fixed z-50 w-72 overflow-hidden rounded-lg border bg-surface p-1 shadow-lg shadow-black/5"
    >
      {fitting.map((one, place) => (
        <div
          key={one.id}
          id={`${listId}-${place}`}
          role="option"
          tabIndex={-1}
          aria-selected={place === index}
          onMouseDown={(event) => {
            event.preventDefault();
            choose(one);
          }}
          onMouseMove={() => setChosen(place)}
          className={classes(
            "flex min-h-9 cursor-default items-center gap-2.5 rounded-md px-2 py-1 max-md:min-h-11",
            place === index && "bg-hover",
          )}
        >
          <Avatar name={one.name} size="small" />
          <span className="min-w-0 flex-1 truncate">{one.name}</span>
          <span className="shrink-0 text-xs text-muted">
            {one.guest ? t("mention.guest") : one.reaches ? "" : t("mention.willSee")}
          </span>
        </div>
      ))}
    </div>
  );
}
