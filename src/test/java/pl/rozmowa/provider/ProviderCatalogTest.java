package pl.rozmowa.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pl.rozmowa.mail.Endpoint;

class ProviderCatalogTest {

    private final ProviderCatalog catalog = new ProviderCatalog();

    @ParameterizedTest
    @CsvSource({
        "gmail.com, gmail",
        "googlemail.com, gmail",
        "outlook.com, outlook",
        "outlook.pl, outlook",
        "outlook.com.br, outlook",
        "hotmail.co.uk, outlook",
        "live.com, outlook",
        "live.de, outlook",
        "msn.com, outlook",
        "wp.pl, wp",
        "onet.pl, onet",
        "vip.onet.pl, onet",
        "autograf.pl, onet",
        "o2.pl, o2",
        "tlen.pl, o2",
        "go2.pl, o2",
        "interia.pl, interia",
        "poczta.fm, interia",
        "cokolwiek.hub.pl, interia",
        "ogarnij.se, interia",
        "icloud.com, icloud",
        "yahoo.com, yahoo",
        "yahoo.co.uk, yahoo",
        "proton.me, proton"
    })
    void knows_a_domain(String domain, String id) {
        assertThat(catalog.byDomain(domain)).map(MailProvider::id).contains(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "live.debowa.test",
                "outlook.studiolaka.example",
                "hub.pl",
                "notgmail.com",
                "gmail.com.evil.test",
                "live.co.evil",
                "live.",
                "debowa.test",
                "sub.wp.pl"
            })
    void leaves_a_domain_that_only_looks_similar_alone(String domain) {
        assertThat(catalog.byDomain(domain)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "aspmx.l.google.com, gmail",
        "alt1.gmail-smtp-in.l.google.com, gmail",
        "aspmx2.googlemail.com, gmail",
        "debowa-test.mail.protection.outlook.com, office365",
        "debowa-test.olc.protection.outlook.com, outlook",
        "mx1.mail.ovh.net, ovh",
        "mx.home.pl, homepl"
    })
    void recognises_a_mail_exchanger(String host, String id) {
        assertThat(catalog.byMailExchanger(host)).map(MailProvider::id).contains(id);
    }

    @Test
    void has_the_seven_tiles_and_the_other_mailbox_first() {
        assertThat(catalog.all().stream().filter(MailProvider::tile).map(MailProvider::id))
                .containsExactly(
                        "gmail", "outlook", "office365", "wp", "onet", "o2", "interia", "other");
        assertThat(
                        catalog.all().stream()
                                .filter(MailProvider::tile)
                                .filter(p -> !p.id().equals("other")))
                .allSatisfy(p ->
                        assertThat(Optional.ofNullable(p.imap()).map(Endpoint::port)).contains(993))
                .allSatisfy(p -> assertThat(p.smtp()).isNotNull());
    }

    @Test
    void has_no_server_without_protection_and_never_more_than_two_logins() {
        assertThat(catalog.all())
                .allSatisfy(p -> assertThat(p.imapLogins()).hasSizeBetween(1, 2))
                .allSatisfy(p ->
                        assertThat(p.imap() == null ? null : p.imap().security())
                                .isNotEqualTo(Endpoint.Security.PLAIN))
                .allSatisfy(p ->
                        assertThat(p.smtp() == null ? null : p.smtp().security())
                                .isNotEqualTo(Endpoint.Security.PLAIN));
    }

    @Test
    void knows_who_takes_which_password() {
        assertThat(catalog.get("outlook").needsOAuth()).isTrue();
        assertThat(catalog.get("office365").needsOAuth()).isTrue();
        assertThat(catalog.get("gmail").needsOAuth()).isFalse();
        assertThat(catalog.get("gmail").needsAppPassword()).isTrue();
        assertThat(catalog.get("wp").needsAppPassword()).isFalse();
    }

    @Test
    void knows_the_quirks_as_data() {
        assertThat(catalog.get("o2").idleReliable()).isFalse();
        assertThat(catalog.get("o2").maxTls12()).isTrue();
        assertThat(catalog.get("wp").fetchWhole()).isTrue();
        assertThat(catalog.get("wp").imapLogins())
                .containsExactly(LoginForm.FULL_ADDRESS, LoginForm.LOCAL_PART);
        assertThat(catalog.get("icloud").imapLogins()).containsExactly(LoginForm.LOCAL_PART);
        assertThat(catalog.get("gmail").storesSentItself()).isTrue();
        assertThat(catalog.get("gmail").maxConnections()).isEqualTo(7);
        assertThat(catalog.get("interia").dailyBytes()).isEqualTo(1_000_000_000L);
        assertThat(catalog.get("homepl").quirks().plainListOnly()).isTrue();
        assertThat(catalog.get("nazwa").authorisesAddresses()).isTrue();
        assertThat(catalog.get("no such row")).isEqualTo(catalog.get(MailProvider.OTHER));
        assertThat(catalog.get(MailProvider.OTHER).maxConnections()).isEqualTo(2);
    }

    @Test
    void recognises_a_server_however_it_was_found() {
        assertThat(catalog.byServer("serwer1234567.home.pl"))
                .map(MailProvider::id)
                .contains("homepl");
        assertThat(catalog.byServer("imap.gmail.com")).map(MailProvider::id).contains("gmail");
        assertThat(catalog.byServer("imap.debowa.test")).isEmpty();
    }
}
