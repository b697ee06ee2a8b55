import { classes } from "./classes";

interface ProgressBarProps {
  label: string;
  /** Undefined while nobody knows how much there is. */
  value: number | undefined;
  max: number;
  /** What a screen reader hears instead of a percentage. */
  valueText?: string;
  done?: boolean;
}

export function ProgressBar({ label, value, max, valueText, done }: ProgressBarProps) {
  const share = value === undefined || max <= 0 ? undefined : Math.min(value / max, 1);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={value}
      aria-valuetext={valueText}
      className="h-1.5 w-full overflow-hidden rounded-full bg-line"
    >
      <div
        className={classes(
          "h-full rounded-full transition-[width] duration-150",
          done ? "bg-ok" : "bg-accent",
          share === undefined && !done && "w-full animate-pulse opacity-40",
        )}
        style={done ? { width: "100%" } : share === undefined ? undefined : { width: `${share * 100}%` }}
      />
    </div>
  );
}
