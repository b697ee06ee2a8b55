import { queryOptions } from "@tanstack/react-query";
import { http } from "@/api/http";
import type { AccessLevel, AccountState, MailAccount } from "@/api/mail-accounts";
import type { FolderRole } from "./api";

export type FolderStanding = "waiting" | "reading" | "up_to_date" | "remapping" | "parked" | "vanished";

export interface SyncedFolder {
  id: string;
  name: string;
  role: FolderRole;
  state: FolderStanding;
  /** Messages of the window on the server; null while nobody has counted. */
  server: number | null;
  here: number;
  waiting: number;
  failed: number;
  /** Both counts are known to be the same, and nothing waits or is set aside. */
  agree: boolean;
  windowSince: string | null;
  parkedUntil: string | null;
  lastSuccess: string | null;
  lastError: string | null;
  refusals: number;
  comparedAt: string | null;
  drift: number;
  askedAt: string | null;
  askedSince: string | null;
  details: {
    wireName: string;
    uidValidity: number;
    uidNext: number;
    highestModseq: number | null;
    serverTotal: number | null;
  };
}

/** A message that could not be received, named by where the server has it. */
export interface SetAside {
  folderId: string;
  folder: string;
  role: FolderRole;
  uidValidity: number;
  uid: number;
  reason: string;
  at: string;
  attempts: number;
  nextTry: string;
}

export interface Traffic {
  day: string;
  bytesIn: number;
  bytesOut: number;
  dailyLimit: number | null;
  /** The provider itself says so. */
  limitConfirmed: boolean;
}

export interface SyncStatus {
  accountId: string;
  state: AccountState;
  reason: string | null;
  since: string;
  heldBy: string | null;
  level: AccessLevel;
  traffic: Traffic;
  folders: SyncedFolder[];
  quarantine: { total: number; items: SetAside[] };
}

const busyMillis = 1_500;
const quietMillis = 30_000;

export const syncStatusKey = (accountId: string) => ["sync-status", accountId];

/** Kept current by live events (see sync-live.ts); asked again by itself while something is under way. */
export const syncStatusQuery = (accountId: string) =>
  queryOptions({
    queryKey: syncStatusKey(accountId),
    queryFn: ({ signal }) => http.get<SyncStatus>(`/mail-accounts/${accountId}/sync`, signal),
    staleTime: 0,
    refetchInterval: (query) => {
      if (query.state.error) return false;
      return query.state.data && isBusy(query.state.data) ? busyMillis : quietMillis;
    },
  });

/** Whether the numbers move. */
export function isBusy(status: SyncStatus): boolean {
  if (status.state === "backfilling" || status.state === "disconnecting") return true;
  return (
    status.state === "live" &&
    status.folders.some(
      (folder) => folder.state === "reading" || folder.state === "remapping" || folder.askedAt !== null,
    )
  );
}

export const pause = (accountId: string) => http.post<MailAccount>(`/mail-accounts/${accountId}/pause`);
export const resume = (accountId: string) => http.post<MailAccount>(`/mail-accounts/${accountId}/resume`);

/** @param folderId undefined for all folders */
export const fetchAgain = (accountId: string, since: string, folderId?: string) =>
  http.post(`/mail-accounts/${accountId}/sync/fetch-again`, { since, folderId });

export const retryAll = (accountId: string) => http.post(`/mail-accounts/${accountId}/quarantine/retry`);
export const retryOne = (accountId: string, message: SetAside) =>
  http.post(`${placeOf(accountId, message)}/retry`);

export interface Beginning {
  text: string;
  /** Of the whole message, in bytes; -1 where the server doesn't say. */
  size: number;
  cut: boolean;
}

export const beginningQuery = (accountId: string, message: SetAside) =>
  queryOptions({
    queryKey: ["quarantine-source", accountId, message.folderId, message.uidValidity, message.uid],
    queryFn: ({ signal }) => http.get<Beginning>(`${placeOf(accountId, message)}/beginning`, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

/** The whole source, for the browser to save. */
export const sourceAddress = (accountId: string, message: SetAside): string =>
  `${placeOf(accountId, message)}/source`;

function placeOf(accountId: string, message: SetAside): string {
  return `/mail-accounts/${accountId}/quarantine/${message.folderId}/${message.uidValidity}/${message.uid}`;
}
