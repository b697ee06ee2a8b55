import { infiniteQueryOptions } from "@tanstack/react-query";
import type { AuditSearch } from "./audit-search";
import { http, httpBlob, queryString } from "./http";

export interface AuditEntry {
  id: string;
  at: string;
  /** null where nobody was signed in. */
  member: { id: string; name: string | null } | null;
  email: string | null;
  verb: string;
  /** Without a name where it is gone or not mine to see. */
  subjects: { id: string; name: string | null }[];
}

interface Page {
  items: AuditEntry[];
  next: string | null;
}

/** What the server is asked: whole days become moments, the last day included. */
export function auditFilter(search: AuditSearch, timeZone: string) {
  return {
    member: search.member,
    kind: search.kind,
    subject: search.subject,
    from: search.from && startOfDay(search.from, timeZone).toISOString(),
    until: search.until && startOfDay(nextDay(search.until), timeZone).toISOString(),
  };
}

export const auditQuery = (search: AuditSearch, timeZone: string) =>
  infiniteQueryOptions({
    queryKey: ["audit", search, timeZone],
    queryFn: ({ pageParam, signal }) =>
      http.get<Page>(`/audit${queryString({ ...auditFilter(search, timeZone), cursor: pageParam })}`, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    staleTime: 0,
  });

export const exportAudit = (search: AuditSearch, timeZone: string) =>
  httpBlob("/audit/export", auditFilter(search, timeZone));

function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/** The moment at which the clock in that zone begins the day. */
export function startOfDay(day: string, timeZone: string): Date {
  const utc = Date.parse(`${day}T00:00:00Z`);
  // Twice, because the first guess may lie on the other side of a change of the clock.
  const first = utc - offset(utc, timeZone);
  return new Date(utc - offset(first, timeZone));
}

/** By how many milliseconds the clock there is ahead of UTC at that moment. */
function offset(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  }).formatToParts(new Date(at));
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? "00";
  const shown = Date.parse(
    `${part("year")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}:${part("second")}Z`,
  );
  return shown - Math.floor(at / 1000) * 1000;
}
