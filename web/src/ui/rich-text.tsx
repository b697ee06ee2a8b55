import { createElement, type ReactNode } from "react";

/** What is taken over from the text; everything else is shown by its words alone. */
const tags = new Set([
  "P",
  "BR",
  "B",
  "STRONG",
  "I",
  "EM",
  "U",
  "S",
  "UL",
  "OL",
  "LI",
  "BLOCKQUOTE",
  "DIV",
  "SPAN",
]);
const empty = new Set(["BR"]);
const silent = new Set(["SCRIPT", "STYLE", "TEMPLATE", "TITLE", "HEAD", "IFRAME", "OBJECT", "SVG", "MATH"]);

interface RichTextProps {
  /** Cleaned by the server; read here by an inert parser once more, so that nothing in it can act. */
  html: string;
  className?: string;
}

/** Formatted words of a colleague, made of elements of our own: no HTML is ever put into the page. */
export function RichText({ html, className }: RichTextProps) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  return <div className={`letter ${className ?? ""}`}>{children(parsed.body)}</div>;
}

function children(node: Node): ReactNode[] {
  return [...node.childNodes].map((child, index) => piece(child, index));
}

function piece(node: Node, key: number): ReactNode {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent;
  if (!(node instanceof Element) || silent.has(node.tagName.toUpperCase())) return null;
  if (node.tagName === "A") return link(node, key);
  if (node.tagName === "SPAN" && node.hasAttribute("data-mention")) {
    return (
      <span key={key} className="mention">
        {node.textContent}
      </span>
    );
  }
  if (!tags.has(node.tagName)) return <span key={key}>{children(node)}</span>;
  return empty.has(node.tagName)
    ? createElement(node.tagName.toLowerCase(), { key })
    : createElement(node.tagName.toLowerCase(), { key }, ...children(node));
}

function link(anchor: Element, key: number): ReactNode {
  const href = anchor.getAttribute("href") ?? "";
  if (!/^(?:https?:\/\/|mailto:)/iu.test(href)) return <span key={key}>{children(anchor)}</span>;
  return (
    <a key={key} href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children(anchor)}
    </a>
  );
}
