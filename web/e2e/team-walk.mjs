import { conversationSteps } from "./conversation-steps.mjs";
import { gone, same, times, until, visible, walk } from "./harness.mjs";
import { reply } from "./letters.mjs";
import { mailboxSteps } from "./mailbox-steps.mjs";

const enquiry = "Zapytanie o płytki do łazienki";
const order = "Zamówienie na kafle";

await walk("team-walk", async ({ given, t, person, step, outside }) => {
  const { office, zaneta } = given;
  const hanna = await desk("Hanna Wrzos");
  const lidia = await desk("Lidia Maj");
  const tymon = await desk("Tymon Sowa");
  const borys = await desk("Borys Klon");

  /** Somebody with a browser of their own. */
  async function desk(name) {
    const page = await person();
    const label = (key) => page.getByLabel(t(key), { exact: true });
    const button = (key, args) => page.getByRole("button", { name: t(key, args), exact: true });
    const ask = async (method, path, body) => {
      const cookies = await page.context().cookies();
      const token = cookies.find((cookie) => cookie.name.includes("XSRF-TOKEN"))?.value ?? "";
      const answer = await page.request.fetch(`${given.base}/api${path}`, {
        method,
        data: body,
        headers: { "X-XSRF-TOKEN": token },
      });
      if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
      return answer.status() === 204 ? null : answer.json();
    };
    const accept = async (link) => {
      const { pathname, hash } = new URL(link);
      await page.goto(`${pathname}${hash}`);
      await label("session:name").fill(name);
      await label("session:password").fill(given.password);
      await button("session:invitation.accept").click();
      await page.waitForURL(/\/inbox/u);
    };
    const history = (verb, args) => page.getByText(t(`teamwork:history.${verb}`, { who: name, ...args }));
    const section = (key) =>
      page.getByRole("navigation", { name: t("inbox:sections.label") }).getByRole("link", {
        name: new RegExp(`^${t(`inbox:sections.${key}`)}( |$|\\d)`, "u"),
      });
    return { page, name, label, button, ask, accept, history, section, ...conversationSteps(page, t) };
  }

  const byMail = (id, text) =>
    outside("send", {
      from: zaneta,
      to: [office],
      message: reply(enquiry, zaneta, office, ["<a1@laka>"], id, text),
    });

  await step("the owner connects the mailbox and invites the team", async () => {
    const { page, label, button } = hanna;
    await page.goto("/");
    await label("session:setup.code").fill(given.code);
    await label("session:name").fill(hanna.name);
    await label("session:email").fill("hanna@debowa.test");
    await label("session:password").fill(given.password);
    await label("session:setup.project").fill("Ceramika Dębowa");
    await button("session:setup.submit").click();
    await visible(page.getByText(t("mailboxes:empty.title")));
    const mail = mailboxSteps(page, t, given);
    await button("mailboxes:empty.add").click();
    await mail.chooseOther();
    await mail.signIn({ address: office });
    await mail.foldersShown();
    await mail.finish();
    await button("mailboxes:finish.submit").click();
    await mail.toInbox();
    for (const colleague of [lidia, tymon]) {
      const email = `${colleague === lidia ? "lidia" : "tymon"}@debowa.test`;
      const { link } = await hanna.ask("POST", "/invitations", { email, role: "member" });
      await colleague.accept(link);
    }
  });

  const id = await step(
    "three of them have the same conversation before them and see one another",
    async () => {
      for (const one of [hanna, lidia, tymon]) {
        await visible(one.inList(enquiry));
        await one.open(enquiry);
      }
      await visible(lidia.page.getByText(t("notes:presence.looking", { name: hanna.name })).first());
      return new URL(hanna.page.url()).pathname.split("/").at(-1);
    },
  );

  await step(
    "named by one, responsible on the pages of all, and told where one looks elsewhere",
    async () => {
      await lidia.open(order);
      await hanna.page.keyboard.press("i");
      const dialog = hanna.page.getByRole("dialog", { name: t("teamwork:assign.title", { count: 1 }) });
      await dialog.getByRole("button", { name: lidia.name, exact: true }).first().click();
      const line = t("teamwork:history.by.assigned", { who: hanna.name, whom: lidia.name });
      await visible(tymon.page.getByText(line));
      await visible(lidia.button("notifications:bellUnread", { count: 1 }));
      await lidia.section("mine").click();
      await lidia.open(enquiry);
      await visible(lidia.page.getByText(line));
      await visible(lidia.button("notifications:bell"));
      await lidia.section("all").click();
      await lidia.open(enquiry);
    },
  );

  await step("a note with a mention, seen by the team at once and told to the one it names", async () => {
    await tymon.open(order);
    await lidia.page.keyboard.press("n");
    const note = lidia.page.getByRole("textbox", { name: t("notes:form.body"), exact: true });
    await note.click();
    await lidia.page.keyboard.type("@Tym");
    await visible(lidia.page.getByRole("listbox", { name: t("notes:mention.label") }));
    await lidia.page.keyboard.press("Enter");
    await lidia.page.keyboard.type("dajmy jej rabat 5%");
    await lidia.button("notes:form.save").click();
    await visible(hanna.feed.getByText("dajmy jej rabat 5%"));
    await visible(tymon.button("notifications:bellUnread", { count: 1 }));
    await tymon.open(enquiry);
    await visible(tymon.feed.getByText("dajmy jej rabat 5%"));
  });

  await step("of two answers that race, the second is stopped and given up", async () => {
    for (const one of [hanna, tymon]) {
      await one.reply.click();
      await visible(one.recipient("Żaneta Gołąb", zaneta));
      await one.writing.click();
      await one.page.keyboard.type(`Oferta od: ${one.name}`);
    }
    await hanna.send.click();
    await gone(hanna.composer);
    await visible(tymon.body(hanna.name).getByText(`Oferta od: ${hanna.name}`));
    await tymon.send.click();
    const stopped = tymon.page.getByRole("dialog", { name: t("notes:changed.title") });
    await visible(stopped);
    await stopped.getByRole("button", { name: t("notes:changed.discard"), exact: true }).click();
    await gone(tymon.composer);
    await until("the client has one answer", async () => {
      const letters = await outside("letters", { address: zaneta, folder: "INBOX" });
      return letters.length === 1 && letters[0].text.includes(hanna.name);
    });
  });

  await step("snoozed until a reply: out of everybody's inbox, and back with it", async () => {
    await lidia.page.keyboard.press("h");
    await lidia.page
      .getByRole("dialog", { name: t("teamwork:snooze.title", { count: 1 }) })
      .getByRole("button", { name: t("teamwork:snooze.untilReply"), exact: true })
      .click();
    await gone(hanna.inList(enquiry));
    await gone(tymon.inList(enquiry));
    await byMail("t1@laka", "Biorę, proszę o fakturę.");
    await visible(hanna.inList(enquiry));
    await visible(hanna.card("Biorę, proszę o fakturę."));
    await visible(hanna.page.getByText(t("teamwork:history.self.reopened")));
  });

  await step("closed with one key, undone, closed again, and reopened by the client", async () => {
    const undo = hanna.page.getByRole("button", { name: t("common:undo"), exact: true });
    await hanna.page.keyboard.press("e");
    await gone(tymon.inList(enquiry));
    await undo.last().click();
    await visible(tymon.inList(enquiry));
    await hanna.open(enquiry);
    await hanna.page.keyboard.press("e");
    await gone(tymon.inList(enquiry));
    await hanna.section("closed").click();
    await visible(hanna.inList(enquiry));
    await byMail("t2@laka", "Jeszcze jedno pytanie.");
    await visible(tymon.inList(enquiry));
    await gone(hanna.inList(enquiry));
  });

  await step(
    "a guest sees the one conversation that was shared, and nothing once it is taken back",
    async () => {
      const email = "borys.klon@audyt.example";
      const { link } = await hanna.ask("POST", `/conversations/${id}/access/guests`, {
        email,
        level: "read",
      });
      await borys.accept(link);
      await borys.page.goto(`/inbox/${id}`);
      await visible(borys.card("Jeszcze jedno pytanie."));
      await times(borys.inList(order), 0);
      same("notes for a guest", await borys.page.getByText("dajmy jej rabat").count(), 0);
      const guests = (await hanna.ask("GET", "/members")).items.filter((one) => one.role === "guest");
      const began = performance.now();
      await hanna.ask("DELETE", `/conversations/${id}/access/${guests[0].id}`);
      await gone(borys.card("Jeszcze jedno pytanie."));
      same("within five seconds", performance.now() - began < 5_000, true);
    },
  );
});
