import i18next from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import type { Notification } from "@/api/notifications";
import { setLanguage, startI18n } from "@/i18n";
import { announcement, badge, isNews, sentence, topic } from "./words";

const reply: Notification = {
  id: "1",
  kind: "reply_in_mine",
  at: "2026-11-20T12:00:00Z",
  read: false,
  count: 1,
  actor: null,
  conversation: { id: "c", subject: "Zapytanie o płytki", client: "Żaneta Gołąb" },
  mailbox: null,
};

beforeAll(() => startI18n("pl"));

describe("a notification in words", () => {
  it("says how many replies there are, in the forms of the language", async () => {
    const said = (count: number) => sentence(i18next.t, { ...reply, count });
    expect(said(1)).toBe("Nowa odpowiedź w\u00a0Twojej konwersacji");
    expect(said(3)).toBe("3 nowe odpowiedzi w\u00a0Twojej konwersacji");
    expect(said(5)).toBe("5 nowych odpowiedzi w\u00a0Twojej konwersacji");
    await setLanguage("en");
    expect(said(1)).toBe("New reply in your conversation");
    expect(said(2)).toBe("2 new replies in your conversation");
    await setLanguage("pl");
  });

  it("names the client and the subject, or the mailbox", () => {
    expect(topic(i18next.t, reply)).toBe("Żaneta Gołąb · Zapytanie o płytki");
    expect(topic(i18next.t, { ...reply, conversation: { id: "c", subject: " ", client: null } })).toBe(
      "(bez tematu)",
    );
    const mailbox = { id: "m", address: "biuro@debowa.test", state: "needs_sign_in" };
    expect(topic(i18next.t, { ...reply, conversation: null, mailbox })).toBe("biuro@debowa.test");
  });

  it("is said aloud in one go", () => {
    expect(announcement(i18next.t, reply)).toBe(
      "Nowa odpowiedź w\u00a0Twojej konwersacji: Żaneta Gołąb · Zapytanie o płytki",
    );
  });
});

describe("what is news", () => {
  const later = { ...reply, at: "2026-11-20T12:00:01Z" };
  it("is what came after the page was opened", () => {
    expect(isNews(undefined, reply), "the page has only just been opened").toBe(false);
    expect(isNews(null, reply)).toBe(true);
    expect(isNews(reply, later), "the same line with one more").toBe(true);
    expect(isNews(reply, { ...reply, id: "2" })).toBe(true);
    expect(isNews(reply, reply)).toBe(false);
    expect(isNews(later, reply), "the newest was read, an older one is left").toBe(false);
    expect(isNews(reply, null)).toBe(false);
  });

  it("is counted as far as anybody counts", () => {
    expect(badge(7)).toBe("7");
    expect(badge(99)).toBe("99");
    expect(badge(100)).toBe("99+");
  });
});
