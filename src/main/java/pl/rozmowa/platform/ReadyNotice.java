package pl.rozmowa.platform;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Says on the console where the page is; or, when only trained, looks at it once and stops. */
@Component
class ReadyNotice {

    private static final Logger LOG = LoggerFactory.getLogger(ReadyNotice.class);
    private static final List<String> FIRST_REQUESTS =
            List.of("/", "/api/session", "/api/providers", "/login");

    private final Settings settings;
    private final Environment environment;

    ReadyNotice(Settings settings, Environment environment) {
        this.settings = settings;
        this.environment = environment;
    }

    /** Last, so that it stands below whatever else the start has to say. */
    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void ready(ApplicationReadyEvent event) throws IOException, InterruptedException {
        if (settings.exitAfterStart()) {
            rehearse();
            System.exit(SpringApplication.exit(event.getApplicationContext()));
        }
        LOG.info("Rozmowa: {}", settings.publicUrl());
    }

    private void rehearse() throws IOException, InterruptedException {
        String base = "http://127.0.0.1:" + environment.getProperty("local.server.port");
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String path : FIRST_REQUESTS) {
                HttpRequest request =
                        HttpRequest.newBuilder(URI.create(base + path))
                                .timeout(Duration.ofSeconds(20))
                                .build();
                client.send(request, HttpResponse.BodyHandlers.discarding());
            }
        }
    }
}
