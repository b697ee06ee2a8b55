import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

/** What most people never need, one click away. */
export function Fold({ label, children }: { label: string; children: ReactNode }) {
  return (
    <details className="group text-sm">
      <summary className="-ml-1 inline-flex min-h-8 list-none items-center gap-1 rounded-md pr-2 text-muted hover:text-ink max-md:min-h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden="true"
          className="size-4 shrink-0 transition-transform duration-100 group-open:rotate-90"
        />
        {label}
      </summary>
      <div className="pt-1 pb-2 pl-4">{children}</div>
    </details>
  );
}
