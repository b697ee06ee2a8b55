import { classes } from "./classes";

interface TagMarkProps {
  name: string;
  /** Index into the palette of marks. */
  colour: number;
  className?: string;
}

const shadeOf = (colour: number) => `var(--mailbox-${((colour % 8) + 8) % 8})`;

/** A tag by its name, on its colour. */
export function TagMark({ name, colour, className }: TagMarkProps) {
  const shade = shadeOf(colour);
  return (
    <span
      className={classes(
        "inline-flex h-5 max-w-40 shrink-0 items-center truncate rounded px-1.5 text-xs font-medium",
        className,
      )}
      style={{
        background: `color-mix(in srgb, ${shade} 16%, var(--surface))`,
        color: `color-mix(in srgb, ${shade} 70%, var(--ink))`,
      }}
    >
      <span className="truncate">{name}</span>
    </span>
  );
}

/** Its colour alone, beside its name. */
export function TagDot({ colour, className }: { colour: number; className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={classes("inline-block size-2.5 shrink-0 rounded-full", className)}
      style={{ background: shadeOf(colour) }}
    />
  );
}
