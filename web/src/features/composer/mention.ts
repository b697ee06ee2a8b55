import { mergeAttributes, Node } from "@tiptap/react";
import type { Mentionable } from "@/api/notes";
import { plainLetters } from "@/ui/match";

/** A colleague's name in a note, one piece: `<span data-mention="member id">@name</span>`, as the server takes it. */
export const Mention = Node.create({
  name: "mention",
  group: "inline",
  inline: true,
  atom: true,
  selectable: false,
  addAttributes() {
    return {
      id: { parseHTML: (element) => element.getAttribute("data-mention") },
      name: { parseHTML: (element) => (element.textContent ?? "").replace(/^@/u, "") },
    };
  },
  parseHTML: () => [{ tag: "span[data-mention]" }],
  renderHTML: ({ node }) => [
    "span",
    mergeAttributes({ "data-mention": String(node.attrs.id), class: "mention" }),
    `@${String(node.attrs.name)}`,
  ],
  renderText: ({ node }) => `@${String(node.attrs.name)}`,
});

const mostOffered = 7;

/** What is typed after an @ before the cursor: from where on, and which words; null when nobody is being named. */
export function namedBefore(text: string): { query: string; length: number } | null {
  const found = /(?:^|[\s(])@([\p{L}\p{N}.'-]*(?: [\p{L}\p{N}.'-]*)?)$/u.exec(text);
  return found ? { query: found[1] ?? "", length: (found[1] ?? "").length + 1 } : null;
}

/** Those whose name has words beginning so; who sees the conversation already first. */
export function offered(people: readonly Mentionable[], query: string): Mentionable[] {
  const words = plainLetters(query).trim().split(/\s+/u);
  return people
    .filter((one) => {
      const parts = plainLetters(one.name).split(/[\s-]+/u);
      return words.every((word) => parts.some((part) => part.startsWith(word)));
    })
    .sort((a, b) => Number(b.reaches) - Number(a.reaches))
    .slice(0, mostOffered);
}
