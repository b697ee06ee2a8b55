import { useMemo, useState } from "react";
import { type Block, blocksOf } from "./plain-text";
import { QuoteToggle } from "./quote-toggle";

/** Up to so many quoted lines are the question that is answered below them, and stay; more are history. */
const shortQuoteLines = 4;

/** A plain-text body. */
export function PlainBody({ text }: { text: string }) {
  const blocks = useMemo(() => blocksOf(text), [text]);
  // Where everything is quoted, folding would leave nothing.
  const folds = blocks.some((block) => !block.quoted);
  return (
    <div className="max-w-[46rem] break-words">
      {blocks.map((block, index) =>
        block.quoted && folds && block.lines.length > shortQuoteLines ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a text never changes its order
          <FoldedQuote key={index} block={block} />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: a text never changes its order
          <Lines key={index} block={block} />
        ),
      )}
    </div>
  );
}

function FoldedQuote({ block }: { block: Block }) {
  const [shown, setShown] = useState(false);
  return (
    <div className="mb-2">
      <QuoteToggle shown={shown} onToggle={() => setShown(!shown)} />
      {shown ? <Lines block={block} /> : null}
    </div>
  );
}

function Lines({ block }: { block: Block }) {
  return (
    <div className={block.quoted ? "my-1 border-l-2 border-line-strong/50 pl-3 text-muted" : undefined}>
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
  );
}
