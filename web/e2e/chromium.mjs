import { chromium } from "playwright-core";

/** A Chromium with nothing remembered, that asks nobody but the pages it is led to. */
export function launchChromium() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** What a person's browser says of them. */
export function localeOf(language) {
  return { locale: language === "pl" ? "pl-PL" : "en-GB", timezoneId: "Europe/Warsaw" };
}
