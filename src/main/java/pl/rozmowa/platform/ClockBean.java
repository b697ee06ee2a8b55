package pl.rozmowa.platform;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one clock of the application; tests put their own in its place. */
@Configuration(proxyBeanMethods = false)
class ClockBean {

    /** UTC, in microseconds: what PostgreSQL's timestamptz keeps, so that a time read back equals the time written. */
    @Bean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), java.time.Duration.ofNanos(1000));
    }
}
