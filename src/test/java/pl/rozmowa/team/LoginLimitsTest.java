package pl.rozmowa.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pl.rozmowa.platform.DatabaseTest;
import pl.rozmowa.platform.Problem;

class LoginLimitsTest extends DatabaseTest {

    private Instant now = Instant.parse("2026-10-25T00:30:00Z");
    private int account;

    private LoginLimits limits() {
        Clock clock =
                new Clock() {
                    @Override
                    public ZoneId getZone() {
                        return ZoneId.of("Pacific/Chatham");
                    }

                    @Override
                    public Clock withZone(ZoneId zone) {
                        return this;
                    }

                    @Override
                    public Instant instant() {
                        return now;
                    }
                };
        return new LoginLimits(new LoginFailureTable(jdbc), clock);
    }

    @BeforeEach
    void forgetEverything() {
        jdbc.sql("delete from login_failure").update();
    }

    @Test
    void ten_mistakes_a_minute_from_one_address() {
        for (int i = 0; i < 10; i++) {
            assertThat(failAt("192.0.2.7", anybody())).isZero();
        }
        assertThat(failAt("192.0.2.7", anybody())).isBetween(59L, 61L);
        assertThat(failAt("192.0.2.8", anybody())).isZero();
        pass(Duration.ofSeconds(61));
        assertThat(failAt("192.0.2.7", anybody())).isZero();
    }

    @Test
    void fifty_mistakes_a_day_from_one_address() {
        for (int i = 0; i < 50; i++) {
            assertThat(failAt("192.0.2.7", anybody())).isZero();
            pass(Duration.ofSeconds(30));
        }
        assertThat(failAt("192.0.2.7", anybody())).isGreaterThan(3600);
        pass(Duration.ofDays(1));
        assertThat(failAt("192.0.2.7", anybody())).isZero();
    }

    @Test
    void the_pause_of_one_account_doubles_to_a_minute_from_wherever_one_comes_and_never_beyond() {
        for (int i = 0; i < 5; i++) {
            assertThat(failAt("192.0.2." + i, "hanna@debowa.test")).isZero();
        }
        long longest = 0;
        for (int i = 0; i < 40; i++) {
            long wait = failAt("198.51.100." + i, "hanna@debowa.test");
            longest = Math.max(longest, wait);
            pass(Duration.ofSeconds(wait));
            assertThat(failAt("203.0.113." + i, "hanna@debowa.test"))
                    .as("after the pause one may try")
                    .isZero();
        }
        assertThat(longest).isBetween(60L, 61L);
        assertThat(failAt("192.0.2.99", "lidia@debowa.test")).isZero();
    }

    @Test
    void a_right_password_forgets_the_mistakes_about_that_account_only() {
        for (int i = 0; i < 5; i++) {
            failAt("192.0.2.7", "hanna@debowa.test");
            failAt("192.0.2.8", "lidia@debowa.test");
        }
        pass(Duration.ofMinutes(2));
        transaction.executeWithoutResult(status -> {
            LoginLimits limits = limits();
            limits.forgive(limits.count("192.0.2.7", "hanna@debowa.test"), "hanna@debowa.test");
        });
        assertThat(
                        jdbc.sql(
                                        "select count(*) from login_failure where email_key = 'hanna@debowa.test'")
                                .query(Integer.class)
                                .single())
                .isZero();
        assertThat(jdbc.sql("select count(*) from login_failure").query(Integer.class).single())
                .isEqualTo(5);
    }

    @Test
    void forty_tries_at_once_count_like_forty_one_after_the_other() throws Exception {
        Callable<Long> attempt = () -> failAt("192.0.2.7", UUID.randomUUID() + "@debowa.test");
        int counted = 0;
        try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Long> outcome : many.invokeAll(Collections.nCopies(40, attempt))) {
                counted += outcome.get() == 0 ? 1 : 0;
            }
        }
        assertThat(counted).isEqualTo(10);
    }

    @Test
    void the_addresses_of_one_ipv6_network_count_together() {
        assertThat(LoginLimits.network("2001:db8:1:2:3:4:5:6"))
                .isEqualTo(LoginLimits.network("2001:db8:1:2::9"));
        assertThat(LoginLimits.network("2001:db8:1:3::9"))
                .isNotEqualTo(LoginLimits.network("2001:db8:1:2::9"));
        assertThat(LoginLimits.network("192.0.2.7")).isEqualTo("192.0.2.7");
    }

    @Test
    void what_is_older_than_a_day_is_forgotten() {
        failAt("192.0.2.7", anybody());
        pass(Duration.ofDays(2));
        failAt("192.0.2.8", anybody());
        assertThat(jdbc.sql("select count(*) from login_failure").query(Integer.class).single())
                .isEqualTo(1);
    }

    /** Seconds to wait; 0 when the try was counted. */
    private long failAt(String address, String about) {
        Problem refused =
                catchThrowableOfType(
                        Problem.class,
                        () ->
                                transaction.executeWithoutResult(
                                        status -> limits().count(address, about)));
        return refused == null ? 0 : (Long) refused.args().getOrDefault("seconds", 0L);
    }

    private String anybody() {
        return "somebody" + account++ + "@debowa.test";
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }
}
