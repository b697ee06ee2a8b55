package pl.rozmowa.platform;

import java.io.IOException;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Says on the console where the page is; or, when only trained, rehearses and stops. */
@Component
class ReadyNotice {

    private static final Logger LOG = LoggerFactory.getLogger(ReadyNotice.class);

    private final Settings settings;
    private final Environment environment;
    private final ObjectProvider<Rehearsal> rehearsals;

    ReadyNotice(Settings settings, Environment environment, ObjectProvider<Rehearsal> rehearsals) {
        this.settings = settings;
        this.environment = environment;
        this.rehearsals = rehearsals;
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
        URI base = URI.create("http://127.0.0.1:" + environment.getProperty("local.server.port"));
        for (Rehearsal rehearsal : rehearsals.orderedStream().toList()) {
            rehearsal.play(base);
        }
    }
}
