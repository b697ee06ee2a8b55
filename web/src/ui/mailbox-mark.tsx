import { classes } from "./classes";

interface MailboxMarkProps {
  address: string;
  /** Index into the mailbox colours. */
  colour: number;
  className?: string;
}

/** A mailbox as a small mark: its colour and its letter, so that colour never speaks alone. Named by the text beside it. */
export function MailboxMark({ address, colour, className }: MailboxMarkProps) {
  const shade = `var(--mailbox-${((colour % 8) + 8) % 8})`;
  return (
    <span
      aria-hidden="true"
      title={address}
      className={classes(
        "inline-flex size-4 shrink-0 select-none items-center justify-center rounded text-[10px]/none font-semibold uppercase",
        className,
      )}
      style={{
        background: `color-mix(in srgb, ${shade} 16%, var(--surface))`,
        color: `color-mix(in srgb, ${shade} 82%, var(--ink))`,
      }}
    >
      {[...address][0] ?? "?"}
    </span>
  );
}
