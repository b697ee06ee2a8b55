import { expect, test } from "vitest";
import { snoozeTimes } from "./snooze-times";

const offered = (now: string) =>
  snoozeTimes(new Date(now), "Europe/Warsaw").map(({ choice, at }) => `${choice} ${at.toISOString()}`);

test("on a Wednesday morning", () => {
  expect(offered("2026-11-25T08:02:00Z")).toEqual([
    "laterToday 2026-11-25T11:15:00.000Z",
    "tomorrow 2026-11-26T08:00:00.000Z",
    "monday 2026-11-30T08:00:00.000Z",
    "nextWeek 2026-12-02T08:00:00.000Z",
  ]);
});

test("late in the evening there is no later today", () => {
  expect(offered("2026-11-25T21:30:00Z").map((line) => line.split(" ")[0])).toEqual([
    "tomorrow",
    "monday",
    "nextWeek",
  ]);
});

test("on a Sunday tomorrow is Monday, on a Monday next week is", () => {
  expect(offered("2026-11-29T09:00:00Z").map((line) => line.split(" ")[0])).toEqual([
    "laterToday",
    "tomorrow",
    "nextWeek",
  ]);
  expect(offered("2026-11-30T09:00:00Z").map((line) => line.split(" ")[0])).toEqual([
    "laterToday",
    "tomorrow",
    "monday",
  ]);
});
