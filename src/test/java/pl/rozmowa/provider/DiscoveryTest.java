package pl.rozmowa.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pl.rozmowa.mail.Endpoint;
import pl.rozmowa.mail.Endpoint.Security;
import pl.rozmowa.peers.PeerCertificate;
import pl.rozmowa.platform.TlsPolicy;
import pl.rozmowa.provider.Discovered.Source;

@NullUnmarked // nulls stand for what JSON leaves out, and a null found fails the test anyway
class DiscoveryTest {

    private static final String DOMAIN = "studiolaka.example";
    private static final String ADDRESS = "zaneta@" + DOMAIN;
    private static final String AUTOCONFIG = "/mail/config-v1.1.xml";
    private static final String WELL_KNOWN = "/.well-known/autoconfig/mail/config-v1.1.xml";

    private static PeerCertificate hosts;
    private static PeerCertificate domain;
    private static TlsPolicy tls;

    private final StandInNetwork network = new StandInNetwork();
    private StandInDns dns;

    @BeforeAll
    static void certificates() throws Exception {
        hosts = PeerCertificate.forHost("*." + DOMAIN);
        domain = PeerCertificate.forHost(DOMAIN);
        tls = TlsPolicy.alsoTrusting(List.of(hosts.certificate(), domain.certificate()));
    }

    @BeforeEach
    void openDns() throws IOException {
        dns = new StandInDns();
    }

    @AfterEach
    void closeDns() {
        dns.close();
    }

    private Discovered discover(String address) {
        return new Discovery(new ProviderCatalog(), dns.client(), network, network, tls)
                .discover(address);
    }

    private static String config(String host) {
        return AutoconfigTest.file(
                AutoconfigTest.server("incomingServer", "imap", host, 993, "SSL", "%EMAILADDRESS%"),
                AutoconfigTest.server(
                        "outgoingServer", "smtp", host, 465, "SSL", "%EMAILADDRESS%"));
    }

    @Test
    void the_table_answers_without_asking_the_network() {
        Discovered found = discover("Ala.Kowal@WP.pl");
        assertThat(found.source()).isEqualTo(Source.CATALOGUE);
        assertThat(found.confirm()).isFalse();
        assertThat(found.imap())
                .isEqualTo(
                        new FoundServer(
                                new Endpoint("imap.wp.pl", 993, Security.TLS), "Ala.Kowal@WP.pl"));
        assertThat(network.dialled()).isEmpty();
        assertThat(dns.asked()).isEmpty();
    }

    @Test
    void the_domains_own_file_comes_before_its_mail_exchanger() throws Exception {
        dns.mx(DOMAIN, 10, "aspmx.l.google.com");
        try (StandInWeb web =
                new StandInWeb(hosts).page(AUTOCONFIG, config("poczta.hosting.example"))) {
            network.leads("autoconfig." + DOMAIN + ":443", web.port());
            Discovered found = discover(ADDRESS);
            assertThat(found.source()).isEqualTo(Source.AUTOCONFIG);
            assertThat(found.confirm()).isTrue();
            assertThat(found.provider().id()).isEqualTo("other");
            assertThat(found.imap().endpoint().host()).isEqualTo("poczta.hosting.example");
        }
    }

    @Test
    void the_autoconfig_host_comes_before_the_well_known_place() throws Exception {
        try (StandInWeb host =
                        new StandInWeb(hosts).page(AUTOCONFIG, config("first.example.test"));
                StandInWeb own =
                        new StandInWeb(domain).page(WELL_KNOWN, config("second.example.test"))) {
            network.leads(DOMAIN + ":443", own.port());
            assertThat(discover(ADDRESS).imap().endpoint().host()).isEqualTo("second.example.test");
            network.leads("autoconfig." + DOMAIN + ":443", host.port());
            assertThat(discover(ADDRESS).imap().endpoint().host()).isEqualTo("first.example.test");
        }
    }

    @Test
    void a_file_that_names_servers_of_the_table_brings_their_row() throws Exception {
        try (StandInWeb web =
                new StandInWeb(hosts).page(AUTOCONFIG, config("outlook.office365.com"))) {
            network.leads("autoconfig." + DOMAIN + ":443", web.port());
            assertThat(discover(ADDRESS).needsOAuth()).isTrue();
            web.page(AUTOCONFIG, config("serwer7654321.home.pl"));
            assertThat(discover(ADDRESS).provider().id()).isEqualTo("homepl");
        }
    }

    @Test
    void the_mail_exchanger_leads_to_the_table_and_must_be_confirmed() throws Exception {
        dns.mx(DOMAIN, 20, "mx.elsewhere.example").mx(DOMAIN, 10, "alt1.aspmx.l.google.com");
        Discovered found = discover(ADDRESS);
        assertThat(found.source()).isEqualTo(Source.MX);
        assertThat(found.confirm()).isTrue();
        assertThat(found.provider().id()).isEqualTo("gmail");
        assertThat(found.smtp().endpoint())
                .isEqualTo(new Endpoint("smtp.gmail.com", 465, Security.TLS));
    }

    @Test
    void microsoft_365_is_seen_from_its_exchanger() throws Exception {
        dns.mx(DOMAIN, 0, "studiolaka-example.mail.protection.outlook.com");
        Discovered found = discover(ADDRESS);
        assertThat(found.provider().id()).isEqualTo("office365");
        assertThat(found.needsOAuth()).isTrue();
    }

    @Test
    void service_records_follow_with_tls_before_starttls() throws Exception {
        dns.srv("_imap._tcp." + DOMAIN, 0, 1, 143, "a.hosting.example")
                .srv("_imaps._tcp." + DOMAIN, 10, 1, 993, "c.hosting.example")
                .srv("_imaps._tcp." + DOMAIN, 0, 1, 993, "b.hosting.example")
                .srv("_submission._tcp." + DOMAIN, 0, 1, 587, "d.hosting.example");
        Discovered found = discover(ADDRESS);
        assertThat(found.source()).isEqualTo(Source.SRV);
        assertThat(found.imap().endpoint())
                .isEqualTo(new Endpoint("b.hosting.example", 993, Security.TLS));
        assertThat(found.smtp().endpoint())
                .isEqualTo(new Endpoint("d.hosting.example", 587, Security.STARTTLS));
    }

    @Test
    void a_service_that_says_it_is_not_there_is_not() throws Exception {
        dns.srv("_imaps._tcp." + DOMAIN, 0, 0, 0, ".");
        assertThat(discover(ADDRESS).source()).isEqualTo(Source.NONE);
    }

    @Test
    void the_usual_names_are_tried_last_and_only_hello_is_said() throws Exception {
        try (Hello imap = new Hello(hosts, "* OK ready\r\n");
                Hello smtp = new Hello(hosts, "220 ready\r\n")) {
            network.leads("mail." + DOMAIN + ":993", imap.port())
                    .leads("smtp." + DOMAIN + ":465", smtp.port());
            Discovered found = discover(ADDRESS);
            assertThat(found.source()).isEqualTo(Source.GUESS);
            assertThat(found.confirm()).isTrue();
            assertThat(found.imap().endpoint())
                    .isEqualTo(new Endpoint("mail." + DOMAIN, 993, Security.TLS));
            assertThat(found.smtp().endpoint())
                    .isEqualTo(new Endpoint("smtp." + DOMAIN, 465, Security.TLS));
            assertThat(imap.heard())
                    .doesNotContain("LOGIN")
                    .doesNotContain("AUTH")
                    .doesNotContain("zaneta");
            assertThat(smtp.heard()).doesNotContain("AUTH").doesNotContain("zaneta");
        }
    }

    @Test
    void a_guess_whose_certificate_is_for_another_name_does_not_count() throws Exception {
        try (Hello imap = new Hello(domain, "* OK ready\r\n")) {
            network.leads("imap." + DOMAIN + ":993", imap.port());
            assertThat(discover(ADDRESS).source()).isEqualTo(Source.NONE);
        }
    }

    @Test
    void never_climbs_above_the_domain_of_the_address() throws Exception {
        dns.mx(DOMAIN, 10, "aspmx.l.google.com");
        assertThat(discover("zaneta@dzial." + DOMAIN).source()).isEqualTo(Source.NONE);
        assertThat(dns.asked()).isNotEmpty().allMatch(name -> name.endsWith("dzial." + DOMAIN));
        assertThat(network.dialled())
                .isNotEmpty()
                .allMatch(host -> host.contains("dzial." + DOMAIN + ":"));
    }

    @Test
    void an_international_domain_is_asked_for_in_ascii() throws Exception {
        dns.mx("xn--dbowa-j0a.test", 10, "aspmx.l.google.com");
        assertThat(discover("hanna@dębowa.test").provider().id()).isEqualTo("gmail");
    }

    @Test
    void what_is_no_address_leads_nowhere() {
        for (String bad :
                List.of(
                        "hanna",
                        "hanna@",
                        "hanna@localhost",
                        "hanna@127.0.0.1",
                        "h@a..b",
                        "h@-a.test",
                        "h@a_b\r\n.test")) {
            assertThat(discover(bad).source()).as(bad).isEqualTo(Source.NONE);
        }
        assertThat(network.dialled()).isEmpty();
    }

    @Test
    void a_network_that_answers_nothing_is_given_up_within_15_seconds() throws Exception {
        dns.falls();
        try (ServerSocket silent = new ServerSocket(0)) {
            for (String host :
                    List.of(
                            "autoconfig." + DOMAIN + ":443",
                            DOMAIN + ":443",
                            "imap." + DOMAIN + ":993",
                            "mail." + DOMAIN + ":993")) {
                network.leads(host, silent.getLocalPort());
            }
            long start = System.nanoTime();
            assertThat(discover(ADDRESS).source()).isEqualTo(Source.NONE);
            assertThat((System.nanoTime() - start) / 1_000_000_000L).isLessThan(15);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
