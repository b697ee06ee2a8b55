import { useEffect, useState } from "react";
import type { MailAccount } from "@/api/mail-accounts";
import type { FolderTree } from "./api";
import type { Chosen } from "./choice";

const keyOf = (accountId: string) => `rozmowa.choice.${accountId}`;

/** The choice in progress: from this tab if it was begun here, else as it stands, else as suggested. */
export function useChosen(account: MailAccount, tree: FolderTree): [Chosen, (part: Partial<Chosen>) => void] {
  const [chosen, setChosen] = useState<Chosen>(() => remembered(account.id) ?? asItStands(account, tree));
  useEffect(() => {
    try {
      sessionStorage.setItem(keyOf(account.id), JSON.stringify(chosen));
    } catch {
      // A browser that keeps nothing: the choice lasts as long as the page.
    }
  }, [account.id, chosen]);
  return [chosen, (part) => setChosen((before) => ({ ...before, ...part }))];
}

export function forgetChosen(accountId: string): void {
  try {
    sessionStorage.removeItem(keyOf(accountId));
  } catch {
    // Nothing was kept, so there is nothing to forget.
  }
}

function asItStands(account: MailAccount, tree: FolderTree): Chosen {
  const before = tree.items.filter((folder) => folder.chosen);
  const folders = before.length > 0 ? before.map((folder) => folder.id) : tree.suggested;
  return {
    folders,
    sent: before.filter((folder) => folder.direction === "sent").map((folder) => folder.id),
    windowDays: account.windowDays,
    sharing: account.sharing,
    shares: account.shares,
  };
}

function remembered(accountId: string): Chosen | undefined {
  try {
    const text = sessionStorage.getItem(keyOf(accountId));
    const value: unknown = text === null ? undefined : JSON.parse(text);
    const whole = typeof value === "object" && value !== null && "folders" in value && "sent" in value;
    return whole ? (value as Chosen) : undefined;
  } catch {
    return undefined;
  }
}
