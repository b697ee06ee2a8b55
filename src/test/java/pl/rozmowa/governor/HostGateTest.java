package pl.rozmowa.governor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HostGateTest {

    private static final String REASON = "connection_timeout";

    private final HostGate gate =
            new HostGate("imap.debowa.test", new GovernorSettings(15, 0.015, 200));
    private final Instant noon = Instant.parse("2026-11-25T12:00:00Z");

    private HostPause close(Instant at, Duration asked) {
        gate.missed(UUID.randomUUID(), REASON, Duration.ZERO, at);
        gate.missed(UUID.randomUUID(), REASON, Duration.ZERO, at);
        return gate.missed(UUID.randomUUID(), REASON, asked, at).orElseThrow();
    }

    @Test
    void oneMailboxThatFailsManyTimesClosesNothing() {
        UUID one = UUID.randomUUID();
        for (int i = 0; i < 20; i++) {
            assertThat(gate.missed(one, REASON, Duration.ZERO, noon)).isEmpty();
        }
        assertThatCode(() -> gate.requireOpen(noon)).doesNotThrowAnyException();
    }

    @Test
    void threeDifferentMailboxesInARowCloseItAndOneSuccessBetweenThemDoesNot() {
        gate.missed(UUID.randomUUID(), REASON, Duration.ZERO, noon);
        gate.missed(UUID.randomUUID(), REASON, Duration.ZERO, noon);
        gate.reached();
        assertThat(gate.missed(UUID.randomUUID(), REASON, Duration.ZERO, noon)).isEmpty();
        gate.reached();

        HostPause pause = close(noon, Duration.ZERO);
        assertThat(pause.until()).isEqualTo(noon.plusSeconds(30));
        assertThatThrownBy(() -> gate.requireOpen(noon.plusSeconds(29)))
                .isInstanceOfSatisfying(
                        HostAtRest.class,
                        rest -> {
                            assertThat(rest.until()).isEqualTo(noon.plusSeconds(30));
                            assertThat(rest.reason()).isEqualTo(REASON);
                        });
    }

    @Test
    void afterTheRestOneTriesForAllAndFailingMakesTheRestLonger() {
        close(noon, Duration.ZERO);
        Instant later = noon.plusSeconds(31);
        gate.requireOpen(later);
        assertThatThrownBy(() -> gate.requireOpen(later)).isInstanceOf(HostAtRest.class);

        HostPause again =
                gate.missed(UUID.randomUUID(), REASON, Duration.ZERO, later).orElseThrow();
        assertThat(again.until()).isEqualTo(later.plusSeconds(60));
        Instant afterwards = later.plusSeconds(61);
        gate.requireOpen(afterwards);
        assertThat(gate.reached()).isTrue();
        assertThatCode(() -> gate.requireOpen(afterwards)).doesNotThrowAnyException();
    }

    @Test
    void theRestNeverGrowsBeyondTenMinutesOrAQuarterOfAnHourWhereMoreWasAskedFor() {
        Instant at = noon;
        HostPause pause = close(at, Duration.ZERO);
        for (int i = 0; i < 12; i++) {
            at = pause.until().plusSeconds(1);
            gate.requireOpen(at);
            pause = gate.missed(UUID.randomUUID(), REASON, Duration.ZERO, at).orElseThrow();
        }
        assertThat(Duration.between(at, pause.until())).isEqualTo(Duration.ofMinutes(10));

        at = pause.until().plusSeconds(1);
        gate.requireOpen(at);
        pause = gate.missed(UUID.randomUUID(), "throttled", Duration.ofHours(1), at).orElseThrow();
        assertThat(Duration.between(at, pause.until())).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void whoSetOutBeforeItClosedDoesNotMakeTheRestLonger() {
        close(noon, Duration.ZERO);
        assertThat(gate.missed(UUID.randomUUID(), REASON, Duration.ZERO, noon.plusSeconds(5)))
                .isEmpty();
    }

    @Test
    void manyMailboxesAtOneHostComeBackFasterAndNeverMoreThanTwoInAHundredASecond() {
        assertThat(gate.mostInOneSecond()).isEqualTo(19);
        for (int mailboxes : new int[] {1_000, 5_000, 10_000}) {
            HostGate busy = new HostGate("imap.debowa.test", new GovernorSettings(15, 0.015, 200));
            for (int i = 0; i < mailboxes; i++) {
                busy.mailboxes(1);
            }
            assertThat(busy.mostInOneSecond())
                    .as("of %d", mailboxes)
                    .isLessThanOrEqualTo(mailboxes / 50);
        }
    }
}
