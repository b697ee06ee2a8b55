/** What a list remembers while one is elsewhere, and over a reload of the page: its place, the row with the focus, its density. */

export interface ListPlace {
  top: number;
  rows: number;
  focusedId: string | null;
}

const placesKey = "rozmowa.list-places";
const densityKey = "rozmowa.list-density";

const places: Record<string, ListPlace> = readPlaces();

function readPlaces(): Record<string, ListPlace> {
  try {
    return JSON.parse(sessionStorage.getItem(placesKey) ?? "{}") as Record<string, ListPlace>;
  } catch {
    return {};
  }
}

export function placeOf(view: string): ListPlace {
  return places[view] ?? { top: 0, rows: 0, focusedId: null };
}

export function rememberPlace(view: string, place: ListPlace): void {
  places[view] = place;
  try {
    sessionStorage.setItem(placesKey, JSON.stringify(places));
  } catch {
    // A browser that keeps nothing: the place lasts as long as the page.
  }
}

export type Density = "comfortable" | "compact";

/** Pixels of a row. Fixed, so that twenty thousand rows need no measuring. */
export const rowHeight: Record<Density, number> = { comfortable: 86, compact: 56 };

export function readDensity(): Density {
  try {
    return localStorage.getItem(densityKey) === "compact" ? "compact" : "comfortable";
  } catch {
    return "comfortable";
  }
}

export function rememberDensity(density: Density): void {
  try {
    localStorage.setItem(densityKey, density);
  } catch {
    // A browser that keeps nothing: the density lasts as long as the page.
  }
}
