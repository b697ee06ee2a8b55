import i18next, { type TFunction } from "i18next";
import type { Formats } from "@/i18n/format";
import type { SetAside, SyncedFolder, SyncStatus, Traffic } from "./sync-api";

/** 14:32 today; else with the day before it. */
export function moment(formats: Formats, at: string): string {
  const day = formats.short(at);
  const time = formats.time(at);
  return day === time ? time : `${day}, ${time}`;
}

/** What happened and what to do, for a code of the engine. */
export function reasonWords(t: TFunction, code: string): { what: string; todo: string } {
  const known = i18next.exists(`sync:reason.${code}.what`) ? code : "other";
  return { what: t(`sync:reason.${known}.what`), todo: t(`sync:reason.${known}.do`) };
}

const kinds = ["cannot_parse", "cannot_store", "too_big", "server_silent", "unsettled"] as const;

/** Why a message was set aside: of our own making, or that the server refused. */
export function quarantineKind(message: SetAside): (typeof kinds)[number] | "refused" {
  return kinds.find((kind) => kind === message.reason) ?? "refused";
}

/** How many messages the two sides differ by, as far as what waits and what is set aside doesn't explain it. */
export function difference(folder: SyncedFolder): number {
  if (folder.state !== "up_to_date" || folder.server === null) return 0;
  return Math.abs(folder.server - folder.here - folder.waiting - folder.failed);
}

export type FolderTone = "ok" | "busy" | "quiet" | "warn";

/** Green only when both sides are known to hold the same. */
export function toneOf(folder: SyncedFolder): FolderTone {
  switch (folder.state) {
    case "up_to_date":
      if (folder.agree) return "ok";
      return folder.failed > 0 || difference(folder) > 0 ? "warn" : "quiet";
    case "reading":
    case "remapping":
      return "busy";
    case "waiting":
      return "quiet";
    case "parked":
    case "vanished":
      return "warn";
  }
}

export function folderWords(t: TFunction, formats: Formats, folder: SyncedFolder): string {
  switch (folder.state) {
    case "reading":
      return folder.waiting > 0
        ? t("sync:folder.reading", { count: folder.waiting, shown: formats.number(folder.waiting) })
        : t("sync:folder.readingSoon");
    case "parked":
      return t("sync:folder.parked", { at: folder.parkedUntil ? moment(formats, folder.parkedUntil) : "" });
    case "up_to_date":
      return (
        differenceWords(t, formats, folder) ??
        setAsideWords(t, formats, folder) ??
        t("sync:folder.up_to_date")
      );
    case "waiting":
    case "remapping":
    case "vanished":
      return t(`sync:folder.${folder.state}`);
  }
}

function differenceWords(t: TFunction, formats: Formats, folder: SyncedFolder): string | undefined {
  const count = difference(folder);
  return count > 0 ? t("sync:folder.differ", { count, shown: formats.number(count) }) : undefined;
}

export function setAsideWords(t: TFunction, formats: Formats, folder: SyncedFolder): string | undefined {
  const count = folder.failed;
  return count > 0 ? t("sync:folder.failed", { count, shown: formats.number(count) }) : undefined;
}

/** The whole mailbox has been compared since the folder whose turn was longest ago; what was mended is added up. */
export function comparison(status: SyncStatus): { at: string | undefined; drift: number } {
  const compared = status.folders.filter((folder) => folder.state !== "vanished");
  const times = compared.map((folder) => folder.comparedAt);
  const known = times.filter((at): at is string => at !== null).sort();
  return {
    at: known.length === times.length ? known[0] : undefined,
    drift: compared.reduce((sum, folder) => sum + folder.drift, 0),
  };
}

/** Of the provider's daily limit; undefined where none is known. */
export function shareOfLimit(traffic: Traffic): number | undefined {
  return traffic.dailyLimit ? Math.min(traffic.bytesIn / traffic.dailyLimit, 1) : undefined;
}

/** The days that may be asked for: ten years back until today, as the date field wants them. */
export function askableDays(today: Date): { first: string; last: string } {
  const first = new Date(today);
  first.setFullYear(first.getFullYear() - 10);
  return { first: isoDay(first), last: isoDay(today) };
}

export function isAskable(day: string, today: Date): boolean {
  const { first, last } = askableDays(today);
  return /^\d{4}-\d{2}-\d{2}$/u.test(day) && day >= first && day <= last;
}

function isoDay(date: Date): string {
  const pad = (value: number): string => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}
