import { Server } from "lucide-react";
import { classes } from "@/ui/classes";

const marks: Record<string, { letters: string; hue: number }> = {
  gmail: { letters: "G", hue: 8 },
  outlook: { letters: "Ou", hue: 210 },
  office365: { letters: "365", hue: 24 },
  wp: { letters: "wp", hue: 354 },
  onet: { letters: "on", hue: 45 },
  o2: { letters: "o2", hue: 195 },
  interia: { letters: "in", hue: 135 },
  icloud: { letters: "iC", hue: 205 },
  yahoo: { letters: "Y", hue: 275 },
  fastmail: { letters: "F", hue: 220 },
};

/** Our own plain mark for a provider: letters on a tint, nobody's logo. */
export function ProviderMark({ provider, small }: { provider: string; small?: boolean }) {
  const mark = marks[provider];
  return (
    <span
      aria-hidden="true"
      className={classes(
        "inline-flex shrink-0 items-center justify-center rounded-lg font-bold",
        small ? "size-9 text-sm" : "size-11 text-lg",
        !mark && "bg-hover text-muted",
      )}
      style={
        mark && {
          background: `light-dark(hsl(${mark.hue} 55% 92%), hsl(${mark.hue} 28% 22%))`,
          color: `light-dark(hsl(${mark.hue} 70% 28%), hsl(${mark.hue} 60% 80%))`,
        }
      }
    >
      {mark ? mark.letters : <Server className={small ? "size-4" : "size-5"} />}
    </span>
  );
}
