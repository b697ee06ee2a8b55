import { describe, expect, it } from "vitest";
import { makeFormats } from "./format";

const now = () => new Date("2026-03-12T11:00:00Z");
const plain = (text: string) => text.replace(/[\u00a0\u202f]/gu, " ");
const polish = makeFormats("pl", "Europe/Warsaw", now);
const english = makeFormats("en", "Europe/London", now);

describe("a time in the list", () => {
  it.each([
    ["2026-03-12T08:05:00Z", "09:05", "08:05"],
    ["2026-03-11T10:00:00Z", "wczoraj", "yesterday"],
    ["2026-03-09T10:00:00Z", "pon.", "Mon"],
    ["2026-02-02T10:00:00Z", "2 lut", "2 Feb"],
    ["2024-05-31T10:00:00Z", "31 maj 2024", "31 May 2024"],
    ["2026-03-13T10:00:00Z", "13 mar", "13 Mar"],
  ])("%s", (at, pl, en) => {
    expect(plain(polish.short(at))).toBe(pl);
    expect(plain(english.short(at))).toBe(en);
  });

  it("counts days in the reader's own zone", () => {
    const lateEvening = "2026-03-11T23:30:00Z";
    expect(polish.short(lateEvening)).toBe("00:30");
    expect(english.short(lateEvening)).toBe("yesterday");
  });
});

describe("numbers and words", () => {
  it("are grouped and joined as the language does", () => {
    expect(plain(polish.number(1240))).toBe("1 240");
    expect(english.number(1240)).toBe("1,240");
    expect(plain(polish.size(1_400_000))).toBe("1,4 MB");
    expect(polish.list(["Odebrane", "Klienci", "Wysłane"])).toBe("Odebrane, Klienci i Wysłane");
  });

  it("stand in Polish order", () => {
    expect(["Żwir", "Lato", "Łąka", "zebra", "Ćma", "cyna"].sort(polish.compare)).toEqual([
      "cyna",
      "Ćma",
      "Lato",
      "Łąka",
      "zebra",
      "Żwir",
    ]);
  });
});
