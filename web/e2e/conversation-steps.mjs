import { visible } from "./harness.mjs";

/** What people do in the inbox and in an open conversation, by the words on the screen. */
export function conversationSteps(page, t) {
  const list = page.getByRole("list", { name: t("inbox:list.label"), exact: true });
  const inList = (subject) => list.getByRole("link", { name: subject });
  const feed = page.getByRole("feed", { name: t("conversation:messages") });
  const card = (text) => feed.getByRole("article").filter({ hasText: text });
  const open = async (subject) => {
    await inList(subject).click();
    await visible(page.getByRole("heading", { level: 2, name: subject, exact: true }));
  };
  /** What stands in the frame of an HTML body. */
  const body = (sender) =>
    page.frameLocator(`iframe[title="${t("conversation:email.body", { name: sender })}"]:not([aria-hidden])`);

  const composer = page.getByRole("region", { name: t("composer:label"), exact: true });
  const writing = composer.getByRole("textbox", { name: t("composer:body"), exact: true });
  /** The button below the messages, not those on them. */
  const reply = page.getByRole("button", { name: t("composer:reply"), exact: true }).last();
  const send = composer.getByRole("button", { name: t("composer:send"), exact: true });
  /** What can be wanted of the open conversation's mail at the provider. */
  const act = (wish) =>
    page
      .getByRole("main")
      .getByRole("button", { name: t(`conversation:wish.${wish}`), exact: true })
      .first();
  /** The same for what stands in the menu. */
  const actInMenu = async (wish) => {
    await page
      .getByRole("main")
      .getByRole("button", { name: t("conversation:wish.more"), exact: true })
      .first()
      .click();
    await page.getByRole("menuitem", { name: t(`conversation:wish.${wish}`) }).click();
  };
  const recipient = (name, email) =>
    composer.getByRole("button", { name: t("composer:recipient", { name, email }), exact: true });

  return { act, actInMenu, list, inList, feed, card, open, body, composer, writing, reply, send, recipient };
}
