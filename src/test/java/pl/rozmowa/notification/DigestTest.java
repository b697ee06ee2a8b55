package pl.rozmowa.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.rozmowa.conversation.Letter.letter;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import pl.rozmowa.conversation.DeskTest;
import pl.rozmowa.mail.Endpoint;
import pl.rozmowa.mail.MimeParser;
import pl.rozmowa.mail.ParseLimits;
import pl.rozmowa.mail.ParsedEmail;
import pl.rozmowa.peers.Dovecot;
import pl.rozmowa.peers.Postfix;
import pl.rozmowa.peers.RawImap;
import pl.rozmowa.platform.Await;
import pl.rozmowa.platform.Browser;
import pl.rozmowa.platform.Secrets;

/** Digests go out through a real mail server, and arrive at a real one. */
class DigestTest extends DeskTest {

    @Autowired Secrets secrets;
    @Autowired SendDigests digests;

    private final Dovecot dovecot = Dovecot.shared();
    private final String biuro = dovecot.freshUser("biuro", "debowa.test");
    private final String lidiasOwn = dovecot.freshUser("lidia", "debowa.test");
    private final UUID account = UUID.randomUUID();
    private UUID lidia;
    private Browser hannas;
    private Browser lidias;
    private UUID sprawa;

    @BeforeEach
    void people() {
        Endpoint smtp = Postfix.shared().endpoint(Endpoint.Security.TLS);
        // Put on hold from its beginning: the engine leaves it alone.
        jdbc.sql(
                        """
                        insert into mail_account (project_id, id, owner_id, address, address_key, provider,
                            imap_host, imap_port, imap_security, imap_login, smtp_host, smtp_port, smtp_security, smtp_login,
                            sharing, state, held_by, state_at, connected_at)
                        values (?, ?, ?, ?, ?, 'other', 'localhost', 993, 'tls', 'x', 'localhost', ?, 'tls', ?,
                                'project', 'on_hold', ?, now(), now())
                        """)
                .params(
                        desk.project,
                        account,
                        desk.hanna,
                        biuro,
                        biuro,
                        smtp.port(),
                        biuro,
                        desk.hanna)
                .update();
        byte[] password = Dovecot.PASSWORD.getBytes(StandardCharsets.UTF_8);
        jdbc.sql(
                        "insert into account_credential (project_id, account_id, field, sealed) values (?, ?, 'password', ?)")
                .params(
                        desk.project,
                        account,
                        secrets.seal(desk.project, account, "password", password))
                .update();
        lidia = desk.member("Lidia Maj", "member");
        hannas = desk.signedIn(desk.hanna, browser());
        lidias = desk.signedIn(lidia, browser());
        jdbc.sql(
                        "update person set email = ? where id = (select person_id from member where id = ?)")
                .params(lidiasOwn, lidia)
                .update();
        desk.arrive(letter("a").subject("Oferta na <taras>"));
        sprawa = desk.conversationOf("a");
        assertThat(hannas.put("/api/notifications/mailbox", Map.of("accountId", account)).status())
                .isEqualTo(204);
        settings("hourly");
        due();
    }

    @Test
    void what_is_unread_comes_by_mail_once_with_links_and_no_word_of_the_mail() {
        hannas.put("/api/conversations/" + sprawa + "/assignee", Map.of("memberId", lidia));
        digests.sendAll();
        ParsedEmail mail = parsed(inbox(1).getFirst());
        assertThat(mail.subject()).isEqualTo("1 nieprzeczytane powiadomienie · Ceramika Dębowa");
        assertThat(mail.headers().has("auto-submitted")).isTrue();
        assertThat(mail.text())
                .contains("Przypisano Ci konwersację: Oferta na <taras>")
                .contains("/inbox/" + sprawa)
                .contains("/settings/notifications")
                .doesNotContain("Dzień dobry");
        assertThat(mail.html()).contains("Oferta na &lt;taras&gt;");

        due();
        digests.sendAll();
        assertThat(
                        number(
                                "select count(*) from notification where project_id = ? and mailed_at is null and kind <> 'mailbox_trouble'"))
                .isZero();
        assertThat(inbox(1)).hasSize(1);
    }

    @Test
    void nothing_goes_out_that_was_read_or_may_not_be_seen_and_nothing_when_nothing_is_left() {
        UUID prywatna = desk.account("hanna@debowa.test", desk.hanna, "private");
        hannas.put("/api/conversations/" + sprawa + "/assignee", Map.of("memberId", lidia));
        jdbc.sql("update conversation set account_id = ? where id = ?")
                .params(prywatna, sprawa)
                .update();
        digests.sendAll();
        assertThat(
                        number(
                                "select count(*) from notification where project_id = ? and mailed_at is not null"))
                .isZero();
        jdbc.sql("update conversation set account_id = ? where id = ?")
                .params(desk.biuro, sprawa)
                .update();
        lidias.put("/api/notifications/read", Map.of());
        digests.sendAll();
        assertThat(
                        number(
                                "select count(*) from notification where project_id = ? and mailed_at is not null"))
                .isZero();
    }

    @Test
    void a_digest_that_was_not_sent_is_tried_again_later() {
        jdbc.sql("update mail_account set smtp_port = 1 where project_id = ?")
                .param(desk.project)
                .update();
        hannas.put("/api/conversations/" + sprawa + "/assignee", Map.of("memberId", lidia));
        digests.sendAll();
        assertThat(
                        number(
                                "select count(*) from notification where project_id = ? and mailed_at is not null"))
                .isZero();
        assertThat(
                        number(
                                "select count(*) from notification_schedule where project_id = ? and digest_after > now() + interval '10 minutes'"))
                .isOne();
        int port = Postfix.shared().endpoint(Endpoint.Security.TLS).port();
        jdbc.sql("update mail_account set smtp_port = ? where project_id = ?")
                .params(port, desk.project)
                .update();
        jdbc.sql("update notification_schedule set digest_after = now() where project_id = ?")
                .param(desk.project)
                .update();
        digests.sendAll();
        assertThat(parsed(inbox(1).getFirst()).text()).contains("Oferta na <taras>");
    }

    @Test
    void a_digest_that_comes_into_a_mailbox_of_ours_is_no_news() {
        ParsedEmail mail;
        hannas.put("/api/conversations/" + sprawa + "/assignee", Map.of("memberId", lidia));
        digests.sendAll();
        mail = parsed(inbox(1).getFirst());
        assertThat(mail.headers().has("x-rozmowa-notice")).isTrue();
    }

    @Test
    void a_daily_one_with_nothing_in_it_waits_for_the_next_day() {
        settings("daily");
        jdbc.sql(
                        "update notification_schedule set digest_at = now() - interval '2 days' where project_id = ?")
                .param(desk.project)
                .update();
        digests.sendAll();
        hannas.put("/api/conversations/" + sprawa + "/assignee", Map.of("memberId", lidia));
        digests.sendAll();
        assertThat(
                        number(
                                "select count(*) from notification where project_id = ? and mailed_at is not null"))
                .isZero();
    }

    private void settings(String digest) {
        assertThat(
                        lidias.put(
                                        "/api/notifications/settings",
                                        Map.of(
                                                "kinds",
                                                List.of(),
                                                "digest",
                                                digest,
                                                "digestHour",
                                                0))
                                .status())
                .isEqualTo(204);
    }

    private void due() {
        jdbc.sql(
                        "update notification_schedule set digest_at = now() - interval '2 hours' where project_id = ?")
                .param(desk.project)
                .update();
    }

    private List<String> inbox(int count) {
        return Await.value(
                count + " in her inbox",
                () -> {
                    try (RawImap imap = dovecot.outside(lidiasOwn)) {
                        return imap.sources("INBOX");
                    }
                },
                sources -> sources.size() == count);
    }

    private static ParsedEmail parsed(String source) {
        return MimeParser.parse(source.getBytes(StandardCharsets.UTF_8), ParseLimits.STANDARD);
    }
}
