import { useSyncExternalStore } from "react";

/** Which conversations are selected, per list; kept while one is elsewhere. */

const nothing: ReadonlySet<string> = new Set();
const selections = new Map<string, ReadonlySet<string>>();
const listeners = new Set<() => void>();

export function selectionOf(view: string): ReadonlySet<string> {
  return selections.get(view) ?? nothing;
}

export function select(view: string, ids: Iterable<string>): void {
  const next = new Set(ids);
  if (next.size === 0) selections.delete(view);
  else selections.set(view, next);
  for (const listener of listeners) listener();
}

export function toggle(view: string, id: string): void {
  const next = new Set(selectionOf(view));
  if (!next.delete(id)) next.add(id);
  select(view, next);
}

/** Adds all rows between two, both included; order does not matter. */
export function selectRange(view: string, rowIds: readonly string[], from: string | null, to: string): void {
  const end = rowIds.indexOf(to);
  const start = from === null ? end : rowIds.indexOf(from);
  if (end < 0) return;
  const [first, last] = start < 0 ? [end, end] : [Math.min(start, end), Math.max(start, end)];
  select(view, [...selectionOf(view), ...rowIds.slice(first, last + 1)]);
}

export function useSelection(view: string): ReadonlySet<string> {
  return useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => selectionOf(view),
  );
}
