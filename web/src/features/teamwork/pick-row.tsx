import { Check } from "lucide-react";
import type { ReactNode } from "react";

interface PickRowProps {
  icon?: ReactNode;
  note?: ReactNode;
  /** Given where rows can be ticked. */
  picked?: boolean;
  onPick: () => void;
  children: ReactNode;
}

/** One of several things to pick from, as large as a finger. */
export function PickRow({ icon, note, picked, onPick, children }: PickRowProps) {
  return (
    <li>
      <button
        type="button"
        aria-pressed={picked}
        onClick={onPick}
        className="flex min-h-9 w-full items-center gap-2.5 rounded-md px-2.5 text-left inset-focus hover:bg-hover max-md:min-h-11 [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-muted"
      >
        {icon}
        <span className="min-w-0 flex-1 truncate">{children}</span>
        {note ? <span className="shrink-0 text-sm text-muted">{note}</span> : null}
        {picked ? <Check aria-hidden="true" className="text-accent!" /> : null}
      </button>
    </li>
  );
}
