package pl.rozmowa.platform;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Figures for Prometheus. Closed until the operator sets a token; being signed in opens nothing here. */
@RestController
class MetricsApi {

    private static final int SHORTEST = 16;

    /** The text format that every Prometheus reads. */
    private static final String FORMAT = "text/plain;version=0.0.4;charset=utf-8";

    private final PrometheusMeterRegistry figures;
    private final byte @Nullable [] expected;

    MetricsApi(PrometheusMeterRegistry figures, Settings settings) {
        this.figures = figures;
        String token = settings.metricsToken();
        if (token == null || token.isBlank()) {
            expected = null;
        } else if (token.length() < SHORTEST) {
            throw new CannotStart(
                    "ROZMOWA_METRICS_TOKEN has fewer than 16 characters: it could be guessed.",
                    "Set a longer one, such as `openssl rand -hex 16` prints.");
        } else {
            expected = digest("Bearer " + token);
        }
    }

    @GetMapping("/api/metrics")
    ResponseEntity<String> metrics(
            @RequestHeader(value = HttpHeaders.AUTHORIZATION, required = false)
                    @Nullable String authorization) {
        if (expected == null) {
            throw Problem.notFound();
        }
        if (authorization == null || !MessageDigest.isEqual(expected, digest(authorization))) {
            throw new Problem("signed_out", 401);
        }
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, FORMAT)
                .body(figures.scrape("text/plain"));
    }

    /** What is compared has one length, and nobody can choose its bytes one by one: the time tells nothing. */
    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
