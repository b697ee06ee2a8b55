/** Plain text as the page shows it: links made clickable, quoted lines told apart. All of it stays text. */

export type Span = { kind: "text"; text: string } | { kind: "link"; text: string; href: string };
export interface Block {
  quoted: boolean;
  lines: Span[][];
}

const link = /https?:\/\/[^\s<>"'`{}|\\^]+|(?<![\w.+@-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/giu;
const closing: Record<string, string> = { ")": "(", "]": "[" };

export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  for (const line of text
    .replace(/\r\n?/g, "\n")
    .replace(/^\n+|\s+$/g, "")
    .split("\n")) {
    const quoted = /^\s?>/.test(line);
    const shown = quoted ? line.replace(/^\s?(?:> ?)+/, "") : line.trimEnd();
    const last = blocks.at(-1);
    if (last && last.quoted === quoted) last.lines.push(spansOf(shown));
    else blocks.push({ quoted, lines: [spansOf(shown)] });
  }
  return blocks;
}

export function spansOf(line: string): Span[] {
  const spans: Span[] = [];
  let from = 0;
  for (const match of line.matchAll(link)) {
    const text = withoutTail(match[0]);
    if (match.index > from) spans.push({ kind: "text", text: line.slice(from, match.index) });
    spans.push({ kind: "link", text, href: /^https?:/i.test(text) ? text : `mailto:${text}` });
    from = match.index + text.length;
  }
  if (from < line.length) spans.push({ kind: "text", text: line.slice(from) });
  return spans;
}

/** A full stop, a comma, or a bracket that was never opened inside end the sentence, not the link. */
function withoutTail(text: string): string {
  let end = text.length;
  while (end > 0) {
    const last = text.charAt(end - 1);
    const opened = closing[last];
    const count = (sign: string) => text.slice(0, end).split(sign).length - 1;
    const tail = /[.,;:!?…”»'*_]/u.test(last) || (opened !== undefined && count(last) > count(opened));
    if (!tail) break;
    end -= 1;
  }
  return text.slice(0, end);
}
