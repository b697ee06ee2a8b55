import { useCallback, useEffect, useRef, useState } from "react";

/**
 * How tall a body will be. The frame that shows it may neither run scripts nor be looked into (its origin is opaque), so that it
 * cannot say. A second frame of the same width, never seen, gets the same HTML cleaned once more by DOMPurify; it may be looked into,
 * and runs no scripts either (`sandbox="allow-same-origin"` without `allow-scripts`).
 */
export interface BodyHeight {
  /** Empty space above the first line, to be cut off. */
  top: number;
  full: number;
  /** Where the folded history begins; null when there is none, or when something follows it. */
  quoteAt: number | null;
}

const forbidden = [
  "script",
  "meta",
  "base",
  "link",
  "form",
  "input",
  "button",
  "textarea",
  "select",
  "iframe",
  "frame",
  "object",
  "embed",
  "svg",
  "math",
  "audio",
  "video",
];

/** Quoted history is the block that the server folded. */
const foldedBlock = "details.quoted, details";
/** What may follow the folded history without being missed: margins and empty blocks. */
const tailPixels = 28;
/** Margins of a first and last line are at most so tall; more is meant. */
const mostTrimmed = 32;

export async function cleanForMeasuring(html: string): Promise<string> {
  const { default: purify } = await import("dompurify");
  return purify.sanitize(html, {
    WHOLE_DOCUMENT: true,
    FORBID_TAGS: forbidden,
    FORBID_ATTR: ["srcset", "autofocus"],
  });
}

export function measure(document: Document): BodyHeight {
  const { body } = document;
  const content = boxOf(document, null);
  // A designed page brings its own sheet with margins; of a letter only the lines count.
  const sheet = document.defaultView?.getComputedStyle(body).borderTopWidth !== "0px";
  const full = Math.ceil(
    sheet ? body.getBoundingClientRect().bottom : Math.max(content.bottom, body.scrollHeight - mostTrimmed),
  );
  const top = sheet ? 0 : Math.floor(Math.min(Math.max(content.top - 2, 0), mostTrimmed));
  const folded = [...document.querySelectorAll<HTMLDetailsElement>(foldedBlock)].at(-1);
  if (!folded) return { top, full, quoteAt: null };
  const box = folded.getBoundingClientRect();
  const own = boxOf(document, folded);
  if (full - box.bottom > tailPixels || own.bottom <= top) return { top, full, quoteAt: null };
  return { top, full, quoteAt: Math.ceil(Math.min(box.top, own.bottom + 2)) };
}

/** Where what is written stands, up to the element given. */
function boxOf(document: Document, before: Element | null): DOMRect {
  const range = document.createRange();
  range.selectNodeContents(document.body);
  if (before) range.setEndBefore(before);
  return range.getBoundingClientRect();
}

/** Gives what the hidden frame needs, and the height as soon and as often as it is known. */
export function useBodyHeight(html: string | undefined) {
  const [clean, setClean] = useState<string>();
  const [height, setHeight] = useState<BodyHeight>();
  const observer = useRef<ResizeObserver>(null);

  useEffect(() => {
    if (html === undefined) return;
    let gone = false;
    void cleanForMeasuring(html).then((cleaned) => {
      if (!gone) setClean(cleaned);
    });
    return () => {
      gone = true;
    };
  }, [html]);

  const onLoad = useCallback((frame: HTMLIFrameElement): void => {
    const inside = frame.contentDocument;
    if (!inside?.body) return;
    for (const details of inside.querySelectorAll("details")) details.open = true;
    observer.current?.disconnect();
    const look = (): void => {
      const seen = measure(inside);
      if (seen.full > 0) {
        setHeight((known) =>
          known?.full === seen.full && known.top === seen.top && known.quoteAt === seen.quoteAt
            ? known
            : seen,
        );
      }
    };
    observer.current = new ResizeObserver(look);
    observer.current.observe(inside.body);
    look();
  }, []);
  useEffect(() => () => observer.current?.disconnect(), []);

  return { clean, height, onLoad };
}
