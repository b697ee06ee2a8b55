import { useSyncExternalStore } from "react";

/** What is being asked about some conversations: a dialog above whatever page asked. */
export type TeamworkAsk =
  | { kind: "snooze" | "assign" | "tag"; ids: readonly string[] }
  | { kind: "view"; view: { section?: string; accountId?: string; tagId?: string; unread?: boolean } };

let current: TeamworkAsk | null = null;
const changed = new Set<() => void>();

export function ask(about: TeamworkAsk | null): void {
  current = about;
  for (const listener of changed) listener();
}

export function useTeamworkAsk(): TeamworkAsk | null {
  return useSyncExternalStore(
    (listener) => {
      changed.add(listener);
      return () => changed.delete(listener);
    },
    () => current,
  );
}
