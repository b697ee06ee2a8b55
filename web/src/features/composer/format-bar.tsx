import { type Editor, useEditorState } from "@tiptap/react";
import { Bold, Italic, Link2, Link2Off, List, ListOrdered, TextQuote } from "lucide-react";
import { type FormEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, IconButton } from "@/ui/button";
import { classes } from "@/ui/classes";
import { Input } from "@/ui/field";
import { writeKey } from "@/ui/keys";

/** Bold, italic, lists, quote, link. */
export function FormatBar({ editor }: { editor: Editor }) {
  const { t } = useTranslation("composer");
  const [linking, setLinking] = useState(false);
  const active = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      bold: now.isActive("bold"),
      italic: now.isActive("italic"),
      bullets: now.isActive("bulletList"),
      numbers: now.isActive("orderedList"),
      quote: now.isActive("blockquote"),
      link: now.isActive("link"),
    }),
  });
  const chain = () => editor.chain().focus();
  const button = (label: string, icon: ReactNode, on: boolean, run: () => void, hint?: string) => (
    <IconButton
      label={label}
      hint={hint}
      icon={icon}
      side="top"
      aria-pressed={on}
      onMouseDown={(event) => event.preventDefault()}
      onClick={run}
      className={classes("max-md:!size-10", on && "bg-accent-soft text-accent-ink")}
    />
  );
  return (
    <div className="shrink-0 px-3 pt-1">
      {linking ? <LinkForm editor={editor} onDone={() => setLinking(false)} /> : null}
      <div role="toolbar" aria-label={t("format.label")} className="flex flex-wrap gap-0.5">
        {button(
          t("format.bold"),
          <Bold aria-hidden="true" />,
          active.bold,
          () => chain().toggleBold().run(),
          writeKey("Mod+b"),
        )}
        {button(
          t("format.italic"),
          <Italic aria-hidden="true" />,
          active.italic,
          () => chain().toggleItalic().run(),
          writeKey("Mod+i"),
        )}
        {button(t("format.bullets"), <List aria-hidden="true" />, active.bullets, () =>
          chain().toggleBulletList().run(),
        )}
        {button(t("format.numbers"), <ListOrdered aria-hidden="true" />, active.numbers, () =>
          chain().toggleOrderedList().run(),
        )}
        {button(t("format.quote"), <TextQuote aria-hidden="true" />, active.quote, () =>
          chain().toggleBlockquote().run(),
        )}
        {active.link
          ? button(t("format.linkRemove"), <Link2Off aria-hidden="true" />, true, () =>
              chain().extendMarkRange("link").unsetLink().run(),
            )
          : button(t("format.link"), <Link2 aria-hidden="true" />, linking, () => setLinking(!linking))}
      </div>
    </div>
  );
}

function LinkForm({ editor, onDone }: { editor: Editor; onDone: () => void }) {
  const { t } = useTranslation("composer");
  const [address, setAddress] = useState("");
  const [wrong, setWrong] = useState(false);
  const set = (event: FormEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    const typed = address.trim();
    const href = /^[\w.+-]+@[\w.-]+$/.test(typed)
      ? `mailto:${typed}`
      : /^[a-z]+:/i.test(typed)
        ? typed
        : `https://${typed}`;
    if (!/^(?:https?:\/\/[^\s/]+\.|mailto:.+@)/i.test(href)) {
      setWrong(true);
      return;
    }
    const chain = editor.chain().focus();
    if (editor.state.selection.empty) {
      chain.insertContent({ type: "text", text: typed, marks: [{ type: "link", attrs: { href } }] }).run();
    } else {
      chain.setLink({ href }).run();
    }
    onDone();
  };
  return (
    <form onSubmit={set} className="mb-1 flex flex-wrap items-center gap-2">
      <Input
        autoFocus
        aria-label={t("format.linkAddress")}
        aria-invalid={wrong || undefined}
        placeholder="https://"
        value={address}
        onChange={(event) => setAddress(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") {
            event.stopPropagation();
            onDone();
            editor.commands.focus();
          }
        }}
        className="!h-9 !w-64 max-w-full"
      />
      <Button size="small" type="submit">
        {t("format.linkSet")}
      </Button>
      {wrong ? (
        <p role="alert" className="w-full text-sm text-danger">
          {t("format.linkInvalid")}
        </p>
      ) : null}
    </form>
  );
}
