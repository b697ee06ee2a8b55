import {
  Archive,
  ArchiveX,
  CircleCheck,
  Clock,
  Hourglass,
  Reply,
  Star,
  Trash2,
  UserRound,
  UserRoundCheck,
  UserRoundX,
} from "lucide-react";
import type { ReactNode } from "react";
import type { Counts } from "@/api/conversation-types";
import type { ListView, Section } from "@/api/conversations";
import type { MailAccount } from "@/api/mail-accounts";
import type { SavedView } from "@/api/teamwork";

/** The parts of the inbox: what is to be done, and where the rest went. */
export const workSections: readonly Section[] = [
  "mine",
  "unassigned",
  "waiting_for_us",
  "waiting_for_them",
  "snoozed",
  "shared",
];
export const restSections: readonly Section[] = ["closed", "archived_by_me", "starred", "archive", "trash"];

export const sectionIcons: Record<Section, ReactNode> = {
  mine: <UserRound aria-hidden="true" />,
  shared: <UserRoundCheck aria-hidden="true" />,
  unassigned: <UserRoundX aria-hidden="true" />,
  waiting_for_us: <Reply aria-hidden="true" />,
  waiting_for_them: <Hourglass aria-hidden="true" />,
  snoozed: <Clock aria-hidden="true" />,
  closed: <CircleCheck aria-hidden="true" />,
  archived_by_me: <ArchiveX aria-hidden="true" />,
  starred: <Star aria-hidden="true" />,
  archive: <Archive aria-hidden="true" />,
  trash: <Trash2 aria-hidden="true" />,
};

/** How many conversations stand in a section; undefined where it is not counted. */
export function countOf(counts: Counts, section: Section): number | undefined {
  switch (section) {
    case "mine":
      return counts.sections.mine;
    case "unassigned":
      return counts.sections.unassigned;
    case "waiting_for_us":
      return counts.sections.waitingForUs;
    case "waiting_for_them":
      return counts.sections.waitingForThem;
    case "snoozed":
      return counts.sections.snoozed;
    default:
      return undefined;
  }
}

/** What is unread beyond the mailboxes that I see: conversations opened to me one by one. */
export function unreadShared(counts: Counts, accounts: readonly MailAccount[]): number {
  const seen = new Set(accounts.map((account) => account.id));
  return Object.entries(counts.accounts).reduce((sum, [id, count]) => (seen.has(id) ? sum : sum + count), 0);
}

/** What stands in the address for a list. */
export interface InboxSearch {
  account?: string;
  unread?: true;
  section?: Section;
  tag?: string;
}

export const searchOfView = (view: SavedView): InboxSearch => ({
  account: view.accountId ?? undefined,
  unread: view.unread || undefined,
  section: view.section === "inbox" ? undefined : view.section,
  tag: view.tagId ?? undefined,
});

export const isSavedView = (view: SavedView, shown: ListView): boolean =>
  (view.accountId ?? undefined) === shown.accountId &&
  view.unread === (shown.unread ?? false) &&
  (view.section === "inbox" ? undefined : view.section) === shown.section &&
  (view.tagId ?? undefined) === shown.tagId;
