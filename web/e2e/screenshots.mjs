import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launchChromium, localeOf } from "./chromium.mjs";
import { conversationSteps } from "./conversation-steps.mjs";
import { until, visible } from "./harness.mjs";
import { mailboxSteps } from "./mailbox-steps.mjs";
import { wordsOf } from "./words.mjs";

/*
 * Pictures of the main screens in the demo's world: screenshots.mjs [--readme] FOLDER
 * With --readme only those that the README shows; else every screen at three widths, light and dark, in both languages.
 */
const readme = process.argv.includes("--readme");
const folder = process.argv.slice(2).find((word) => !word.startsWith("--"));
if (!folder) throw new Error("usage: screenshots.mjs [--readme] FOLDER");
mkdirSync(folder, { recursive: true });

const home = new URL("../../", import.meta.url).pathname;
const waiting = "export@debowa.test";
const password = "sezam-otwiera-drzwi";
const shown = "Płytki „Jesion” do kawiarni przy Młynarskiej";
const widths = { desktop: [1440, 900], tablet: [1024, 768], phone: [390, 844] };

/** Waits until nothing on the page is moving or on its way. */
async function settled(page) {
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => document.fonts.ready);
  await page.evaluate(() => Promise.all(document.getAnimations().map((one) => one.finished)).catch(() => []));
}

/** The screens, each from a page that is signed in unless it says otherwise. */
const screens = {
  login: { anonymous: true, open: (page, { t }) => seeText(page, t("session:demo.title")) },
  inbox: { path: "/inbox" },
  conversation: { open: openShown },
  answer: {
    open: async (page, world) => {
      await openShown(page, world);
      const steps = conversationSteps(page, world.t);
      await steps.reply.click();
      await visible(steps.writing);
    },
  },
  contacts: {
    path: "/contacts",
    open: async (page, { t, wide }) => {
      const list = page.getByRole("list", { name: t("contacts:label") });
      await visible(list.getByRole("link").first());
      if (wide) await list.getByRole("link").nth(1).click();
    },
  },
  "data-centre": { path: "/data" },
  mailboxes: { path: "/data/mailboxes" },
  "wizard-provider": { path: "/data/mailboxes/new" },
  "wizard-gmail": { path: "/data/mailboxes/new?provider=gmail" },
  "wizard-oauth": { path: "/data/mailboxes/new?provider=office365" },
  "wizard-folders": { path: ({ accountId }) => `/data/mailboxes/${accountId}/folders` },
  "wizard-finish": { path: ({ accountId }) => `/data/mailboxes/${accountId}/folders?step=finish` },
  mailbox: { path: ({ connectedId }) => `/data/mailboxes/${connectedId}` },
  sync: { path: ({ connectedId }) => `/data/mailboxes/${connectedId}/sync` },
  profile: { path: "/settings/profile" },
  team: { path: "/settings/team" },
  notifications: {
    path: "/inbox",
    open: async (page, { t }) => {
      await page.getByRole("button", { name: new RegExp(`^${t("notifications:bell")}`, "u") }).click();
      await visible(page.getByRole("heading", { name: t("notifications:title") }));
    },
  },
  "notification-settings": { path: "/settings/notifications" },
  audit: { path: "/settings/audit" },
  palette: {
    path: "/inbox",
    open: async (page, { t }) => {
      await page.keyboard.press("Control+k");
      await visible(page.getByRole("dialog", { name: t("common:palette.title") }));
    },
  },
  help: {
    path: "/inbox",
    open: async (page, { t }) => {
      await page.keyboard.press("?");
      await visible(page.getByRole("dialog", { name: t("common:help.title") }));
    },
  },
};

/** What the README shows: name of the file, screen, language, theme, width. */
const readmePictures = [
  ["conversation", "conversation", "en", "light", "desktop"],
  ["answer", "answer", "pl", "dark", "desktop"],
  ["folders", "wizard-folders", "en", "light", "desktop"],
  ["phone", "inbox", "pl", "light", "phone"],
  ["phone-conversation", "conversation", "pl", "dark", "phone"],
];

async function seeText(page, text) {
  await visible(page.getByText(text).first());
}

async function openShown(page, { t }) {
  await page.goto("/inbox");
  await conversationSteps(page, t).open(shown);
}

async function freePort() {
  const server = createServer();
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

/** The demo with a world of its own, stopped by its process. */
async function startDemo() {
  const port = await freePort();
  const data = mkdtempSync(join(tmpdir(), "rozmowa-pictures-"));
  chmodSync(data, 0o755); // the database runs as an unprivileged user
  const base = `http://localhost:${port}`;
  const demo = spawn(join(home, "rozmowa"), ["demo"], {
    env: {
      ...process.env,
      ROZMOWA_DATA: join(data, "demo"),
      ROZMOWA_PORT: String(port),
      ROZMOWA_PUBLIC_URL: base,
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  await until(
    "the demo answers",
    async () => {
      if (demo.exitCode !== null) throw new Error(`the demo ended with ${demo.exitCode}`);
      return fetch(`${base}/api/session`).then(
        (answer) => answer.ok,
        () => false,
      );
    },
    600_000,
  );
  const stop = async () => {
    const ended = new Promise((end) => demo.once("exit", end));
    demo.kill("SIGTERM");
    await ended;
    rmSync(data, { recursive: true, force: true });
  };
  return { base, stop };
}

async function signIn(page, t) {
  await page.goto("/login");
  await page
    .getByRole("button", { name: t("session:demo.signInAs", { name: "Hanna Wrzos" }), exact: true })
    .click();
  await visible(
    page
      .getByRole("list", { name: t("inbox:list.label"), exact: true })
      .getByRole("link")
      .first(),
  );
}

/** A second mailbox is signed in to but its folders are left to choose, so that the wizard's later steps can be seen. */
async function prepare(browser, base) {
  const t = await wordsOf("en");
  const context = await browser.newContext({ baseURL: base, ...localeOf("en") });
  const page = await context.newPage();
  await signIn(page, t);
  await page.goto("/data/mailboxes/new");
  const steps = mailboxSteps(page, t, {});
  await steps.chooseOther();
  await page.getByLabel(t("mailboxes:signIn.address"), { exact: true }).fill(waiting);
  await page.getByLabel(t("mailboxes:signIn.password"), { exact: true }).fill(password);
  await steps.button("mailboxes:wizard.next").click();
  await steps.foldersShown();
  const accounts = await page.evaluate(() => fetch("/api/mail-accounts").then((answer) => answer.json()));
  await context.close();
  const idOf = (address) => accounts.items.find((account) => account.address === address).id;
  return { accountId: idOf(waiting), connectedId: idOf("biuro@debowa.test") };
}

/** A browser of one person: language, theme and width. */
async function person(browser, base, language, theme, width) {
  const t = await wordsOf(language);
  const [wide, high] = widths[width];
  const options = {
    baseURL: base,
    ...localeOf(language),
    viewport: { width: wide, height: high },
    colorScheme: theme,
    reducedMotion: "reduce",
    isMobile: width === "phone",
    hasTouch: width === "phone",
  };
  const context = await browser.newContext(options);
  const page = await context.newPage();
  let signedIn = false;
  const take = async (screen, file, ids) => {
    const { path, open, anonymous } = screens[screen];
    if (!anonymous && !signedIn) {
      await signIn(page, t);
      signedIn = true;
    }
    const world = { t, wide: width !== "phone", ...ids };
    const address = anonymous ? "/login" : typeof path === "function" ? path(world) : path;
    if (address) await page.goto(address);
    await settled(page);
    await open?.(page, world);
    await settled(page);
    await page.screenshot({ path: join(folder, `${file}.png`) });
    process.stdout.write(`${file}.png\n`);
  };
  return { take, close: () => context.close() };
}

const demo = await startDemo();
const browser = await launchChromium();
try {
  const ids = await prepare(browser, demo.base);
  if (readme) {
    for (const [file, screen, language, theme, width] of readmePictures) {
      const eyes = await person(browser, demo.base, language, theme, width);
      await eyes.take(screen, file, ids);
      await eyes.close();
    }
  } else {
    for (const width of Object.keys(widths)) {
      for (const theme of ["light", "dark"]) {
        for (const language of ["pl", "en"]) {
          const eyes = await person(browser, demo.base, language, theme, width);
          for (const screen of Object.keys(screens)) {
            await eyes.take(screen, `${screen}-${width}-${theme}-${language}`, ids);
          }
          await eyes.close();
        }
      }
    }
  }
} finally {
  await browser.close();
  await demo.stop();
}
