import { describe, expect, test } from "vitest";
import { fieldOf, momentOf, wallOf, wallTime } from "./zoned";

const nine = (year: number, month: number, day: number, hour = 9) => ({ year, month, day, hour, minute: 0 });

describe("moments by the clock on the wall", () => {
  test.each([
    ["Europe/Warsaw", nine(2026, 11, 26), "2026-11-26T08:00:00.000Z"],
    ["Europe/Warsaw", nine(2026, 7, 1), "2026-07-01T07:00:00.000Z"],
    ["America/New_York", nine(2026, 11, 26), "2026-11-26T14:00:00.000Z"],
    ["Pacific/Auckland", nine(2026, 11, 26), "2026-11-25T20:00:00.000Z"],
    ["Asia/Kathmandu", nine(2026, 11, 26), "2026-11-26T03:15:00.000Z"],
    // The 31st of a short month is the first of the next.
    ["Europe/Warsaw", nine(2026, 11, 31), "2026-12-01T08:00:00.000Z"],
    // The day on which clocks go back.
    ["Europe/Warsaw", nine(2026, 10, 25), "2026-10-25T08:00:00.000Z"],
  ])("in %s %j is %s", (zone, wall, expected) => {
    expect(momentOf(wall, zone).toISOString()).toBe(expected);
  });

  test("an hour that the clocks jump over is the hour after", () => {
    const jumped = momentOf(nine(2026, 3, 29, 2), "Europe/Warsaw");
    expect(wallTime(jumped, "Europe/Warsaw").hour).toBeGreaterThanOrEqual(1);
    expect(Math.abs(jumped.getTime() - Date.parse("2026-03-29T01:00:00Z"))).toBeLessThanOrEqual(3_600_000);
  });

  test("the wall tells the weekday of its own day", () => {
    expect(wallTime(new Date("2026-11-25T23:30:00Z"), "Europe/Warsaw")).toEqual({
      year: 2026,
      month: 11,
      day: 26,
      hour: 0,
      minute: 30,
      weekday: 4,
    });
  });

  test("a field is read as it is written", () => {
    expect(wallOf(fieldOf(nine(2026, 1, 5)))).toEqual(nine(2026, 1, 5));
    expect(wallOf("tomorrow")).toBeUndefined();
  });
});
