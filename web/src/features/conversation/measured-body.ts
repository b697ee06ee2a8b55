import { useCallback, useEffect, useRef, useState } from "react";

/**
 * How tall a body will be. The frame that shows it may neither run scripts nor be looked into (its origin is opaque), so that it
 * cannot say. A second frame of the same width, never seen, gets the same HTML cleaned once more by DOMPurify; it may be looked into,
 * and runs no scripts either (`sandbox="allow-same-origin"` without `allow-scripts`).
 */
export interface BodyHeight {
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

export async function cleanForMeasuring(html: string): Promise<string> {
  const { default: purify } = await import("dompurify");
  return purify.sanitize(html, {
    WHOLE_DOCUMENT: true,
    FORBID_TAGS: forbidden,
    FORBID_ATTR: ["srcset", "autofocus"],
  });
}

export function measure(document: Document): BodyHeight {
  const body = document.body;
  const full = Math.ceil(Math.max(body.scrollHeight, body.getBoundingClientRect().bottom));
  const folded = [...document.querySelectorAll<HTMLDetailsElement>(foldedBlock)].at(-1);
  if (!folded) return { full, quoteAt: null };
  const box = folded.getBoundingClientRect();
  return { full, quoteAt: full - box.bottom <= tailPixels && box.top > 0 ? Math.floor(box.top) : null };
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
        setHeight((known) => (known?.full === seen.full && known.quoteAt === seen.quoteAt ? known : seen));
      }
    };
    observer.current = new ResizeObserver(look);
    observer.current.observe(inside.body);
    look();
  }, []);
  useEffect(() => () => observer.current?.disconnect(), []);

  return { clean, height, onLoad };
}
