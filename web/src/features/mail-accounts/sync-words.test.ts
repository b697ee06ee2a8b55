import { describe, expect, it } from "vitest";
import { isBusy, type SetAside, type SyncedFolder, type SyncStatus } from "./sync-api";
import {
  askableDays,
  comparison,
  difference,
  isAskable,
  quarantineKind,
  shareOfLimit,
  toneOf,
} from "./sync-words";

const folder = (changes: Partial<SyncedFolder>): SyncedFolder => ({
  id: "f",
  name: "INBOX",
  role: "inbox",
  state: "up_to_date",
  server: 10,
  here: 10,
  waiting: 0,
  failed: 0,
  agree: true,
  windowSince: "2026-10-24",
  parkedUntil: null,
  lastSuccess: "2026-11-25T08:00:00Z",
  lastError: null,
  refusals: 0,
  comparedAt: "2026-11-25T02:00:00Z",
  drift: 0,
  askedAt: null,
  askedSince: null,
  details: { wireName: "INBOX", uidValidity: 1, uidNext: 11, highestModseq: null, serverTotal: 12 },
  ...changes,
});

const status = (folders: SyncedFolder[], state: SyncStatus["state"] = "live"): SyncStatus => ({
  accountId: "a",
  state,
  reason: null,
  since: "2026-11-25T08:00:00Z",
  heldBy: null,
  level: "manage",
  traffic: { day: "2026-11-25", bytesIn: 0, bytesOut: 0, dailyLimit: null, limitConfirmed: true },
  folders,
  quarantine: { total: 0, items: [] },
});

describe("a folder", () => {
  it("is green only when both counts are known to be the same", () => {
    expect(toneOf(folder({}))).toBe("ok");
    expect(toneOf(folder({ agree: false, server: null }))).toBe("quiet");
    expect(toneOf(folder({ agree: false, here: 8 }))).toBe("warn");
    expect(toneOf(folder({ agree: false, here: 9, failed: 1 }))).toBe("warn");
    expect(toneOf(folder({ agree: false, state: "reading", waiting: 3 }))).toBe("busy");
    expect(toneOf(folder({ agree: false, state: "parked" }))).toBe("warn");
    expect(toneOf(folder({ agree: false, state: "waiting" }))).toBe("quiet");
  });

  it("differs by what neither waiting nor setting aside explains", () => {
    expect(difference(folder({ here: 8 }))).toBe(2);
    expect(difference(folder({ here: 12 }))).toBe(2);
    expect(difference(folder({ here: 8, failed: 2 }))).toBe(0);
    expect(difference(folder({ server: null }))).toBe(0);
    expect(difference(folder({ state: "reading", here: 2 }))).toBe(0);
  });
});

describe("the whole mailbox", () => {
  it("has been compared since its oldest comparison, and not while a folder hasn't been", () => {
    const late = folder({ comparedAt: "2026-11-24T02:00:00Z", drift: 2 });
    expect(comparison(status([folder({ drift: 1 }), late]))).toEqual({
      at: "2026-11-24T02:00:00Z",
      drift: 3,
    });
    expect(comparison(status([folder({}), folder({ comparedAt: null })])).at).toBeUndefined();
    expect(comparison(status([folder({}), folder({ comparedAt: null, state: "vanished" })])).at).toBe(
      "2026-11-25T02:00:00Z",
    );
  });

  it("is busy while numbers move, and not while nobody reads it", () => {
    const reading = folder({ state: "reading", waiting: 3 });
    expect(isBusy(status([reading]))).toBe(true);
    expect(isBusy(status([folder({})]))).toBe(false);
    expect(isBusy(status([folder({ askedAt: "2026-11-25T08:00:00Z" })]))).toBe(true);
    expect(isBusy(status([reading], "on_hold"))).toBe(false);
    expect(isBusy(status([folder({})], "backfilling"))).toBe(true);
  });

  it("knows its share of the daily limit only where there is one", () => {
    const traffic = status([]).traffic;
    expect(shareOfLimit(traffic)).toBeUndefined();
    expect(shareOfLimit({ ...traffic, bytesIn: 500, dailyLimit: 2_000 })).toBe(0.25);
    expect(shareOfLimit({ ...traffic, bytesIn: 5_000, dailyLimit: 2_000 })).toBe(1);
  });
});

describe("a day to fetch again from", () => {
  const today = new Date(2026, 10, 25, 12);

  it("lies within ten years and not in the future", () => {
    expect(askableDays(today)).toEqual({ first: "2016-11-25", last: "2026-11-25" });
    for (const good of ["2026-11-25", "2016-11-25", "2020-02-29"]) expect(isAskable(good, today)).toBe(true);
    for (const bad of ["2026-11-26", "2016-11-24", "", "25.11.2026", "2026-1-1"]) {
      expect(isAskable(bad, today)).toBe(false);
    }
  });
});

it("a message was set aside for a reason of ours, else because the server refused", () => {
  const message = { reason: "too_big" } as SetAside;
  expect(quarantineKind(message)).toBe("too_big");
  expect(quarantineKind({ ...message, reason: "server_said_no" })).toBe("refused");
});
