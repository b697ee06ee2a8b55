import { readFile } from "node:fs/promises";
import { conversationSteps } from "./conversation-steps.mjs";
import { gone, same, times, until, visible, walk } from "./harness.mjs";
import { reply } from "./letters.mjs";
import { mailboxSteps } from "./mailbox-steps.mjs";

const sent = "Wys&AUI-ane";
const lodz = "Klienci/&AUEA8w-d&AXo-";
const enquiry = "Zapytanie o płytki do łazienki";

await walk("main-walk", async ({ given, t, person, step, outside }) => {
  const { office, export: exporting, zaneta } = given;
  const page = await person();
  const mail = mailboxSteps(page, t, given);
  const inbox = conversationSteps(page, t);
  const { button } = mail;
  const label = (key) => page.getByLabel(t(key), { exact: true });
  const heading = (key, args) => page.getByRole("heading", { level: 1, name: t(key, args), exact: true });
  const asItLies = () =>
    Promise.all(["INBOX", sent, lodz].map((folder) => outside("flags", { address: office, folder })));
  const before = await asItLies();

  // --- the first visit ----------------------------------------------------------------------------------------------

  await step("a wrong code opens nothing", async () => {
    await page.goto("/");
    await visible(heading("session:setup.title"));
    await label("session:setup.code").fill("ABCD-EFGH-JKLM");
    await label("session:name").fill("Hanna Wrzos");
    await label("session:email").fill("hanna@debowa.test");
    await label("session:password").fill(given.password);
    await label("session:setup.project").fill("Ceramika Dębowa");
    await button("session:setup.submit").click();
    await mail.refused("setup_code_wrong");
  });

  await step("the code from the console makes the owner and the project", async () => {
    await label("session:setup.code").fill(given.code);
    await button("session:setup.submit").click();
    await visible(page.getByText(t("mailboxes:empty.title")));
    same("language of the page", await page.evaluate(() => document.documentElement.lang), given.language);
  });

  await step("the data centre leads to no mailbox yet", async () => {
    await mail.goToList();
    await visible(page.getByText(t("mailboxes:empty.title")));
    await button("mailboxes:empty.add").click();
    await visible(heading("mailboxes:provider.title"));
  });

  // --- bad input ----------------------------------------------------------------------------------------------------

  await step("a wrong password is said, tried once, and leaves nothing behind", async () => {
    await mail.chooseOther();
    await mail.signIn({ address: office, password: "nie-to-haslo" });
    await mail.refused("password_refused");
    same("tries at the server", await outside("refused-passwords", { address: office }), 1);
    await page.getByRole("link", { name: t("mailboxes:wizard.leave") }).click();
    await visible(page.getByText(t("mailboxes:empty.title")));
    await button("mailboxes:empty.add").click();
    await mail.chooseOther();
  });

  await step("a host that does not exist is said", async () => {
    await mail.signIn({ address: office, imap: { host: "imap.debowa.invalid", port: 993 } });
    await mail.refused("host_unknown");
  });

  await step("a certificate nobody vouches for is said, and no password goes there", async () => {
    await mail.signIn({ address: office, imap: { port: given.untrusted } });
    await mail.refused("certificate_untrusted");
  });

  await step("a sending server that does not answer is said", async () => {
    await mail.signIn({ address: office, smtp: { host: "smtp.debowa.invalid", port: 465 } });
    await mail.refused("smtp_unreachable");
    same("tries with a wrong password", await outside("refused-passwords", { address: office }), 1);
  });

  // --- the wizard ---------------------------------------------------------------------------------------------------

  await step("the right settings show the folders, both sides ticked", async () => {
    await mail.signIn({ address: office });
    await mail.foldersShown();
    await visible(mail.folder("Łódź"));
    same("ticked", await mail.folder("Wysłane").getAttribute("aria-checked"), "true");
    same("ticked", await mail.folder(t("mailboxes:folders.inbox")).getAttribute("aria-checked"), "true");
    same("not ticked", await mail.folder("Spam").getAttribute("aria-checked"), "false");
  });

  await step("without a folder of sent mail nobody gets on, and is told why", async () => {
    await mail.folder("Wysłane").click();
    await visible(page.getByText(t("mailboxes:folders.noSent")));
    await visible(page.getByText(t("mailboxes:folders.why")).first());
    await button("mailboxes:wizard.next").focus();
    await page.keyboard.press("Enter");
    await visible(page.getByRole("alert").filter({ hasText: t("mailboxes:folders.why") }));
    await mail.foldersShown();
    await mail.folder("Wysłane").click();
    await gone(page.getByText(t("mailboxes:folders.noSent")));
  });

  await step("one screen says what will happen; 30 days and the whole project stand ready", async () => {
    await mail.finish();
    const chosen = (name) => page.getByRole("radio", { name, checked: true });
    await visible(chosen(t("mailboxes:window.days", { count: 30 })));
    await visible(chosen(t("mailboxes:sharing.project", { project: "Ceramika Dębowa" })));
    await visible(page.getByRole("definition").filter({ hasText: "Wysłane" }));
    await button("mailboxes:finish.submit").click();
  });

  await step("the summary counts folder by folder until all is there", async () => {
    const bar = (name, count) =>
      page
        .getByRole("listitem")
        .filter({ hasText: name })
        .getByText(t("mailboxes:summary.settled", { settled: count, total: count }), { exact: true });
    await visible(bar(t("mailboxes:folders.inbox"), "14"));
    await visible(bar("Wysłane", "1"));
    await visible(heading("mailboxes:summary.done"));
    await mail.toInbox();
  });

  // --- reading ------------------------------------------------------------------------------------------------------

  await step("the newest conversations are listed, newest first", async () => {
    await visible(inbox.inList(enquiry));
    await visible(inbox.inList("Zamówienie na kafle"));
    const rows = await inbox.list.getByRole("link").evaluateAll((all) => all.map((row) => row.ariaLabel));
    const at = (subject) => rows.findIndex((row) => row.includes(subject));
    same("order", [at(enquiry), at("Samples for the hotel"), at("Zamówienie na kafle")], [0, 1, 2]);
  });

  await step("both sides of a conversation, ISO-8859-2 and quoted history folded", async () => {
    await inbox.open(enquiry);
    await visible(inbox.card("Dokładnie 42 metry i cokół."));
    await visible(inbox.feed.getByRole("button", { name: t("conversation:email.quotedShow") }));
    await visible(inbox.feed.getByText("szukamy płytek w kolorze gęstej śmietany, około 40 metrów."));
    await inbox.feed.getByRole("button", { name: /zdążymy/ }).click();
    await visible(inbox.feed.getByText("zdążymy. Ile dokładnie metrów?", { exact: true }));
    await times(inbox.feed.getByRole("article"), 3);
  });

  await step("HTML in windows-1250 in its frame, and a file with its true name", async () => {
    await inbox.open("Zamówienie na kafle");
    const body = inbox.body("Kamil Ślaz").locator("body");
    await visible(body.getByText("gęś, jaźń i źdźbło"));
    await visible(body.getByText("wzór „Liść”."));
    const coming = page.waitForEvent("download");
    await inbox.feed.getByRole("link", { name: "zamówienie Łódź.txt" }).click();
    const file = await coming;
    same("name of the file", file.suggestedFilename(), "zamówienie Łódź.txt");
    same("content of the file", await readFile(await file.path(), "utf8"), "120 sztuk glazury\n");
  });

  await step("HTML beats its plain twin, and who sees it stands on it", async () => {
    await inbox.open("Samples for the hotel lobby");
    await visible(inbox.body("Imogen Hale").locator("i").getByText("three samples"));
    await page.getByRole("button", { name: t("access:seen.onlyYou"), exact: true }).click();
    await visible(page.getByText(t("access:why.owner")));
    await page.keyboard.press("Escape");
  });

  // --- answering ----------------------------------------------------------------------------------------------------

  const answer = "Oferta: 42 metry po 89 zł, cokół gratis – żółć ma kolor śmietany.";
  const conversation = await step("the answer is addressed already; an empty one is held back", async () => {
    await inbox.open(enquiry);
    await page.evaluate(() => {
      window.sameVisit = true;
    });
    await inbox.reply.click();
    await visible(inbox.recipient("Żaneta Gołąb", zaneta));
    await visible(inbox.writing);
    await inbox.send.click();
    await visible(page.getByRole("alert").filter({ hasText: t("errors:message_empty.what") }));
    return page.url();
  });

  const ours = await step("the client receives the answer, rightly addressed and threaded", async () => {
    await inbox.writing.click();
    await page.keyboard.type(answer);
    await inbox.send.click();
    await gone(inbox.composer);
    const [letter] = await until("the client has it", async () => {
      const all = await outside("letters", { address: zaneta, folder: "INBOX" });
      return all.length > 0 && all;
    });
    same("answers", letter.inReplyTo, "<a3@laka>");
    same("references", letter.references, "<a1@laka> <a2@debowa> <a3@laka>");
    same("from", letter.from.includes(office), true);
    same("to", letter.to.includes(zaneta), true);
    same("subject", letter.subject, `Re: ${enquiry}`);
    same("text", letter.text.includes(answer) && letter.html.includes("Oferta: 42 metry"), true);
    same("quoted original", letter.text.includes("Dokładnie 42 metry i cokół."), true);
    return letter;
  });

  await step("it stands once in the conversation and once in Sent", async () => {
    await visible(inbox.card(t("conversation:submission.sent")));
    await visible(inbox.body("Hanna Wrzos").getByText(answer));
    await until("it lies in Sent", async () => {
      const all = await outside("letters", { address: office, folder: sent });
      return all.filter((letter) => letter.messageId === ours.messageId).length === 1;
    });
    await times(inbox.card(t("conversation:submission.sent")), 1);
    await times(inbox.feed.getByRole("article"), 4);
  });

  const thanks = "Dziękuję, biorę. Proszę o fakturę na Studio Łąka.";
  await step("the client's answer by plain SMTP appears live, once and last", async () => {
    await outside("send", {
      from: zaneta,
      to: [office],
      message: reply(
        enquiry,
        zaneta,
        office,
        [...ours.references.split(" "), ours.messageId],
        "a5@laka",
        thanks,
      ),
    });
    await visible(inbox.card(thanks));
    await times(inbox.card(thanks), 1);
    const texts = await inbox.feed.getByRole("article").allInnerTexts();
    same("last but one is ours", texts.at(-2).includes(t("conversation:submission.sent")), true);
    same("last is hers", texts.at(-1).includes(thanks), true);
  });

  const byPhone = "Faktura w załączniku jutro rano, z telefonu.";
  await step("a reply from another mail program lands in the same conversation", async () => {
    await outside("append", {
      address: office,
      folder: sent,
      message: reply(
        enquiry,
        office,
        zaneta,
        ["<a1@laka>", ours.messageId, "<a5@laka>"],
        "a6@phone",
        byPhone,
      ),
    });
    await visible(inbox.card(byPhone));
    await times(inbox.card(byPhone), 1);
    same("no reload", await page.evaluate(() => window.sameVisit), true);
    same("same place", page.url(), conversation);
  });

  // --- later --------------------------------------------------------------------------------------------------------

  await step("a folder chosen later brings its conversations", async () => {
    await mail.goToList();
    await mail
      .row(office)
      .getByRole("link", { name: t("mailboxes:folders.title"), exact: true })
      .click();
    await mail.foldersShown();
    await mail.folder("Łódź").click();
    await button("mailboxes:later.save").click();
    await mail.toInbox();
    await visible(inbox.inList("Dostawa do Łodzi"));
  });

  await step("a second mailbox, private, by STARTTLS", async () => {
    await mail.goToList();
    await button("mailboxes:addAnother").click();
    await mail.chooseOther();
    await mail.signIn({
      address: exporting,
      imap: { port: given.imapStartTls, security: "starttls" },
      smtp: { port: given.smtpStartTls, security: "starttls" },
    });
    await mail.foldersShown();
    await mail.finish();
    await page.getByRole("radio", { name: t("mailboxes:sharing.private") }).click();
    await button("mailboxes:finish.submit").click();
    await visible(heading("mailboxes:summary.done"));
    await mail.toInbox();
    await visible(inbox.inList("Tiles for the atelier"));
    await page.getByRole("link", { name: t("inbox:sections.all"), exact: true }).click();
    await visible(inbox.inList(enquiry));
    await visible(inbox.inList("Tiles for the atelier"));
  });

  await step("the sync page counts both sides, is paused, goes on and reads again", async () => {
    await mail.goToList();
    await mail.syncOf(exporting).click();
    await visible(heading("sync:title"));
    await visible(page.getByRole("img", { name: t("sync:folders.agree") }).first());
    await button("sync:pause").click();
    await visible(button("sync:resume"));
    await visible(page.getByText(t("sync:state.on_hold")));
    await button("sync:resume").click();
    await visible(page.getByText(t("sync:state.live")));
    await button("sync:again.open").click();
    const dialog = page.getByRole("dialog", { name: t("sync:again.title") });
    await dialog.getByRole("button", { name: t("sync:again.submit"), exact: true }).click();
    await visible(page.getByText(t("sync:again.done"), { exact: true }));
    await visible(page.getByRole("img", { name: t("sync:folders.agree") }).first());
  });

  await step("starred, archived and taken back, at the server too", async () => {
    const inboxThere = () => outside("flags", { address: exporting, folder: "INBOX" });
    const lay = await inboxThere();
    await page.goto("/inbox");
    await inbox.open("Tiles for the atelier");
    await inbox.act("star").click();
    await until("the star is there", async () =>
      (await inboxThere()).some((one) => one.includes("\\Flagged")),
    );
    await inbox.act("unstar").click();
    await until("it is as it was", async () => JSON.stringify(await inboxThere()) === JSON.stringify(lay));
    await inbox.actInMenu("archive");
    await until("it left the inbox", async () => (await inboxThere()).length < lay.length);
    await page.getByRole("button", { name: t("common:undo"), exact: true }).click();
    await until("it is back", async () => (await inboxThere()).length === lay.length);
    await visible(inbox.inList("Tiles for the atelier"));
  });

  await step("an invited colleague sees the shared mailbox and nothing of the private one", async () => {
    await page.goto("/settings/team");
    await button("team:invite.open").click();
    await label("team:invite.email").fill("lidia@debowa.test");
    await button("team:invite.submit").click();
    const link = await label("team:invite.link").inputValue();
    await button("team:invite.done").click();
    const theirs = await person();
    await theirs.goto(`/invitation${new URL(link).hash}`);
    await theirs.getByLabel(t("session:name"), { exact: true }).fill("Lidia Maj");
    await theirs.getByLabel(t("session:password"), { exact: true }).fill(given.password);
    await theirs.getByRole("button", { name: t("session:invitation.accept"), exact: true }).click();
    const lidia = conversationSteps(theirs, t);
    await visible(lidia.inList(enquiry));
    await times(lidia.inList("Tiles for the atelier"), 0);
    await lidia.open(enquiry);
    await visible(lidia.card(byPhone));
    await visible(theirs.getByRole("button", { name: t("access:seen.button", { count: 2 }) }));
    await theirs.goto("/data/mailboxes");
    await visible(theirs.getByText(office));
    await times(theirs.getByText(exporting), 0);
    await theirs.context().close();
  });

  // --- leaving ------------------------------------------------------------------------------------------------------

  await step("disconnected with its history kept: to be read, not to be answered", async () => {
    await mail.goToList();
    await mail.more(office, "mailboxes:disconnect.open");
    const dialog = page.getByRole("dialog", { name: t("mailboxes:disconnect.title") });
    await visible(dialog.getByText(t("mailboxes:disconnect.stays.server")));
    await visible(dialog.getByRole("radio", { name: t("mailboxes:disconnect.keep"), checked: true }));
    await dialog.getByRole("button", { name: t("mailboxes:disconnect.yes"), exact: true }).click();
    await visible(mail.row(office).getByText(t("mailboxes:state.disconnected")));
    await page.goto(conversation);
    await visible(inbox.card(byPhone));
    await visible(page.getByText(t("conversation:disconnected")));
    await times(inbox.reply, 0);
  });

  await step("connected again it finds its conversations", async () => {
    await mail.goToList();
    await mail
      .row(office)
      .getByRole("button", { name: t("mailboxes:row.reconnect"), exact: true })
      .click();
    await visible(page.getByText(t("mailboxes:signIn.returning")));
    await mail.signIn({ address: office });
    await mail.foldersShown();
    await mail.finish();
    await button("mailboxes:finish.submit").click();
    await visible(heading("mailboxes:summary.done"));
    await page.goto(conversation);
    await visible(inbox.reply);
    await visible(inbox.card(byPhone));
    await page.goto("/inbox");
    await visible(inbox.inList(enquiry));
    await times(inbox.inList(enquiry), 1);
  });

  await step("disconnected and deleted: nothing of it is left", async () => {
    await mail.goToList();
    await mail.more(office, "mailboxes:disconnect.open");
    const dialog = page.getByRole("dialog", { name: t("mailboxes:disconnect.title") });
    await dialog.getByRole("radio", { name: t("mailboxes:disconnect.delete") }).click();
    await dialog.getByRole("button", { name: t("mailboxes:disconnect.yesBoth"), exact: true }).click();
    await gone(mail.row(office));
    await visible(mail.row(exporting));
    await page.goto(conversation);
    await visible(page.getByText(t("conversation:missingTitle")));
    await page.goto("/inbox");
    await visible(inbox.inList("Tiles for the atelier"));
    await times(inbox.list.getByRole("link"), 1);
  });

  await step("on the server every message lies as it lay, unread where it was unread", async () => {
    const after = await asItLies();
    same("what lay in INBOX", after[0].slice(0, before[0].length), before[0]);
    same("what lay in Sent", after[1].slice(0, before[1].length), before[1]);
    same("what lay in Łódź", after[2], before[2]);
    same("one came in", after[0].length, before[0].length + 1);
    same("it came unread and stayed so", after[0].at(-1).endsWith("()"), true);
    same("two went out", after[1].length, before[1].length + 2);
  });
});
