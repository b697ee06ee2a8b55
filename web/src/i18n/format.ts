import type { Language } from "./index";

/** Dates, times, numbers and order of words, as the user's language and time zone want them. */
export interface Formats {
  /** 14:32 today, „wczoraj”, a weekday within the week, 12 mar, 12 mar 2024. */
  short(at: string | Date): string;
  /** 12 marca 2026, 14:32. */
  full(at: string | Date): string;
  /** 12 marca 2026. */
  day(at: string | Date): string;
  time(at: string | Date): string;
  number(value: number): string;
  percent(share: number): string;
  /** 1,4 MB. */
  size(bytes: number): string;
  list(words: string[]): string;
  compare(left: string, right: string): number;
}

const made = new Map<string, Formats>();

export function formatsFor(
  language: Language,
  timeZone: string,
  now: () => Date = () => new Date(),
): Formats {
  const key = `${language} ${timeZone}`;
  const known = made.get(key);
  if (known) return known;
  const formats = makeFormats(language, timeZone, now);
  made.set(key, formats);
  return formats;
}

export function makeFormats(language: Language, timeZone: string, now: () => Date): Formats {
  const locale = language === "pl" ? "pl-PL" : "en-GB";
  const dates = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone, ...options });
  const clock = dates({ hour: "2-digit", minute: "2-digit" });
  const weekday = dates({ weekday: "short" });
  const dayMonth = dates({ day: "numeric", month: "short" });
  const dayMonthYear = dates({ day: "numeric", month: "short", year: "numeric" });
  const longDay = dates({ day: "numeric", month: "long", year: "numeric" });
  const long = dates({ day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" });
  // The calendar day in the user's zone, as a number of days: en-CA writes 2026-03-12.
  const isoDay = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  const dayNumber = (at: Date) => Date.parse(`${isoDay.format(at)}T00:00:00Z`) / 86_400_000;
  const yearOf = (at: Date) => isoDay.format(at).slice(0, 4);
  const yesterday = new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(-1, "day");
  const numbers = new Intl.NumberFormat(locale, { useGrouping: "always" });
  const oneDecimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const percents = new Intl.NumberFormat(locale, { style: "percent" });
  const lists = new Intl.ListFormat(locale, { type: "conjunction" });
  const collator = new Intl.Collator(locale, { numeric: true, sensitivity: "base" });

  return {
    short(value) {
      const at = new Date(value);
      const today = now();
      const daysAgo = dayNumber(today) - dayNumber(at);
      if (daysAgo === 0) return clock.format(at);
      if (daysAgo === 1) return yesterday;
      if (daysAgo > 1 && daysAgo < 7) return weekday.format(at);
      return yearOf(at) === yearOf(today) ? dayMonth.format(at) : dayMonthYear.format(at);
    },
    full: (value) => long.format(new Date(value)),
    day: (value) => longDay.format(new Date(value)),
    time: (value) => clock.format(new Date(value)),
    number: (value) => numbers.format(value),
    percent: (share) => percents.format(share),
    size(bytes) {
      if (bytes < 1000) return `${numbers.format(bytes)} B`;
      if (bytes < 1_000_000) return `${numbers.format(Math.round(bytes / 1000))} kB`;
      if (bytes < 1_000_000_000) return `${oneDecimal.format(bytes / 1_000_000)} MB`;
      return `${oneDecimal.format(bytes / 1_000_000_000)} GB`;
    },
    list: (words) => lists.format(words),
    compare: (left, right) => collator.compare(left, right),
  };
}
