import { useMutation } from "@tanstack/react-query";
import {
  Archive,
  Folder as FolderIcon,
  Inbox,
  type LucideIcon,
  Mails,
  OctagonAlert,
  PencilLine,
  RefreshCw,
  Search,
  Send,
  Trash2,
} from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { queryClient } from "@/api/query";
import { useFormats } from "@/i18n/use-formats";
import { ProblemBanner } from "@/ui/banner";
import { Button } from "@/ui/button";
import { Chip } from "@/ui/chip";
import { controlClasses } from "@/ui/field";
import { matches } from "@/ui/match";
import { Tree } from "@/ui/tree";
import { treeLines } from "@/ui/tree-order";
import { type Folder, type FolderRole, type FolderTree, foldersQuery, refreshFolders } from "./api";
import { type Chosen, canChoose, compareFolders, folderName, holdsSent } from "./choice";

interface FolderPickerProps {
  accountId: string;
  tree: FolderTree;
  chosen: Chosen;
  onChange: (part: Partial<Chosen>) => void;
}

/** A search from this many folders on. */
const searchFrom = 10;

/** The account's folders as a tree with boxes. */
export function FolderPicker({ accountId, tree, chosen, onChange }: FolderPickerProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [query, setQuery] = useState("");
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const refresh = useMutation({
    mutationFn: () => refreshFolders(accountId),
    onSuccess: (now) => queryClient.setQueryData(foldersQuery(accountId).queryKey, now),
  });

  const searching = query.trim() !== "";
  const lines = treeLines(
    tree.items.filter((folder) => !folder.vanished || folder.chosen),
    compareFolders(formats.compare),
    (id) => !closed.has(id),
    searching ? (folder) => matches(folder.path.join(" "), query) : undefined,
  );
  const setOpen = (id: string, open: boolean): void => {
    const next = new Set(closed);
    if (open) next.delete(id);
    else next.add(id);
    setClosed(next);
  };
  const tick = (folder: Folder, ticked: boolean): void => {
    const without = chosen.folders.filter((id) => id !== folder.id);
    onChange({
      folders: ticked ? [...without, folder.id] : without,
      sent: ticked ? chosen.sent : chosen.sent.filter((id) => id !== folder.id),
    });
  };
  const choosable = tree.items.filter(canChoose);
  const ticked = choosable.filter((folder) => chosen.folders.includes(folder.id)).length;

  return (
    <div className="overflow-hidden rounded-lg border bg-surface">
      <div className="flex items-center gap-2 border-b p-2">
        {tree.items.length >= searchFrom ? (
          <div className="relative min-w-0 flex-1">
            <Search
              aria-hidden="true"
              className="absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted"
            />
            <input
              type="search"
              aria-label={t("mailboxes:folders.search")}
              placeholder={t("mailboxes:folders.search")}
              value={query}
              onChange={(event) => setQuery(event.target.value)}
              className={`${controlClasses} h-9 pl-9`}
            />
          </div>
        ) : (
          <span className="flex-1 pl-2" />
        )}
        <span aria-live="polite" className="px-2 text-sm whitespace-nowrap text-muted">
          {t("mailboxes:folders.ticked", { count: ticked, total: formats.number(choosable.length) })}
        </span>
        <Button
          size="small"
          kind="quiet"
          busy={refresh.isPending}
          icon={<RefreshCw aria-hidden="true" className="size-4" />}
          onClick={() => refresh.mutate()}
        >
          <span className="max-md:sr-only">{t("mailboxes:folders.refresh")}</span>
        </Button>
      </div>
      {refresh.error ? <ProblemBanner problem={refresh.error} className="m-2" /> : null}
      <div className="max-h-[min(26rem,55dvh)] overflow-y-auto">
        <Tree
          label={t("mailboxes:folders.tree")}
          lines={lines}
          isOpen={(id) => searching || !closed.has(id)}
          onOpen={setOpen}
          isTicked={(folder) => canChoose(folder) && chosen.folders.includes(folder.id)}
          canTick={canChoose}
          onTick={tick}
          nameOf={(folder) => folderName(folder, t)}
          render={(folder) => <FolderLine folder={folder} chosen={chosen} />}
        />
        {lines.length === 0 ? (
          <p className="px-4 py-8 text-center text-muted">{t("mailboxes:folders.nothingFound", { query })}</p>
        ) : null}
      </div>
    </div>
  );
}

const icons: Record<FolderRole, LucideIcon> = {
  inbox: Inbox,
  sent: Send,
  drafts: PencilLine,
  trash: Trash2,
  junk: OctagonAlert,
  archive: Archive,
  all: Mails,
  other: FolderIcon,
};

function FolderLine({ folder, chosen }: { folder: Folder; chosen: Chosen }) {
  const { t } = useTranslation();
  const Icon = icons[folder.role];
  const ticked = canChoose(folder) && chosen.folders.includes(folder.id);
  return (
    <>
      <Icon aria-hidden="true" className="size-4 shrink-0 text-muted" />
      <span className="min-w-0 truncate" title={folder.path.join(" / ")}>
        {folderName(folder, t)}
      </span>
      {folder.role === "drafts" ? (
        <span className="shrink-0 text-xs text-muted">{t("mailboxes:folders.drafts")}</span>
      ) : null}
      {folder.vanished ? <Chip tone="warn">{t("mailboxes:folders.vanished")}</Chip> : null}
      {ticked && folder.role !== "inbox" && folder.role !== "sent" ? (
        <span className="ml-auto shrink-0 pl-2 text-xs text-muted">
          {t(holdsSent(folder, chosen) ? "mailboxes:folders.sent" : "mailboxes:folders.received")}
        </span>
      ) : null}
    </>
  );
}
