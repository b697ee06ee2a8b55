import type { ConversationRow, Page } from "./conversation-types";

/** Pure rules of the cached list: newest first, each conversation once, nothing lost between pages. */

export interface ListData {
  pages: Page<ConversationRow>[];
  pageParams: (string | null)[];
}

/** Newest first; the id decides among equals, as the server's keyset does. */
export function isNewer(a: ConversationRow, b: ConversationRow): boolean {
  if (a.lastAt !== b.lastAt) return Date.parse(a.lastAt) > Date.parse(b.lastAt);
  return a.id > b.id;
}

export function rowsOf(data: Pick<ListData, "pages"> | undefined): ConversationRow[] {
  if (!data) return [];
  const [only, ...more] = data.pages;
  if (!only) return [];
  if (more.length === 0) return only.items;
  const seen = new Set<string>();
  const rows: ConversationRow[] = [];
  for (const page of data.pages) {
    for (const row of page.items) {
      if (!seen.has(row.id)) {
        seen.add(row.id);
        rows.push(row);
      }
    }
  }
  return rows;
}

/**
 * Lays a freshly read first page over the cached list. Inside the range that the fresh page covers, the server is right (what it
 * doesn't name has left the list); below it the cached rows stay. When more arrived than one page holds, the cached rows can no
 * longer be joined on without a gap, and the list starts again from the fresh page.
 *
 * @param keep rows that stay although the server no longer lists them (read a moment ago in the list of unread ones)
 */
export function mergeHead(
  data: ListData,
  head: Page<ConversationRow>,
  keep: (row: ConversationRow) => boolean = () => false,
): ListData {
  const old = rowsOf(data);
  const previous = new Map(old.map((row) => [row.id, row]));
  const fresh = head.items.map((row) => same(previous.get(row.id), row));
  const last = fresh.at(-1);
  const listed = new Set(fresh.map((row) => row.id));
  const touches = old.some((row) => listed.has(row.id));
  const complete = head.next === null;

  if (!complete && !touches) return single(fresh, head.next);

  const below = complete || !last ? [] : old.filter((row) => !listed.has(row.id) && isNewer(last, row));
  const kept = old.filter(
    (row) => !listed.has(row.id) && (complete || !last || !isNewer(last, row)) && keep(row),
  );
  const above = kept.length === 0 ? fresh : [...fresh, ...kept].sort((a, b) => (isNewer(a, b) ? -1 : 1));
  if (complete) return single(above, null);
  const tail = data.pages.at(-1);
  return below.length === 0 ? single(above, head.next) : single([...above, ...below], tail?.next ?? null);
}

/** Replaces one row where it is, or moves it to where its time puts it. Unknown rows change nothing. */
export function replaceRow(data: ListData, changed: ConversationRow): ListData {
  const rows = rowsOf(data);
  const index = rows.findIndex((row) => row.id === changed.id);
  const old = rows[index];
  if (!old || same(old, changed) === old) return data;
  const next = data.pages.at(-1)?.next ?? null;
  if (old.lastAt === changed.lastAt) {
    return single(rows.with(index, changed), next);
  }
  const others = rows.toSpliced(index, 1);
  const place = others.findIndex((row) => isNewer(changed, row));
  return single(others.toSpliced(place < 0 ? others.length : place, 0, changed), next);
}

export function patchRows(
  data: ListData,
  ids: ReadonlySet<string>,
  patch: Partial<ConversationRow>,
): ListData {
  let touched = false;
  const pages = data.pages.map((page) => {
    if (!page.items.some((row) => ids.has(row.id))) return page;
    touched = true;
    return { ...page, items: page.items.map((row) => (ids.has(row.id) ? { ...row, ...patch } : row)) };
  });
  return touched ? { ...data, pages } : data;
}

export function withoutRow(data: ListData, id: string): ListData {
  if (!rowsOf(data).some((row) => row.id === id)) return data;
  return {
    ...data,
    pages: data.pages.map((page) => ({ ...page, items: page.items.filter((row) => row.id !== id) })),
  };
}

/** Puts a row where its time puts it; below what was read so far it is for a later page. A row that is there stays. */
export function insertRow(data: ListData, row: ConversationRow): ListData {
  const rows = rowsOf(data);
  if (rows.some((each) => each.id === row.id)) return data;
  const next = data.pages.at(-1)?.next ?? null;
  const place = rows.findIndex((each) => isNewer(row, each));
  if (place < 0 && next !== null) return data;
  return single(rows.toSpliced(place < 0 ? rows.length : place, 0, row), next);
}

/** Which rows came in above, or rose to, the place where the reader's newest known row is: what the pill counts. */
export function arrivals(
  before: readonly ConversationRow[],
  after: readonly ConversationRow[],
): ConversationRow[] {
  const top = before[0];
  if (!top) return [];
  const times = new Map(before.map((row) => [row.id, row.lastAt]));
  const risen: ConversationRow[] = [];
  for (const row of after) {
    if (row.id === top.id && row.lastAt === top.lastAt) break;
    if (!isNewer(row, top)) break;
    if (times.get(row.id) !== row.lastAt && row.lastDirection === "in") risen.push(row);
  }
  return risen;
}

function single(items: ConversationRow[], next: string | null): ListData {
  return { pages: [{ items, next }], pageParams: [null] };
}

/** Keeps the old object while it says the same, so that memoised rows don't render again. */
function same(old: ConversationRow | undefined, fresh: ConversationRow): ConversationRow {
  return old && JSON.stringify(old) === JSON.stringify(fresh) ? old : fresh;
}
