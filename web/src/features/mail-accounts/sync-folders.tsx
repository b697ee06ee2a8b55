import { useMutation } from "@tanstack/react-query";
import {
  CalendarClock,
  CircleCheck,
  Clock,
  EllipsisVertical,
  RefreshCw,
  Scale,
  TriangleAlert,
} from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { queryClient } from "@/api/query";
import { problemText } from "@/i18n/problem-text";
import { useFormats } from "@/i18n/use-formats";
import { IconButton } from "@/ui/button";
import { classes } from "@/ui/classes";
import { Menu, MenuItem } from "@/ui/menu";
import { toast } from "@/ui/toast";
import { folderName } from "./choice";
import { Fold } from "./fold";
import { fetchAgain, type SyncedFolder, syncStatusKey } from "./sync-api";
import { type FolderTone, folderWords, moment, reasonWords, setAsideWords, toneOf } from "./sync-words";

interface SyncFoldersProps {
  accountId: string;
  folders: SyncedFolder[];
  manages: boolean;
  onFetchAgain: (folder: SyncedFolder) => void;
}

/** Each followed folder: its state in words and both counts side by side. */
export function SyncFolders({ accountId, folders, manages, onFetchAgain }: SyncFoldersProps) {
  const { t } = useTranslation();
  return (
    <section className="mt-8">
      <h2 className="text-lg font-semibold">{t("sync:folders.title")}</h2>
      <p className="mt-1 max-w-2xl text-muted text-pretty">{t("sync:folders.lead")}</p>
      {folders.length === 0 ? (
        <p className="mt-4 rounded-lg border bg-surface px-4 py-6 text-muted">{t("sync:folders.none")}</p>
      ) : (
        <ul className="mt-4 divide-y rounded-lg border bg-surface">
          {folders.map((folder) => (
            <FolderRow
              key={folder.id}
              accountId={accountId}
              folder={folder}
              manages={manages}
              onFetchAgain={() => onFetchAgain(folder)}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

const tones: Record<FolderTone, { look: string; icon: ReactNode }> = {
  ok: { look: "text-ok", icon: <CircleCheck aria-hidden="true" /> },
  busy: { look: "text-accent-ink", icon: <RefreshCw aria-hidden="true" /> },
  quiet: { look: "text-muted", icon: <Clock aria-hidden="true" /> },
  warn: { look: "text-warn", icon: <TriangleAlert aria-hidden="true" /> },
};

interface FolderRowProps {
  accountId: string;
  folder: SyncedFolder;
  manages: boolean;
  onFetchAgain: () => void;
}

function FolderRow({ accountId, folder, manages, onFetchAgain }: FolderRowProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const name = folderName(folder, t);
  const tone = toneOf(folder);
  return (
    <li className="relative px-4 pt-3.5 pb-1.5">
      <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
        <div className={classes("min-w-0 flex-1 basis-64", manages && "max-md:pr-10")}>
          <h3 className="truncate font-semibold">{name}</h3>
          <p
            className={classes(
              "mt-0.5 flex items-start gap-1.5 text-sm [&_svg]:mt-px [&_svg]:size-4 [&_svg]:shrink-0",
              tones[tone].look,
            )}
          >
            {tones[tone].icon}
            <span className="text-pretty">{folderWords(t, formats, folder)}</span>
          </p>
          <p className="mt-0.5 text-sm text-muted" title={t("sync:folder.lastReadHint")}>
            {folder.lastSuccess
              ? t("sync:folder.lastRead", { at: moment(formats, folder.lastSuccess) })
              : t("sync:folder.neverRead")}
          </p>
        </div>
        <Counts folder={folder} />
        {manages ? (
          <div className="max-md:absolute max-md:top-1.5 max-md:right-1.5">
            <FolderActs accountId={accountId} folder={folder} name={name} onFetchAgain={onFetchAgain} />
          </div>
        ) : null}
      </div>
      <Notes folder={folder} />
      <Details folder={folder} />
    </li>
  );
}

/** Which number is which is said with each; the check stands only where they are known to be equal. */
function Counts({ folder }: { folder: SyncedFolder }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const look = folder.agree ? "text-ok" : "";
  return (
    <dl className="flex shrink-0 items-start gap-4 max-md:w-full">
      <div className="w-26">
        <dt className="text-xs text-muted">{t("sync:folders.server")}</dt>
        <dd className={classes("text-lg font-semibold", look)}>
          {folder.server === null ? (
            <span className="whitespace-nowrap text-sm font-normal text-muted">
              {t("sync:folders.unknown")}
            </span>
          ) : (
            formats.number(folder.server)
          )}
        </dd>
      </div>
      <div className="w-26">
        <dt className="text-xs text-muted">{t("sync:folders.here")}</dt>
        <dd className={classes("flex items-center gap-1.5 text-lg font-semibold", look)}>
          {formats.number(folder.here)}
          {folder.agree ? (
            <CircleCheck role="img" aria-label={t("sync:folders.agree")} className="size-4" />
          ) : null}
        </dd>
      </div>
    </dl>
  );
}

/** Everything about the folder that somebody may have to know, each with what to do. */
function Notes({ folder }: { folder: SyncedFolder }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const notes: { key: string; text: string; tone: string }[] = [];
  if (folder.lastError) {
    const { what, todo } = reasonWords(t, folder.lastError);
    notes.push({ key: "error", text: `${what} ${todo}`, tone: "text-warn" });
  }
  const aside = setAsideWords(t, formats, folder);
  if (aside && aside !== folderWords(t, formats, folder)) {
    notes.push({ key: "failed", text: aside, tone: "text-warn" });
  }
  if (folder.askedAt) {
    notes.push({
      key: "asked",
      text: folder.askedSince
        ? t("sync:folder.askedSince", { day: formats.day(folder.askedSince) })
        : t("sync:folder.asked"),
      tone: "text-accent-ink",
    });
  }
  if (notes.length === 0) return null;
  return (
    <ul className="mt-2 space-y-1 text-sm">
      {notes.map((note) => (
        <li key={note.key} className={classes("text-pretty", note.tone)}>
          {note.text}
        </li>
      ))}
    </ul>
  );
}

function FolderActs({
  accountId,
  folder,
  name,
  onFetchAgain,
}: {
  accountId: string;
  folder: SyncedFolder;
  name: string;
  onFetchAgain: () => void;
}) {
  const { t } = useTranslation();
  const compare = useMutation({
    mutationFn: (since: string) => fetchAgain(accountId, since, folder.id),
    onSuccess: () => {
      toast({ text: t("sync:folder.asked") });
      return queryClient.invalidateQueries({ queryKey: syncStatusKey(accountId) });
    },
    onError: (error) => toast({ text: problemText(t, error).what, tone: "problem" }),
  });
  const since = folder.windowSince;
  return (
    <Menu
      trigger={
        <IconButton label={t("sync:folders.acts", { name })} icon={<EllipsisVertical aria-hidden="true" />} />
      }
    >
      {since ? (
        <MenuItem icon={<Scale aria-hidden="true" />} onSelect={() => compare.mutate(since)}>
          {t(folder.state === "parked" ? "sync:folder.tryNow" : "sync:folder.compare")}
        </MenuItem>
      ) : null}
      <MenuItem icon={<CalendarClock aria-hidden="true" />} onSelect={onFetchAgain}>
        {t("sync:folder.fetchAgain")}
      </MenuItem>
    </Menu>
  );
}

/** What only somebody who looks for a fault wants to see. */
function Details({ folder }: { folder: SyncedFolder }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { details } = folder;
  const rows: [string, string | undefined][] = [
    [t("sync:folder.detail.window"), folder.windowSince ? formats.day(folder.windowSince) : undefined],
    [t("sync:folder.detail.compared"), folder.comparedAt ? formats.full(folder.comparedAt) : undefined],
    [t("sync:folder.detail.drift"), folder.comparedAt ? formats.number(folder.drift) : undefined],
    [
      t("sync:folder.detail.serverTotal"),
      details.serverTotal === null ? undefined : formats.number(details.serverTotal),
    ],
    [t("sync:folder.detail.refusals"), folder.refusals > 0 ? formats.number(folder.refusals) : undefined],
    [t("sync:folder.detail.wireName"), details.wireName],
    [t("sync:folder.detail.uidValidity"), details.uidValidity > 0 ? String(details.uidValidity) : undefined],
    [t("sync:folder.detail.uidNext"), details.uidValidity > 0 ? String(details.uidNext) : undefined],
    [
      t("sync:folder.detail.highestModseq"),
      details.highestModseq === null ? undefined : String(details.highestModseq),
    ],
  ];
  return (
    <Fold label={t("sync:folder.details")}>
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-6 gap-y-1 max-sm:grid-cols-1">
        {rows.map(([label, value]) =>
          value === undefined ? null : (
            <div key={label} className="contents max-sm:block">
              <dt className="text-muted">{label}</dt>
              <dd className="break-all">{value}</dd>
            </div>
          ),
        )}
      </dl>
    </Fold>
  );
}
