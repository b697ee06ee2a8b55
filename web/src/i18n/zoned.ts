/** Moments by the wall clock of a time zone. */

export interface WallTime {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
  hour: number;
  minute: number;
}

/** What the clock on the wall says. */
export function wallTime(at: Date, timeZone: string): WallTime & { weekday: number } {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  }).formatToParts(at);
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value ?? 0);
  const wall = {
    year: part("year"),
    month: part("month"),
    day: part("day"),
    hour: part("hour"),
    minute: part("minute"),
  };
  return { ...wall, weekday: new Date(Date.UTC(wall.year, wall.month - 1, wall.day)).getUTCDay() };
}

/** The moment at which the clock on the wall says this; where clocks jump over it, the moment an hour later. Days may run over. */
export function momentOf(wall: WallTime, timeZone: string): Date {
  const wanted = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute);
  let guess = wanted;
  for (let round = 0; round < 3; round++) {
    const shown = wallTime(new Date(guess), timeZone);
    const says = Date.UTC(shown.year, shown.month - 1, shown.day, shown.hour, shown.minute);
    if (says === wanted) return new Date(guess);
    guess += wanted - says;
  }
  return new Date(guess);
}

/** For a date and time field: 2026-11-26T09:00. */
export function fieldOf(wall: WallTime): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${wall.year}-${two(wall.month)}-${two(wall.day)}T${two(wall.hour)}:${two(wall.minute)}`;
}

/** The reverse; undefined for anything else. */
export function wallOf(field: string): WallTime | undefined {
  const found = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})/u.exec(field);
  if (!found) return undefined;
  const [year, month, day, hour, minute] = found.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return { year, month, day, hour, minute };
}
