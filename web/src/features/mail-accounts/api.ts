import { queryOptions } from "@tanstack/react-query";
import { http } from "@/api/http";
import type { AccountState, MailAccount, Share, Sharing } from "@/api/mail-accounts";

export interface Provider {
  id: string;
  name: string;
  needsOAuth: boolean;
  helpKey: string;
  domains: string[];
}

export type Security = "tls" | "starttls" | "plain";

export interface Server {
  host: string;
  port: number;
  security: Security;
  login: string;
}

export interface Discovered {
  provider: string;
  source: "catalogue" | "autoconfig" | "mx" | "srv" | "guess" | "none";
  /** Found somewhere else than in our own table: a person must see the host names before a password goes there. */
  confirm: boolean;
  imap: Server | null;
  smtp: Server | null;
  needsOAuth: boolean;
}

export interface AttemptRequest {
  address: string;
  password: string;
  provider?: string;
  imap?: Server;
  smtp?: Server;
  confirmed?: boolean;
  /** A mailbox to sign in to again. */
  accountId?: string;
}

export type Stage = "looking_up" | "connecting" | "signing_in" | "reading_folders" | "done" | "failed";

export interface Failure {
  code: string;
  args: Record<string, unknown>;
}

export interface Attempt {
  id: string;
  stage: Stage;
  foldersRead: number;
  failure: Failure | null;
  accountId: string | null;
}

export type FolderRole = "inbox" | "sent" | "drafts" | "trash" | "junk" | "archive" | "all" | "other";

export interface Folder {
  id: string;
  name: string;
  path: string[];
  parentId: string | null;
  role: FolderRole;
  selectable: boolean;
  chosen: boolean;
  direction: "received" | "sent" | "none";
  vanished: boolean;
}

export interface FolderTree {
  items: Folder[];
  suggested: string[];
}

export interface Choice {
  chosen: string[];
  received?: string[];
  sent?: string[];
  windowDays: number;
  sharing?: Sharing;
  shares?: Share[];
  removed?: "keep" | "remove";
}

export interface FolderProgress {
  id: string;
  name: string;
  role: FolderRole;
  state: string;
  total: number;
  settled: number;
  failed: number;
  serverCount: number;
}

export interface Progress {
  state: AccountState;
  folders: FolderProgress[];
  messages: number;
  contacts: number;
  conversations: number;
  outstandingAttachments: number;
  finished: boolean;
}

export interface Loss {
  conversations: number;
  messages: number;
  contacts: number;
  outstandingAttachments: number;
}

export const providersQuery = queryOptions({
  queryKey: ["providers"],
  queryFn: async ({ signal }) => (await http.get<{ items: Provider[] }>("/providers", signal)).items,
  staleTime: Number.POSITIVE_INFINITY,
});

export const discover = (address: string) => http.post<Discovered>("/mail-accounts/discover", { address });
export const beginAttempt = (request: AttemptRequest) =>
  http.post<{ id: string }>("/connection-attempts", request);
export const giveUp = (id: string) => http.delete(`/connection-attempts/${id}`);

const watchMillis = 400;

/** An attempt, looked at again and again until it is over. */
export const attemptQuery = (id: string) =>
  queryOptions({
    queryKey: ["connection-attempt", id],
    queryFn: ({ signal }) => http.get<Attempt>(`/connection-attempts/${id}`, signal),
    staleTime: 0,
    refetchInterval: (query) => {
      const stage = query.state.data?.stage;
      return stage === "done" || stage === "failed" || query.state.error ? false : watchMillis;
    },
    refetchIntervalInBackground: true,
  });

export const foldersQuery = (accountId: string) =>
  queryOptions({
    queryKey: ["mail-accounts", accountId, "folders"],
    queryFn: ({ signal }) => http.get<FolderTree>(`/mail-accounts/${accountId}/folders`, signal),
  });

export const refreshFolders = (accountId: string) =>
  http.post<FolderTree>(`/mail-accounts/${accountId}/folders/refresh`);
export const chooseFolders = (accountId: string, choice: Choice) =>
  http.put<MailAccount>(`/mail-accounts/${accountId}/folders`, choice);

const countMillis = 1_000;

/** How far the synchronisation is; counted anew every second until it is finished. */
export const progressQuery = (accountId: string) =>
  queryOptions({
    queryKey: ["mail-accounts", accountId, "progress"],
    queryFn: ({ signal }) => http.get<Progress>(`/mail-accounts/${accountId}/progress`, signal),
    staleTime: 0,
    refetchInterval: (query) => (query.state.data?.finished || query.state.error ? false : countMillis),
  });

export const share = (accountId: string, sharing: Sharing, shares: Share[]) =>
  http.put<MailAccount>(`/mail-accounts/${accountId}/sharing`, { sharing, shares });
export const setMarkSeen = (accountId: string, markSeen: boolean) =>
  http.put<MailAccount>(`/mail-accounts/${accountId}/reading`, { markSeen });
export const lossQuery = (accountId: string) =>
  queryOptions({
    queryKey: ["mail-accounts", accountId, "loss"],
    queryFn: ({ signal }) => http.get<Loss>(`/mail-accounts/${accountId}/disconnect-preview`, signal),
    staleTime: 0,
  });
export const disconnect = (accountId: string, history: "keep" | "delete") =>
  http.post(`/mail-accounts/${accountId}/disconnect`, { history });
