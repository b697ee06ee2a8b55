import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import en from "@/i18n/en";
import { auditFilter, startOfDay } from "./audit";
import { auditSearch } from "./audit-search";

const serverWords = readFileSync("../src/main/resources/pl/rozmowa/team/audit_en.properties", "utf8");

describe("days", () => {
  it("begin when the clock in the member's zone says so", () => {
    expect(startOfDay("2026-11-25", "Europe/Warsaw").toISOString()).toBe("2026-11-24T23:00:00.000Z");
    expect(startOfDay("2026-07-01", "Europe/Warsaw").toISOString()).toBe("2026-06-30T22:00:00.000Z");
    expect(startOfDay("2026-03-29", "Europe/Warsaw").toISOString(), "the clock changes later").toBe(
      "2026-03-28T23:00:00.000Z",
    );
    expect(startOfDay("2026-11-25", "America/New_York").toISOString()).toBe("2026-11-25T05:00:00.000Z");
    expect(startOfDay("2026-11-25", "Pacific/Kiritimati").toISOString()).toBe("2026-11-24T10:00:00.000Z");
  });

  it("are whole: the last one too", () => {
    const filter = auditFilter({ from: "2026-11-01", until: "2026-11-30" }, "Europe/Warsaw");
    expect(filter.from).toBe("2026-10-31T23:00:00.000Z");
    expect(filter.until).toBe("2026-11-30T23:00:00.000Z");
    expect(auditFilter({}, "Europe/Warsaw")).toEqual({});
  });
});

describe("what the address bar says", () => {
  it("is taken only where it makes sense", () => {
    expect(auditSearch({ kind: "mailboxes", from: "2026-11-01", member: "x" })).toMatchObject({
      kind: "mailboxes",
      from: "2026-11-01",
      member: "x",
    });
    expect(auditSearch({ kind: "everything", from: "yesterday", until: "2026-99-99" })).toEqual({});
  });
});

describe("deeds", () => {
  it("have words wherever the exported table has them", () => {
    const verbs = serverWords
      .split("\n")
      .map((line) => (line.split("=")[0] ?? "").replace(/_other$/u, "_another"))
      .filter((verb) => verb !== "" && !verb.startsWith("column."));
    expect(verbs.length).toBeGreaterThan(20);
    expect(Object.keys((en.audit as { verb: object }).verb).sort()).toEqual(verbs.sort());
  });
});
