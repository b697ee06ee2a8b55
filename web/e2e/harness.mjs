import { mkdirSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { launchChromium, localeOf } from "./chromium.mjs";
import { wordsOf } from "./words.mjs";

const patienceMillis = 20_000;
const pictures = new URL("../../target/e2e/", import.meta.url).pathname;

/** Waits until the condition gives something true, and gives that; says in vain what was seen last. */
export async function until(what, condition, millis = patienceMillis) {
  const deadline = performance.now() + millis;
  let last;
  while (performance.now() < deadline) {
    last = await condition();
    if (last) return last;
    await pause(50);
  }
  throw new Error(`waited in vain until ${what}; last seen: ${JSON.stringify(last)}`);
}

/** Fails unless both are equal as JSON. */
export function same(what, seen, wanted) {
  if (JSON.stringify(seen) !== JSON.stringify(wanted)) {
    throw new Error(`${what}: wanted ${JSON.stringify(wanted)}, saw ${JSON.stringify(seen)}`);
  }
}

export const visible = (locator) => locator.waitFor({ state: "visible", timeout: patienceMillis });
export const gone = (locator) => locator.waitFor({ state: "hidden", timeout: patienceMillis });
export const times = (locator, count) =>
  until(`${count} of ${locator}`, async () => (await locator.count()) === count);

/**
 * Runs one walk: a Chromium of its own with nothing remembered, the application's words, the world outside. Whatever any page asks of
 * another server than ours, and whatever error any page throws, fails the walk.
 */
export async function walk(name, steps) {
  const given = JSON.parse(process.env.ROZMOWA_E2E ?? "{}");
  const t = await wordsOf(given.language);
  const browser = await launchChromium();
  const faults = [];
  const pages = [];
  const person = (options) => newPerson(browser, given, faults, pages, options);
  const tell = stepTeller();
  try {
    await steps({ given, t, person, faults, outside: outsideWorld(given.outside), step: tell.step });
    await tell.step("nothing went wrong unseen, nobody else was asked", () => same("faults", faults, []));
    tell.say(`${name} (${given.language}) passed`);
  } catch (error) {
    tell.say(`✗ ${tell.current()}\n${error.stack}\nfaults: ${JSON.stringify(faults, null, 2)}`);
    mkdirSync(pictures, { recursive: true });
    for (const [index, page] of pages.entries()) {
      const path = `${pictures}${name}-${given.language}-${index + 1}.png`;
      await page.screenshot({ path }).then(
        () => tell.say(`page ${index + 1}: ${page.url()}, picture ${path}`),
        (reason) => tell.say(`page ${index + 1}: no picture, ${reason.message}`),
      );
    }
    process.exitCode = 1;
  } finally {
    await browser.close();
  }
}

async function newPerson(browser, given, faults, pages, options = {}) {
  const context = await browser.newContext({
    baseURL: given.base,
    ...localeOf(given.language),
    viewport: { width: 1440, height: 900 },
    acceptDownloads: true,
    ...options,
  });
  context.setDefaultTimeout(patienceMillis);
  await context.route(
    (url) => url.origin !== given.base && !["data:", "blob:", "about:"].includes(url.protocol),
    (route) => {
      faults.push(`asked ${route.request().url()}`);
      return route.abort();
    },
  );
  const page = await context.newPage();
  page.on("pageerror", (error) => faults.push(`page error: ${error.stack ?? error}`));
  page.on("dialog", (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  pages.push(page);
  return page;
}

function stepTeller() {
  const began = performance.now();
  let now = "";
  const say = (text) => process.stdout.write(`${text}\n`);
  return {
    say,
    current: () => now,
    step: async (what, act) => {
      now = what;
      const result = await act();
      say(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${what}`);
      return result;
    },
  };
}

/** Everybody but us: `outside("send", {…})` and so on, as the test's OutsideWorld answers. */
function outsideWorld(url) {
  return async (what, order) => {
    const answer = await fetch(`${url}/${what}`, { method: "POST", body: JSON.stringify(order) });
    const body = await answer.json();
    if (!answer.ok) throw new Error(`outside, ${what}: ${JSON.stringify(body)}`);
    return body;
  };
}
