package pl.rozmowa.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import pl.rozmowa.conversation.Receiving;
import pl.rozmowa.mail.MimeParser;
import pl.rozmowa.mail.ParseLimits;
import pl.rozmowa.mail.ParsedEmail;
import pl.rozmowa.platform.AppTest;
import pl.rozmowa.platform.Await;
import pl.rozmowa.platform.Browser;
import pl.rozmowa.platform.Secrets;

/** Invitations go out from the conversation's own mailbox, over a real server. */
class InvitationMailTest extends AppTest {

    @Autowired private Receiving receiving;
    @Autowired private TransactionTemplate transaction;
    @Autowired private Secrets secrets;
    private Office office;
    private Browser hanna;
    private UUID conversation;

    @BeforeEach
    void hannaHasAQuestion() {
        office = new Office(jdbc, receiving, transaction, secrets);
        hanna = office.signedIn(office.hanna, browser());
        conversation = office.conversationOf(office.question());
    }

    @Test
    void a_guest_gets_one_letter_with_the_link_and_the_note_and_nothing_of_the_conversation() {
        String link = invite(office.iwo, true).json().path("link").asString();

        String source = office.awaitMail(office.iwo, "INBOX", 1).getFirst();
        ParsedEmail letter =
                MimeParser.parse(source.getBytes(StandardCharsets.UTF_8), ParseLimits.STANDARD);
        assertThat(letter.subject()).isEqualTo("Hanna Wrzos udostępnia Ci konwersację");
        assertThat(letter.text()).contains(link, "Potrzebujemy Twojej opinii", "Ceramika Dębowa");
        assertThat(letter.from().getFirst().address()).isEqualTo(office.biuro);
        assertThat(letter.text() + letter.html() + letter.headers())
                .doesNotContain("Płytki")
                .doesNotContain("Żaneta")
                .doesNotContain(office.zaneta)
                .doesNotContain("ile kosztują");

        Await.until("the letter is handed over", () -> phase().equals("accepted"));
        assertThat(
                        jdbc.sql("select length(source) from email_submission where project_id = ?")
                                .param(office.project)
                                .query(Integer.class)
                                .single())
                .as("the link stays nowhere")
                .isZero();
        assertThat(office.mail(office.biuro, Office.SENT)).isEmpty();
        assertThat(hanna.get("/api/submissions").json().path("items").size()).isZero();
        assertThat(hanna.get("/api/conversations/" + conversation).json().path("emails").size())
                .isOne();
        assertThat(
                        hanna.get("/api/conversations/" + conversation + "/access")
                                .json()
                                .path("pending")
                                .path(0)
                                .path("mail")
                                .asString())
                .isEqualTo("accepted");
    }

    @Test
    void a_colleague_gets_a_letter_in_their_own_language() {
        UUID lidia = office.member("Lidia Maj", "guest");
        jdbc.sql(
                        """
                        update person
                        set language = 'en', email = ?, email_key = ?
                        where id = (select person_id from member where project_id = ? and id = ?)
                        """)
                .params(office.iwo, office.iwo, office.project, lidia)
                .update();
        Browser.Answer given =
                hanna.post(
                        "/api/conversations/" + conversation + "/access",
                        Map.of("memberIds", List.of(lidia), "level", "reply", "mail", true));
        assertThat(given.status()).as(given.text()).isEqualTo(200);
        String source = office.awaitMail(office.iwo, "INBOX", 1).getFirst();
        assertThat(source)
                .contains("Subject: Hanna Wrzos shared a conversation with you")
                .contains("/inbox/" + conversation);
    }

    @Test
    void a_mailbox_that_cannot_send_says_so_and_gives_nothing_half() {
        jdbc.sql("update mail_account set state = 'needs_sign_in' where project_id = ?")
                .param(office.project)
                .update();
        assertThat(
                        hanna.get("/api/conversations/" + conversation + "/access")
                                .json()
                                .path("canMail")
                                .asBoolean())
                .isFalse();
        assertThat(invite(office.iwo, true).code()).isEqualTo("mailbox_cannot_send");
        assertThat(office.count("select count(*) from invitation where project_id = ?")).isZero();
        assertThat(invite(office.iwo, false).status()).isEqualTo(200);
        assertThat(office.count("select count(*) from email_submission where project_id = ?"))
                .isZero();
    }

    @Test
    void a_letter_that_no_server_takes_is_shown_as_not_sent_and_keeps_no_link() {
        Browser.Answer answer = invite("nikt@nigdzie.invalid", true);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        Await.until("the letter is given up", () -> phase().equals("failed"));
        assertThat(
                        jdbc.sql("select length(source) from email_submission where project_id = ?")
                                .param(office.project)
                                .query(Integer.class)
                                .single())
                .isZero();
    }

    private String phase() {
        return jdbc.sql("select phase from email_submission where project_id = ?")
                .param(office.project)
                .query(String.class)
                .single();
    }

    private Browser.Answer invite(String email, boolean mail) {
        return hanna.post(
                "/api/conversations/" + conversation + "/access/guests",
                Map.of(
                        "email",
                        email,
                        "level",
                        "read",
                        "note",
                        "Potrzebujemy Twojej opinii",
                        "mail",
                        mail));
    }
}
