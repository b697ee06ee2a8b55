import { momentOf, wallTime } from "@/i18n/zoned";

export type SnoozeChoice = "laterToday" | "tomorrow" | "monday" | "nextWeek";

const morning = 9;
const hoursLater = 3;

/** The moments offered, by the clock of the reader's zone; what would be past or the same twice is left out. */
export function snoozeTimes(now: Date, timeZone: string): { choice: SnoozeChoice; at: Date }[] {
  const wall = wallTime(now, timeZone);
  const at = (days: number) =>
    momentOf({ ...wall, day: wall.day + days, hour: morning, minute: 0 }, timeZone);
  const later = new Date(Math.ceil((now.getTime() + hoursLater * 3_600_000) / 900_000) * 900_000);
  const offered: { choice: SnoozeChoice; at: Date }[] = [];
  if (wallTime(later, timeZone).day === wall.day) offered.push({ choice: "laterToday", at: later });
  offered.push({ choice: "tomorrow", at: at(1) });
  const toMonday = (8 - wall.weekday) % 7 || 7;
  if (toMonday > 1) offered.push({ choice: "monday", at: at(toMonday) });
  if (toMonday !== 7) offered.push({ choice: "nextWeek", at: at(7) });
  return offered;
}
