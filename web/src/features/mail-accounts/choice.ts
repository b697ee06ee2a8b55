import type { TFunction } from "i18next";
import type { Share, Sharing } from "@/api/mail-accounts";
import type { Choice, Folder } from "./api";

/** What is ticked and said so far; kept for the tab, so that back and reload lose nothing. */
export interface Chosen {
  folders: string[];
  /** Folders that the user named as holding sent mail, whatever their own name says. */
  sent: string[];
  windowDays: number;
  sharing: Sharing;
  shares: Share[];
}

/** A folder of one's own choice holds received mail unless its role, or the user, says that it holds sent mail. */
export function holdsSent(folder: Folder, chosen: Pick<Chosen, "sent">): boolean {
  return (
    folder.role === "sent" ||
    (folder.chosen && folder.direction === "sent") ||
    chosen.sent.includes(folder.id)
  );
}

/** Drafts hold nothing that was ever said to anybody; vanished folders and mere containers hold nothing at all. */
export function canChoose(folder: Folder): boolean {
  return folder.selectable && !folder.vanished && folder.role !== "drafts";
}

/** The sides of a conversation that are ticked: both are needed to go on. */
export function sides(folders: readonly Folder[], chosen: Chosen): { received: Folder[]; sent: Folder[] } {
  const ticked = folders.filter((folder) => canChoose(folder) && chosen.folders.includes(folder.id));
  return {
    received: ticked.filter((folder) => !holdsSent(folder, chosen)),
    sent: ticked.filter((folder) => holdsSent(folder, chosen)),
  };
}

/** What is asked of the server: only folders that still are there. */
export function choiceOf(folders: readonly Folder[], chosen: Chosen, removed?: "keep" | "remove"): Choice {
  const { received, sent } = sides(folders, chosen);
  return {
    chosen: [...received, ...sent].map((folder) => folder.id),
    sent: sent.map((folder) => folder.id),
    windowDays: chosen.windowDays,
    sharing: chosen.sharing,
    shares: chosen.sharing === "members" ? chosen.shares : [],
    removed,
  };
}

/** The folder's name, or its whole way where the server does not list what is above it. */
export function labelOf(folder: Pick<Folder, "name"> & Partial<Pick<Folder, "path" | "parentId">>): string {
  return folder.parentId === null && folder.path ? folder.path.join(" / ") : folder.name;
}

/** What a folder is called on every screen: INBOX by a word, any other by its own name. */
export function folderName(
  folder: Parameters<typeof labelOf>[0] & Pick<Folder, "role">,
  t: TFunction,
): string {
  return folder.role === "inbox" ? t("mailboxes:folders.inbox") : labelOf(folder);
}

const roleOrder = ["inbox", "sent", "archive", "all", "other", "drafts", "junk", "trash"];

/** INBOX and sent first, junk and trash last, the rest by the alphabet of the user's language. */
export function compareFolders(compare: (left: string, right: string) => number) {
  const rank = (folder: Folder) => {
    const at = roleOrder.indexOf(folder.role);
    return folder.role === "archive" || folder.role === "all" ? roleOrder.indexOf("other") : at;
  };
  return (left: Folder, right: Folder) => rank(left) - rank(right) || compare(left.name, right.name);
}
