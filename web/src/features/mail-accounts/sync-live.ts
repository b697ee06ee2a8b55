import { useEffect, useMemo } from "react";
import { type LiveEvent, useLiveEvents } from "@/api/live";
import { queryClient } from "@/api/query";
import { syncStatusKey } from "./sync-api";

const calmMillis = 1_000;

/** Runs at once, then at most once in a while however often it is called; the last call is never lost. */
export function throttled(run: () => void, millis: number): { call: () => void; cancel: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let again = false;
  const call = (): void => {
    if (timer !== undefined) {
      again = true;
      return;
    }
    run();
    timer = setTimeout(() => {
      timer = undefined;
      if (!again) return;
      again = false;
      call();
    }, millis);
  };
  return { call, cancel: () => clearTimeout(timer) };
}

/** Does this event change what the sync page of the mailbox shows? */
export function concerns(event: LiveEvent, accountId: string): boolean {
  if (event.type === "resync") return true;
  return (event.type === "account" || event.type === "conversation") && event.accountId === accountId;
}

/** Keeps the sync page of a mailbox current while it is open: thousands of arrivals are one look a second. */
export function useSyncLive(accountId: string): void {
  const look = useMemo(
    () =>
      throttled(() => void queryClient.invalidateQueries({ queryKey: syncStatusKey(accountId) }), calmMillis),
    [accountId],
  );
  useEffect(() => look.cancel, [look]);
  useLiveEvents((event) => {
    if (concerns(event, accountId)) look.call();
  });
}
