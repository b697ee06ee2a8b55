import { launchChromium, localeOf } from "./chromium.mjs";
import { visible } from "./harness.mjs";
import { wordsOf } from "./words.mjs";

/*
 * Tells when new conversations appear in the inbox of a real browser: arrivals.mjs BASE EMAIL PASSWORD MARK
 * Says "ready", then "NUMBER MILLISECONDS" (the machine's clock) when MARK-NUMBER first stands in the list's DOM. Ends with its standard input.
 */
const [base, email, password, mark] = process.argv.slice(2);
const t = await wordsOf("pl");
const browser = await launchChromium();
const context = await browser.newContext({
  baseURL: base,
  ...localeOf("pl"),
  viewport: { width: 1440, height: 900 },
});
const page = await context.newPage();
await page.goto("/inbox");
await page.getByLabel(t("session:email"), { exact: true }).fill(email);
await page.getByLabel(t("session:password"), { exact: true }).fill(password);
await page.keyboard.press("Enter");
await visible(
  page
    .getByRole("list", { name: t("inbox:list.label"), exact: true })
    .getByRole("link")
    .first(),
);

await page.exposeFunction("appeared", (number, millis) => process.stdout.write(`${number} ${millis}\n`));
await page.evaluate((word) => {
  const pattern = new RegExp(`${word}-(\\d+)`, "g");
  const seen = new Set();
  const look = () => {
    const now = Date.now();
    for (const [, number] of document.body.textContent.matchAll(pattern)) {
      if (seen.has(number)) continue;
      seen.add(number);
      void window.appeared(number, now);
    }
  };
  look();
  new MutationObserver(look).observe(document.body, { childList: true, characterData: true, subtree: true });
}, mark);
process.stdout.write("ready\n");
process.stdin.resume();
process.stdin.on("end", () => browser.close());
