import { classes } from "./classes";

interface AvatarProps {
  name: string;
  size?: "tiny" | "small" | "medium" | "large";
  className?: string;
}

const sizes = {
  tiny: "size-4.5 text-[8px]",
  small: "size-6 text-[10px]",
  medium: "size-8 text-xs",
  large: "size-12 text-lg",
};

/** Up to two initials; decoration only, the name stands beside it or is read from its label. */
export function Avatar({ name, size = "medium", className }: AvatarProps) {
  const hue = hueOf(name);
  return (
    <span
      aria-hidden="true"
      className={classes(
        "inline-flex shrink-0 select-none items-center justify-center rounded-full font-semibold",
        sizes[size],
        className,
      )}
      style={{
        background: `light-dark(hsl(${hue} 32% 88%), hsl(${hue} 22% 26%))`,
        color: `light-dark(hsl(${hue} 45% 24%), hsl(${hue} 45% 84%))`,
      }}
    >
      {initialsOf(name)}
    </span>
  );
}

export function initialsOf(name: string): string {
  const words = name
    .replace(/@.*/u, "")
    .split(/[\s._-]+/u)
    .filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const first = [...(words[0] ?? "?")][0] ?? "?";
  const last = words.length > 1 ? ([...(words.at(-1) ?? "")][0] ?? "") : "";
  return (first + last).toLocaleUpperCase();
}

function hueOf(name: string): number {
  let hash = 7;
  for (const letter of name) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 3600;
  return hash % 360;
}
