package pl.rozmowa.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MetricsApiTest {

    @Test
    void without_a_token_there_is_no_such_page_whatever_is_brought() {
        for (String token : new String[] {null, "", "  "}) {
            MetricsApi api = new MetricsApi(figures(), settings(token));
            for (String brought : new String[] {null, "", "Bearer ", "Bearer null", "Bearer   "}) {
                assertThat(catchThrowableOfType(Problem.class, () -> api.metrics(brought)).status())
                        .isEqualTo(404);
            }
        }
    }

    @Test
    void a_token_that_could_be_guessed_stops_the_start() {
        assertThat(
                        catchThrowableOfType(
                                CannotStart.class,
                                () -> new MetricsApi(figures(), settings("sezam"))))
                .hasMessageContaining("ROZMOWA_METRICS_TOKEN");
    }

    private static PrometheusMeterRegistry figures() {
        return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    }

    private static Settings settings(@Nullable String token) {
        return new Settings(
                Path.of("."),
                null,
                null,
                URI.create("http://localhost"),
                List.of(),
                null,
                List.of(),
                "127.0.0.1",
                8080,
                token,
                -1,
                false);
    }
}
