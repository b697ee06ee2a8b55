import { queryOptions } from "@tanstack/react-query";
import { http } from "./http";

/** A tile (`gmail`, `outlook`, `office365`, `wp`, `onet`, `o2`, `interia`, `other`) or another row of the provider table. */
export type ProviderId = string;
export type AccountState =
  | "choosing"
  | "backfilling"
  | "live"
  | "backing_off"
  | "needs_sign_in"
  | "paused"
  | "on_hold"
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
  /** Who paused it, at `stateAt`. */
  heldBy: string | null;
  /** Index into the mailbox colours (`--mailbox-0` … `--mailbox-7`). */
  colour: number;
  /** What I may do with it. */
  level: AccessLevel;
  folders: { chosen: number; total: number };
  /** What its owner reads here is marked as seen at the provider. */
  markSeen: boolean;
}

export const mailAccountsQuery = queryOptions({
  queryKey: ["mail-accounts"],
  queryFn: async ({ signal }) => (await http.get<{ items: MailAccount[] }>("/mail-accounts", signal)).items,
});

/** One mailbox, asked for by itself while it is being set up. */
export const mailAccountQuery = (id: string) =>
  queryOptions({
    queryKey: ["mail-accounts", id],
    queryFn: ({ signal }) => http.get<MailAccount>(`/mail-accounts/${id}`, signal),
  });
