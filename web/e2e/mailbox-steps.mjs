import { gone, visible } from "./harness.mjs";

/** What people do with mailboxes, by the words on the screen. */
export function mailboxSteps(page, t, given) {
  const button = (key, args) => page.getByRole("button", { name: t(key, args), exact: true });
  const row = (address) =>
    page
      .getByRole("main")
      .getByRole("listitem")
      .filter({ has: page.getByRole("link", { name: address, exact: true }) });

  const goToList = async () => {
    await page
      .getByRole("navigation", { name: t("common:nav.label") })
      .getByRole("link", { name: t("common:nav.data") })
      .click();
    // Until it is there, the page before may have links of similar names.
    await visible(page.getByRole("heading", { level: 1, name: t("common:nav.data"), exact: true }));
    await page
      .getByRole("main")
      .getByRole("link", { name: t("mailboxes:title") })
      .click();
    await visible(page.getByRole("heading", { level: 1, name: t("mailboxes:title"), exact: true }));
  };

  const server = (kind) => page.getByRole("group", { name: t(`mailboxes:server.${kind}`), exact: true });
  const setServer = async (kind, { host = given.host, port, security = "tls" }) => {
    const fields = server(kind);
    await fields.getByLabel(t("mailboxes:server.host"), { exact: true }).fill(host);
    await fields.getByLabel(t("mailboxes:server.security")).selectOption(security);
    await fields.getByLabel(t("mailboxes:server.port")).fill(String(port));
  };

  const chooseOther = () =>
    page
      .getByRole("main")
      .getByRole("link", { name: t("mailboxes:provider.other") })
      .click();

  /** Address, password and the servers by hand; goes on. */
  const signIn = async ({ address, password = given.password, imap, smtp }) => {
    await page.getByLabel(t("mailboxes:signIn.address"), { exact: true }).fill(address);
    await page.getByLabel(t("mailboxes:signIn.password"), { exact: true }).fill(password);
    if ((await server("imap").count()) === 0) await button("mailboxes:signIn.manual").click();
    await setServer("imap", imap ?? { port: given.imap });
    await setServer("smtp", smtp ?? { port: given.smtp });
    await button("mailboxes:wizard.next").click();
  };

  /** The form is back and says what was wrong and what to do. */
  const refused = async (code) => {
    const note = page.getByRole("alert").filter({ hasText: t(`errors:${code}.what`) });
    await visible(note);
    await visible(note.getByText(t(`errors:${code}.do`)));
  };

  const folder = (name) =>
    page
      .getByRole("tree", { name: t("mailboxes:folders.tree") })
      .getByRole("treeitem", { name })
      .first();

  const foldersShown = () =>
    visible(page.getByRole("heading", { level: 1, name: t("mailboxes:folders.title"), exact: true }));

  const more = async (address, item) => {
    await page.getByRole("button", { name: t("mailboxes:row.more", { address }), exact: true }).click();
    await page.getByRole("menuitem", { name: t(item), exact: true }).click();
  };

  /** The mark of a mailbox that is up to date leads to its sync page. */
  const syncOf = (address) =>
    row(address).getByRole("link", {
      name: t("mailboxes:row.stateLink", { state: t("mailboxes:state.live"), address }),
      exact: true,
    });

  const finish = async () => {
    await button("mailboxes:wizard.next").click();
    await visible(page.getByRole("heading", { level: 1, name: t("mailboxes:finish.title"), exact: true }));
  };

  const toInbox = async () => {
    await page.getByRole("link", { name: t("mailboxes:summary.toInbox"), exact: true }).click();
    await gone(page.getByRole("link", { name: t("mailboxes:summary.toInbox"), exact: true }));
  };

  return {
    button,
    row,
    syncOf,
    goToList,
    chooseOther,
    signIn,
    refused,
    folder,
    foldersShown,
    more,
    finish,
    toInbox,
  };
}
