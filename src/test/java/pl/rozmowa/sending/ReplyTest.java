package pl.rozmowa.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import pl.rozmowa.conversation.Receiving;
import pl.rozmowa.mail.EmailAddress;
import pl.rozmowa.mail.MimeParser;
import pl.rozmowa.mail.ParseLimits;
import pl.rozmowa.mail.ParsedEmail;
import pl.rozmowa.mail.PlainText;
import pl.rozmowa.platform.AppTest;
import pl.rozmowa.platform.Await;
import pl.rozmowa.platform.Browser;
import pl.rozmowa.platform.Secrets;
import tools.jackson.databind.JsonNode;

/** An answer on its whole way: from the composer through Postfix into the client's mailbox, into Sent, into the conversation. */
class ReplyTest extends AppTest {

    @Autowired private Receiving receiving;
    @Autowired private TransactionTemplate transaction;
    @Autowired private Secrets secrets;
    private Office office;
    private Browser hanna;

    @BeforeEach
    void open() {
        office = new Office(jdbc, receiving, transaction, secrets);
        hanna = office.signedIn(office.hanna, browser());
    }

    @Test
    void aReplyReachesTheClientWithTheRightHeaders() {
        UUID question = office.question();
        JsonNode done =
                office.sent(
                        hanna,
                        question,
                        office.reply(question, "<p>Dzień dobry, <b>120 zł</b> za m².</p>"),
                        "accepted");
        String source = office.awaitMail(office.zaneta, "INBOX", 1).getFirst();
        ParsedEmail mail = parsed(source);

        assertThat(mail.from().getFirst())
                .isEqualTo(new EmailAddress("Hanna Wrzos | Ceramika Dębowa", office.biuro));
        assertThat(mail.to().getFirst()).isEqualTo(new EmailAddress("Żaneta Gołąb", office.zaneta));
        assertThat(mail.subject()).isEqualTo("Re: Płytki do łazienki");
        assertThat(mail.messageId()).isNotNull();
        assertThat(mail.messageId().value()).endsWith("@debowa.test");
        assertThat(mail.inReplyTo().getFirst().value()).isEqualTo("pytanie@studiolaka.example");
        assertThat(mail.references().stream().map(id -> id.value()))
                .containsExactly("a@x.example", "b@x.example", "pytanie@studiolaka.example");
        assertThat(mail.ownText()).contains("Dzień dobry, 120 zł za m².");
        assertThat(mail.text())
                .contains(" Żaneta Gołąb <" + office.zaneta + "> napisał(a):")
                .contains("W dniu 24 listopada 2024 o 2:00")
                .contains("> ile kosztują płytki?");
        assertThat(mail.ownText()).doesNotContain("napisał(a)");
        assertThat(mail.html()).contains("<b>120 zł</b>").contains("ile kosztują płytki?");
        assertThat(mail.defects()).isEmpty();
        assertThat(source.toLowerCase(java.util.Locale.ROOT))
                .doesNotContain("user-agent")
                .doesNotContain("x-mailer")
                .doesNotContain("x-originating-ip")
                .doesNotContain("rozmowa");
        assertThat(source.split("\r\n")).allMatch(line -> line.length() <= 998);
        assertThat(source.chars()).allMatch(c -> c < 0x80);
        assertThat(done.path("conversationId").asString())
                .isEqualTo(office.conversationOf(question).toString());
    }

    @Test
    void theAnswerStandsInTheConversationAtOnceAndItsCopyInSentAddsNothing() {
        UUID question = office.question();
        JsonNode done =
                office.sent(hanna, question, office.reply(question, "<p>Tak</p>"), "accepted");
        String id = done.path("id").asString();
        Await.until("filed", () -> office.column("sent_copy", id).equals("appended"));
        String delivered = office.awaitMail(office.zaneta, "INBOX", 1).getFirst();
        List<String> copies = office.mail(office.biuro, Office.SENT);
        assertThat(copies).hasSize(1);
        assertThat(delivered)
                .endsWith(copies.getFirst().substring(copies.getFirst().indexOf("Date:")));

        office.db
                .sql("update mail_account set state = 'backfilling' where project_id = ?")
                .param(office.project)
                .update();
        Await.until(
                "sync has met the copy",
                () ->
                        office.db
                                        .sql(
                                                "select count(*) from email_placement where project_id = ? and folder_id = ? and state = 'fetched'")
                                        .params(office.project, office.sent)
                                        .query(Integer.class)
                                        .single()
                                == 1);
        JsonNode conversation =
                hanna.get("/api/conversations/" + office.conversationOf(question)).json();
        assertThat(conversation.path("emails")).hasSize(2);
        assertThat(conversation.path("emails").get(1).path("submission").path("phase").asString())
                .isEqualTo("accepted");
        assertThat(office.count("select count(*) from email where project_id = ?")).isEqualTo(2);
    }

    @Test
    void replyToAllGoesToEverybodyButUsAndHidesTheBlindCopies() {
        UUID question =
                office.arrivedAs(
                        ("From: Żaneta Gołąb <"
                                        + office.zaneta
                                        + ">\nTo: "
                                        + office.biuro
                                        + ", Iwo Ćwik <"
                                        + office.iwo
                                        + ">\nCc: "
                                        + office.biuro.toUpperCase(java.util.Locale.ROOT)
                                        + ", dorota.mroz@brzask.example, "
                                        + office.iwo
                                        + "\nSubject: AW: Re: Oferta\nMessage-ID: <all@x.example>\nDate: Sun, 24 Nov 2024 02:00:00 +0100\n\nHello, could you please send us the offer?\n")
                                .replace("\n", "\r\n"));
        JsonNode all =
                hanna.get(
                                "/api/conversations/"
                                        + office.conversationOf(question)
                                        + "/reply?all=true&email="
                                        + question)
                        .json();
        assertThat(emails(all.path("to"))).containsExactly(office.zaneta, office.iwo);
        assertThat(emails(all.path("cc"))).containsExactly("dorota.mroz@brzask.example");
        assertThat(all.path("subject").asString()).isEqualTo("AW: Oferta");
        assertThat(all.path("from").path("address").asString()).isEqualTo(office.biuro);
        assertThat(all.path("quotedText").asString())
                .startsWith("On 24 November 2024 at 2:00, Żaneta Gołąb");
        JsonNode one =
                hanna.get(
                                "/api/conversations/"
                                        + office.conversationOf(question)
                                        + "/reply?email="
                                        + question)
                        .json();
        assertThat(emails(one.path("to"))).containsExactly(office.zaneta);
        assertThat(one.path("cc")).isEmpty();

        Map<String, Object> reply = office.reply(question, "<p>Here it is</p>");
        reply.put("bcc", List.of(Map.of("name", "", "email", office.iwo)));
        office.sent(hanna, question, reply, "accepted");
        String open = office.awaitMail(office.zaneta, "INBOX", 1).getFirst();
        String blind = office.awaitMail(office.iwo, "INBOX", 1).getFirst();
        assertThat(open.replaceAll("(?s)\r\n\r\n.*", ""))
                .doesNotContain(office.iwo)
                .doesNotContainIgnoringCase("bcc");
        assertThat(blind.replaceAll("(?s).*?(From: )", "$1")).doesNotContain(office.iwo);
    }

    @Test
    void anAnswerToOurOwnMailGoesToThoseWhoGotIt() {
        UUID question = office.question();
        JsonNode done =
                office.sent(
                        hanna,
                        question,
                        office.reply(question, "<p>Jeszcze jedno</p>"),
                        "accepted");
        JsonNode proposal =
                hanna.get(
                                "/api/conversations/"
                                        + office.conversationOf(question)
                                        + "/reply?all=true&email="
                                        + done.path("emailId").asString())
                        .json();
        assertThat(emails(proposal.path("to"))).containsExactly(office.zaneta);
        assertThat(proposal.path("subject").asString()).isEqualTo("Re: Płytki do łazienki");
    }

    @Test
    void anAnswerGoesOutAndIsFiledWhileReadingIsPaused() {
        UUID question = office.question();
        office.pause();
        JsonNode done =
                office.sent(hanna, question, office.reply(question, "<p>Tak</p>"), "accepted");
        office.awaitMail(office.zaneta, "INBOX", 1);
        Await.until(
                "filed",
                () -> office.column("sent_copy", done.path("id").asString()).equals("appended"));
        assertThat(office.state()).isEqualTo("on_hold");
    }

    @Test
    void aPasswordRefusedWhileReadingIsPausedIsNotTriedAgain() {
        UUID question = office.question();
        office.pause();
        jdbc.sql("update mail_account set state_reason = 'password_refused' where project_id = ?")
                .param(office.project)
                .update();
        JsonNode done =
                office.sent(hanna, question, office.reply(question, "<p>Tak</p>"), "failed");
        assertThat(done.path("failure").path("code").asString()).isEqualTo("password_refused");
    }

    @Test
    void theSameAnswerHandedInTwiceIsSentOnce() throws Exception {
        UUID question = office.question();
        Map<String, Object> reply = office.reply(question, "<p>Raz</p>");
        try (ExecutorService tabs = Executors.newFixedThreadPool(8)) {
            List<Callable<Browser.Answer>> clicks =
                    java.util.Collections.nCopies(8, () -> office.send(hanna, question, reply));
            List<String> ids =
                    tabs.invokeAll(clicks).stream()
                            .map(Future::resultNow)
                            .map(answer -> answer.json().path("submissionId").asString("none"))
                            .distinct()
                            .toList();
            assertThat(ids).hasSize(1).doesNotContain("none");
            office.await(hanna, ids.getFirst(), "accepted");
            assertThat(office.send(hanna, question, reply).json().path("submissionId").asString())
                    .isEqualTo(ids.getFirst());
        }
        reply.put("html", "<p>Dwa</p>");
        assertThat(office.send(hanna, question, reply).code()).isEqualTo("same_key_other_content");
        reply.put("idempotencyKey", "inny");
        office.sent(hanna, question, reply, "accepted");
        assertThat(office.awaitMail(office.zaneta, "INBOX", 2)).hasSize(2);
        assertThat(office.count("select count(*) from email where project_id = ?")).isEqualTo(3);
    }

    @Test
    void bodiesThatWouldEndTheMessageEarlyArriveAsOneMessage() {
        UUID question = office.question();
        String smuggled =
                "MAIL FROM:&lt;zly@brzask.example&gt;\r\nRCPT TO:&lt;"
                        + office.zaneta
                        + "&gt;\r\nDATA\r\nSubject: przemycone\r\n\r\nzle";
        for (String end : List.of("\n.\n", "\n.\r\n", "\r.\r", "\r\n.\r\n", "\r\n.\r", "\n.\r")) {
            office.sent(
                    hanna,
                    question,
                    office.reply(question, "<pre>przed" + end + smuggled + end + "po</pre>"),
                    "accepted");
        }
        List<String> arrived = office.awaitMail(office.zaneta, "INBOX", 6);
        assertThat(arrived)
                .allSatisfy(source ->
                        assertThat(parsed(source).text()).contains("przed").contains("po"));
        assertThat(office.mail(office.zaneta, "INBOX")).hasSize(6);
    }

    @Test
    void unicodeComesThroughWhole() {
        UUID question = office.question();
        String text = "Zażółć gęślą jaźń – „płytki” 😀 Ελληνικά 漢字 " + "ź".repeat(3000);
        Map<String, Object> reply = office.reply(question, "<p>" + text + "</p>");
        reply.put(
                "subject", "Re: Zażółć gęślą jaźń 😀 " + "bardzo długi temat ".repeat(12).strip());
        office.sent(hanna, question, reply, "accepted");
        ParsedEmail mail = parsed(office.awaitMail(office.zaneta, "INBOX", 1).getFirst());
        assertThat(mail.subject()).isEqualTo(reply.get("subject"));
        assertThat(mail.text()).contains(text);
        assertThat(PlainText.of(mail.html())).contains(text);
    }

    @Test
    void whatTheQuotedMailWouldRunOrLoadIsLeftOut() {
        UUID question =
                office.arrivedAs(
                        ("From: "
                                        + office.zaneta
                                        + "\nTo: "
                                        + office.biuro
                                        + "\nSubject: x\nMessage-ID: <zly@x.example>\nContent-Type: text/html; charset=utf-8\n\n"
                                        + "<p onclick=alert(1)>Witam<script>alert(1)</script><img src=http://t.example/p.gif><iframe src=x></iframe></p>")
                                .replace("\n", "\r\n"));
        String quoted =
                hanna.get(
                                "/api/conversations/"
                                        + office.conversationOf(question)
                                        + "/reply?email="
                                        + question)
                        .json()
                        .path("quotedHtml")
                        .asString();
        assertThat(quoted)
                .contains("Witam")
                .doesNotContain("script")
                .doesNotContain("onclick")
                .doesNotContain("img")
                .doesNotContain("iframe");
        office.sent(
                hanna,
                question,
                office.reply(
                        question,
                        "<p>Dobrze<script>alert(2)</script><img src=x onerror=alert(3)></p>"),
                "accepted");
        assertThat(parsed(office.awaitMail(office.zaneta, "INBOX", 1).getFirst()).html())
                .contains("Dobrze")
                .doesNotContain("alert(")
                .doesNotContain("<img");
    }

    @Test
    void linesCannotBeSmuggledIntoHeadersAndWrongAddressesAreNamed() {
        UUID question = office.question();
        for (String bad :
                List.of(
                        "a@b.example\r\nBcc: c@d.example",
                        "a@b.example\nX: y",
                        "a b@c.example",
                        "a@b",
                        "@b.example",
                        "a@@b.example",
                        "a@b..example",
                        "a@-.example",
                        "<a@b.example>",
                        "a@b.example>",
                        "a\u0000@b.example",
                        "",
                        "a,b@c.example",
                        "a@b.example,c@d.example",
                        "a\u2028@b.example",
                        ".a@b.example")) {
            Map<String, Object> reply = office.reply(question, "<p>x</p>");
            reply.put("cc", List.of(Map.of("name", "x", "email", bad)));
            Browser.Answer answer = office.send(hanna, question, reply);
            assertThat(answer.code()).as(bad).isEqualTo("recipient_invalid");
            assertThat(answer.json().path("args").path("field").asString()).isEqualTo("cc");
        }
        Map<String, Object> named = office.reply(question, "<p>x</p>");
        named.put("to", List.of(Map.of("name", "x\r\nBcc: y@z.example", "email", office.zaneta)));
        assertThat(office.send(hanna, question, named).code()).isEqualTo("recipient_invalid");
        Map<String, Object> subject = office.reply(question, "<p>x</p>");
        subject.put("subject", "x\r\nBcc: y@z.example");
        assertThat(office.send(hanna, question, subject).code()).isEqualTo("invalid_input");
        Map<String, Object> nobody = office.reply(question, "<p>x</p>");
        nobody.put("to", List.of());
        assertThat(office.send(hanna, question, nobody).code()).isEqualTo("recipients_missing");
        assertThat(
                        office.send(hanna, question, office.reply(question, "<p> &nbsp; <br></p>"))
                                .code())
                .isEqualTo("message_empty");
        assertThat(office.count("select count(*) from email_submission where project_id = ?"))
                .isZero();
        assertThat(office.count("select count(*) from email where project_id = ?")).isEqualTo(1);
    }

    @Test
    void aColleaguesMailboxIsUsedOnlyByThoseWhoMayAndThatIsNoted() {
        UUID question = office.question();
        UUID lidia = office.member("Lidia Maj", "member");
        UUID borys = office.member("Borys Klon", "guest");
        Browser guest = office.signedIn(borys, browser());
        Map<String, Object> reply = office.reply(question, "<p>Ja</p>");
        assertThat(office.send(guest, question, reply).status()).isEqualTo(404);
        office.db
                .sql(
                        "insert into conversation_grant (project_id, conversation_id, member_id, level, granted_by, granted_at) values (?, ?, ?, 'read', ?, now())")
                .params(office.project, office.conversationOf(question), borys, office.hanna)
                .update();
        assertThat(office.send(guest, question, reply).status()).isEqualTo(403);

        Browser member = office.signedIn(lidia, browser());
        JsonNode done = office.sent(member, question, reply, "accepted");
        assertThat(
                        parsed(office.awaitMail(office.zaneta, "INBOX", 1).getFirst())
                                .from()
                                .getFirst()
                                .name())
                .isEqualTo("Lidia Maj | Ceramika Dębowa");
        assertThat(guest.get("/api/submissions/" + done.path("id").asString()).status())
                .isEqualTo(200);
        assertThat(
                        guest.post(
                                        "/api/submissions/" + done.path("id").asString() + "/retry",
                                        Map.of())
                                .status())
                .isEqualTo(403);
        assertThat(
                        office.count(
                                "select count(*) from audit_entry where project_id = ? and verb = 'sent_from_mailbox_of_other'"))
                .isEqualTo(1);
    }

    @Test
    void whoeverAnswersFirstTakesTheClientOnAndAnotherAnswerIsRecorded() {
        UUID question = office.question();
        UUID conversation = office.conversationOf(question);
        String clients = "/api/conversations/" + conversation + "/clients";
        assertThat(hanna.get(clients).json().path("items").get(0).path("owner").isNull()).isTrue();
        office.sent(hanna, question, office.reply(question, "<p>120 zł.</p>"), "accepted");
        JsonNode client = hanna.get(clients).json().path("items").get(0);
        assertThat(client.path("owner").path("name").asString()).isEqualTo("Hanna Wrzos");

        Browser lidia = office.signedIn(office.member("Lidia Maj", "member"), browser());
        office.sent(lidia, question, office.reply(question, "<p>Raczej 110 zł.</p>"), "accepted");
        assertThat(hanna.get(clients).json().path("items").get(0).path("owner"))
                .as("she stays Hanna's client")
                .isEqualTo(client.path("owner"));
        JsonNode history =
                hanna.get("/api/conversations/" + conversation + "/history").json().path("items");
        assertThat(history.size()).isEqualTo(2);
        assertThat(history.get(0).path("verb").asString()).isEqualTo("answered_for");
        assertThat(history.get(0).path("by").path("name").asString()).isEqualTo("Lidia Maj");
        assertThat(history.get(0).path("about").path("name").asString()).isEqualTo("Hanna Wrzos");
        assertThat(history.get(1).path("verb").asString()).isEqualTo("client_claimed");
    }

    @Test
    void nothingIsSentFromADisconnectedMailbox() {
        UUID question = office.question();
        office.db
                .sql("update mail_account set state = 'disconnected' where project_id = ?")
                .param(office.project)
                .update();
        assertThat(office.send(hanna, question, office.reply(question, "<p>x</p>")).code())
                .isEqualTo("mailbox_disconnected");
    }

    private static List<String> emails(JsonNode people) {
        return people.valueStream().map(person -> person.path("email").asString()).toList();
    }

    private static ParsedEmail parsed(String source) {
        return MimeParser.parse(source.getBytes(StandardCharsets.UTF_8), ParseLimits.STANDARD);
    }
}
