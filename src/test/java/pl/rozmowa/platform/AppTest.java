package pl.rozmowa.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import pl.rozmowa.peers.PeerCertificate;

/**
 * The whole application on a free port over a real database. All classes that extend this share one running application, so each test
 * makes a project of its own; a class that needs an untouched installation adds {@code @DirtiesContext(classMode = BEFORE_CLASS)}.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
public abstract class AppTest {

    protected static final String METRICS_TOKEN = "liczby-tylko-dla-zegara";

    @LocalServerPort protected int port;
    @Autowired protected JdbcClient jdbc;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry)
            throws IOException, GeneralSecurityException {
        DatabaseAddress database = RunningPostgres.freshDatabase();
        String url =
                database.url() + "&user=" + database.user() + "&password=" + database.password();
        Path data = Files.createTempDirectory("rozmowa-test-data");
        data.toFile().deleteOnExit();
        registry.add("rozmowa.database-url", () -> url);
        registry.add("rozmowa.data", data::toString);
        registry.add("rozmowa.sync.poll", () -> "2s");
        registry.add("rozmowa.metrics-token", () -> METRICS_TOKEN);
        registry.add("rozmowa.sending.first-retry", () -> "200ms");
        PeerCertificate.localhost().writeTo(data);
        registry.add("rozmowa.trusted-authorities", () -> data.resolve("cert.pem").toString());
        registry.add("rozmowa.notification.allowed-push-hosts", () -> "localhost:*");
        registry.add("rozmowa.notification.first-retry", () -> "200ms");
        registry.add("rozmowa.allowed-mail-hosts", () -> "127.0.0.0/8:*,[::1]:*,localhost:*");
    }

    /** A browser that has not been here before. */
    protected Browser browser() {
        return new Browser("http://127.0.0.1:" + port);
    }
}
