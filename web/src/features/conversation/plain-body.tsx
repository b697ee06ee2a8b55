import { useMemo } from "react";
import { blocksOf } from "./plain-text";

/** A plain-text body. */
export function PlainBody({ text }: { text: string }) {
  const blocks = useMemo(() => blocksOf(text), [text]);
  return (
    <div className="max-w-[46rem] break-words">
      {blocks.map((block, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: a text never changes its order
          key={index}
          className={block.quoted ? "my-1 border-l-2 border-line-strong/50 pl-3 text-muted" : undefined}
        >
          {block.lines.map((spans, line) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a text never changes its order
            <div key={line} className="min-h-5 whitespace-pre-wrap">
              {spans.map((span, at) =>
                span.kind === "link" ? (
                  <a
                    // biome-ignore lint/suspicious/noArrayIndexKey: a text never changes its order
                    key={at}
                    href={span.href}
                    target="_blank"
                    rel="noopener noreferrer nofollow"
                    className="link [overflow-wrap:anywhere]"
                  >
                    {span.text}
                  </a>
                ) : (
                  span.text
                ),
              )}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
