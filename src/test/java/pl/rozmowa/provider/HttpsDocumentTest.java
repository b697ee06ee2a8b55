package pl.rozmowa.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pl.rozmowa.peers.PeerCertificate;
import pl.rozmowa.platform.TlsPolicy;

class HttpsDocumentTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final StandInNetwork network = new StandInNetwork();
    private final HttpsDocument https =
            new HttpsDocument(network, PeerCertificate.localhost().trusting());
    private StandInWeb web;

    @BeforeEach
    void open() throws Exception {
        web = new StandInWeb(PeerCertificate.localhost());
        network.leads("localhost:443", web.port());
    }

    @AfterEach
    void close() {
        web.close();
    }

    private String read(String path) throws IOException {
        return new String(
                https.read(URI.create("https://localhost" + path), PATIENCE),
                StandardCharsets.UTF_8);
    }

    @Test
    void reads_a_document_with_a_length_or_in_chunks() throws Exception {
        web.page("/a", "zażółć").page("/chunked", "gęślą jaźń");
        assertThat(read("/a")).isEqualTo("zażółć");
        assertThat(read("/chunked")).isEqualTo("gęślą jaźń");
    }

    @Test
    void follows_two_redirects_and_no_third() throws Exception {
        web.redirect("/0", "/1")
                .redirect("/1", "/2")
                .redirect("/2", "https://localhost/3")
                .page("/3", "there");
        assertThat(read("/1")).isEqualTo("there");
        assertThatThrownBy(() -> read("/0")).hasMessage("too many redirects");
    }

    @Test
    void never_leaves_https_and_dials_every_hop_through_the_guard() {
        web.redirect("/plain", "http://localhost/a").redirect("/inside", "https://10.0.0.1/a");
        assertThatThrownBy(() -> read("/plain")).hasMessage("not https");
        assertThatThrownBy(() -> read("/inside")).isInstanceOf(IOException.class);
        assertThat(network.dialled()).contains("10.0.0.1:443");
    }

    @Test
    void gives_up_on_what_is_too_large_or_missing() {
        web.page("/large", "x".repeat(200_000)).page("/chunked-large", "x".repeat(200_000));
        assertThatThrownBy(() -> read("/large")).hasMessage("document too large");
        assertThatThrownBy(() -> read("/chunked-large")).hasMessage("document too large");
        assertThatThrownBy(() -> read("/none")).hasMessage("HTTP status 404");
    }

    @Test
    void does_not_trust_a_stranger() {
        HttpsDocument strict = new HttpsDocument(network, TlsPolicy.standard());
        assertThatThrownBy(() -> strict.read(URI.create("https://localhost/a"), PATIENCE))
                .isInstanceOf(IOException.class);
    }

    @Test
    void does_not_wait_for_a_silent_server() throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            network.leads("localhost:443", silent.getLocalPort());
            assertThatThrownBy(() ->
                            https.read(URI.create("https://localhost/a"), Duration.ofMillis(300)))
                    .isInstanceOf(IOException.class);
        }
    }
}
