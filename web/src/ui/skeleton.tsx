import { useEffect, useState } from "react";
import { classes } from "./classes";

/** What comes sooner needs no placeholder: a flash is worse than a moment of nothing. */
const patienceMillis = 200;

export function useLate(waiting = true): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!waiting) {
      setLate(false);
      return;
    }
    const timer = setTimeout(() => setLate(true), patienceMillis);
    return () => clearTimeout(timer);
  }, [waiting]);
  return late && waiting;
}

/** Grey lines where text will be; shown only after 200 ms. */
export function Skeleton({ lines = 3, className }: { lines?: number; className?: string }) {
  const late = useLate();
  return (
    <div aria-hidden="true" className={classes("flex flex-col gap-3", className)}>
      {late
        ? Array.from({ length: lines }, (_, line) => line).map((line) => (
            <div
              key={line}
              className="h-4 rounded bg-hover animate-pulse"
              style={{ width: `${[92, 74, 83, 60][line % 4]}%` }}
            />
          ))
        : null}
    </div>
  );
}
