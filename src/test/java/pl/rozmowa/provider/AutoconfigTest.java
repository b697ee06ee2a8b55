package pl.rozmowa.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import pl.rozmowa.mail.Endpoint;
import pl.rozmowa.mail.Endpoint.Security;

class AutoconfigTest {

    private static final String ADDRESS = "zaneta@studiolaka.example";

    static String file(String imap, String smtp) {
        return "<?xml version='1.0'?><clientConfig version='1.1'><emailProvider id='x'>"
                + imap
                + smtp
                + "</emailProvider></clientConfig>";
    }

    static String server(
            String tag, String type, String host, int port, String socket, String user) {
        return """
        <%1$s type='%2$s'><hostname>%3$s</hostname><port>%4$d</port><socketType>%5$s</socketType>
        <username>%6$s</username><authentication>password-cleartext</authentication></%1$s>\
        """
                .formatted(tag, type, host, port, socket, user);
    }

    private static Optional<Autoconfig.Settings> parse(String xml) throws IOException {
        return Autoconfig.parse(xml.getBytes(StandardCharsets.UTF_8), ADDRESS);
    }

    @Test
    void takes_the_servers_and_fills_the_user_name_in() throws Exception {
        String imap =
                server(
                        "incomingServer",
                        "imap",
                        "poczta.%EMAILDOMAIN%",
                        993,
                        "SSL",
                        "%EMAILLOCALPART%");
        String smtp =
                server(
                        "outgoingServer",
                        "smtp",
                        "poczta.hosting.example",
                        587,
                        "STARTTLS",
                        "%EMAILADDRESS%");
        Autoconfig.Settings found = parse(file(imap, smtp)).orElseThrow();
        assertThat(found.imap())
                .isEqualTo(
                        new FoundServer(
                                new Endpoint("poczta.studiolaka.example", 993, Security.TLS),
                                "zaneta"));
        assertThat(found.smtp())
                .isEqualTo(
                        new FoundServer(
                                new Endpoint("poczta.hosting.example", 587, Security.STARTTLS),
                                ADDRESS));
        assertThat(found.oauthOnly()).isFalse();
    }

    @Test
    void prefers_tls_and_never_takes_a_server_without_protection() throws Exception {
        String plain =
                server("incomingServer", "imap", "a.example.test", 143, "plain", "%EMAILADDRESS%");
        String starttls =
                server(
                        "incomingServer",
                        "imap",
                        "b.example.test",
                        143,
                        "STARTTLS",
                        "%EMAILADDRESS%");
        String tls =
                server("incomingServer", "imap", "c.example.test", 993, "SSL", "%EMAILADDRESS%");
        assertThat(parse(file(plain + starttls + tls, "")).orElseThrow().imap().endpoint().host())
                .isEqualTo("c.example.test");
        assertThat(parse(file(plain, ""))).isEmpty();
    }

    @Test
    void ignores_pop3_and_hosts_that_are_none() throws Exception {
        assertThat(
                        parse(
                                file(
                                        server(
                                                "incomingServer",
                                                "pop3",
                                                "pop.example.test",
                                                995,
                                                "SSL",
                                                "x"),
                                        "")))
                .isEmpty();
        assertThat(parse(file(server("incomingServer", "imap", "127.0.0.1", 993, "SSL", "x"), "")))
                .isEmpty();
        assertThat(parse(file(server("incomingServer", "imap", "a b\r\nc", 993, "SSL", "x"), "")))
                .isEmpty();
        assertThat(
                        parse(
                                file(
                                        server(
                                                "incomingServer",
                                                "imap",
                                                "a.example.test",
                                                99999,
                                                "SSL",
                                                "x"),
                                        "")))
                .isEmpty();
    }

    @Test
    void reads_no_dtd_and_no_entities() {
        String bomb =
                "<!DOCTYPE clientConfig [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
                        + file(server("incomingServer", "imap", "&a;", 993, "SSL", "x"), "");
        assertThatThrownBy(() -> parse(bomb)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> parse("<html>not found")).isInstanceOf(IOException.class);
    }
}
