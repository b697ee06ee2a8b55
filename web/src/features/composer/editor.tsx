import { EditorContent, useEditor, useEditorState } from "@tiptap/react";
import StarterKit from "@tiptap/starter-kit";
import DOMPurify from "dompurify";
import { type ReactNode, type Ref, useImperativeHandle, useRef } from "react";
import type { Mentionable } from "@/api/notes";
import { FormatBar } from "./format-bar";
import { Mention } from "./mention";
import { MentionList } from "./mention-list";

export interface EditorHandle {
  focus: () => void;
}

interface EditorProps {
  initialHtml: string;
  label: string;
  placeholder: string;
  onChange: (html: string) => void;
  onSend: () => void;
  handle: Ref<EditorHandle>;
  /** Who can be named with an @; nobody in what goes out as mail. */
  people?: readonly Mentionable[];
  /** Stands below the text and scrolls with it. */
  children?: ReactNode;
}

/** What a mail may carry when somebody pastes from a page or a document; the schema then drops what it doesn't know. */
const kept = ["p", "br", "b", "strong", "i", "em", "u", "a", "ul", "ol", "li", "blockquote", "div", "span"];

const clean = (html: string): string =>
  DOMPurify.sanitize(html, {
    ALLOWED_TAGS: kept,
    ALLOWED_ATTR: ["href"],
    ALLOWED_URI_REGEXP: /^(?:https?|mailto):/i,
  });

/** The editor itself; loaded only when somebody writes. */
export default function Editor({
  initialHtml,
  label,
  placeholder,
  onChange,
  onSend,
  handle,
  people,
  children,
}: EditorProps) {
  const keys = useRef<((event: KeyboardEvent) => boolean) | null>(null);
  const editor = useEditor({
    extensions: [
      StarterKit.configure({
        heading: false,
        code: false,
        codeBlock: false,
        horizontalRule: false,
        strike: false,
        link: {
          openOnClick: false,
          autolink: true,
          linkOnPaste: true,
          protocols: ["mailto"],
          isAllowedUri: (uri) => /^(?:https?:\/\/|mailto:)/i.test(uri),
          HTMLAttributes: { rel: null, target: null },
        },
      }),
      ...(people ? [Mention] : []),
    ],
    content: clean(initialHtml),
    autofocus: people ? "end" : "start",
    editorProps: {
      attributes: {
        class: "letter min-h-24 outline-none",
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": label,
        ...(people ? { "aria-autocomplete": "list" } : {}),
      },
      transformPastedHTML: clean,
      handleKeyDown: (_view, event) => {
        if (keys.current?.(event)) return true;
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          event.stopPropagation();
          onSend();
          return true;
        }
        return false;
      },
    },
    onUpdate: ({ editor: changed }) => onChange(changed.getHTML()),
  });
  useImperativeHandle(handle, () => ({ focus: () => editor?.commands.focus() }), [editor]);
  const empty = useEditorState({ editor, selector: ({ editor: now }) => now?.isEmpty ?? true });
  if (editor === null) return null;
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="min-h-0 flex-1 overflow-y-auto px-4 py-3">
        <div className="relative">
          {empty ? (
            <p aria-hidden="true" className="pointer-events-none absolute top-0 left-0 m-0 text-faint">
              {placeholder}
            </p>
          ) : null}
          <EditorContent editor={editor} />
        </div>
        {children}
      </div>
      {people ? (
        <MentionList
          editor={editor}
          people={people}
          onKeys={(handler) => {
            keys.current = handler;
          }}
        />
      ) : null}
      <FormatBar editor={editor} />
    </div>
  );
}
