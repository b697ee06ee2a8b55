import { queryOptions } from "@tanstack/react-query";
import { http } from "./http";

export type ProviderId = "gmail" | "outlook" | "office365" | "wp" | "onet" | "o2" | "interia" | "other";
export type AccountState =
  | "choosing"
  | "backfilling"
  | "live"
  | "backing_off"
  | "needs_sign_in"
  | "paused"
  | "disconnecting"
  | "disconnected";
export type Sharing = "project" | "members" | "private";
export type AccessLevel = "read" | "reply" | "manage";

export interface Share {
  memberId: string;
  level: AccessLevel;
}

/** A connected mailbox, as far as I may see it. */
export interface MailAccount {
  id: string;
  address: string;
  displayName: string;
  provider: ProviderId;
  state: AccountState;
  stateReason: string | null;
  stateAt: string;
  windowDays: number;
  sharing: Sharing;
  shares: Share[];
  owner: { id: string; name: string };
  /** Index into the mailbox colours (`--mailbox-0` … `--mailbox-7`). */
  colour: number;
  /** What I may do with it. */
  level: AccessLevel;
  folders: { chosen: number; total: number };
}

export const mailAccountsQuery = queryOptions({
  queryKey: ["mail-accounts"],
  queryFn: async ({ signal }) => (await http.get<{ items: MailAccount[] }>("/mail-accounts", signal)).items,
});
