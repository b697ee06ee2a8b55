package pl.rozmowa.notification;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;
import pl.rozmowa.platform.Settings;
import pl.rozmowa.sending.SendNotice;

/**
 * Sends digests when they are due. What goes into one is marked as told before it is sent, and unmarked only when it certainly was not: a
 * digest that may have gone out is not sent twice.
 */
@Configuration
class SendDigests {

    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMinutes(15);
    private static final int MOST = 50;

    private final DigestTable table;
    private final SendNotice sending;
    private final Settings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SendDigests(
            DigestTable table,
            SendNotice sending,
            Settings settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.table = table;
        this.sending = sending;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Bean
    static Task<Void> sendDigestsTask(ObjectProvider<SendDigests> digests) {
        return Tasks.recurring("send-digests", FixedDelay.of(EVERY))
                .execute((job, context) -> digests.getObject().sendAll());
    }

    void sendAll() {
        Instant now = clock.instant();
        for (DigestTable.Reader reader : table.waiting(now)) {
            if (reader.isDue(now)) {
                send(reader.projectId(), reader.memberId());
            }
        }
    }

    private record Prepared(
            DigestTable.Reader reader, List<DigestTable.Line> lines, boolean more, Instant at) {

        List<UUID> ids() {
            return lines.stream().map(DigestTable.Line::id).toList();
        }
    }

    private void send(UUID projectId, UUID memberId) {
        transaction.execute(_ -> prepare(projectId, memberId)).ifPresent(this::send);
    }

    private void send(Prepared prepared) {
        SendNotice.Outcome outcome = sent(prepared);
        if (outcome == SendNotice.Outcome.NOT_SENT) {
            transaction.executeWithoutResult(_ ->
                    table.notMailed(
                            prepared.reader(),
                            prepared.ids(),
                            prepared.at(),
                            clock.instant().plus(PAUSE)));
        }
    }

    private SendNotice.Outcome sent(Prepared prepared) {
        DigestTable.Reader reader = prepared.reader();
        return sending.send(
                reader.projectId(),
                reader.from(),
                new DigestLetter(reader, settings.publicUrl())
                        .of(prepared.lines(), prepared.more()));
    }

    private Optional<Prepared> prepare(UUID projectId, UUID memberId) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        DigestTable.@Nullable Reader reader =
                table.hold(projectId, memberId, now).filter(one -> one.isDue(now)).orElse(null);
        if (reader == null) {
            return Optional.empty();
        }
        List<DigestTable.Line> some = table.lines(reader, MOST + 1);
        if (some.isEmpty()) {
            if (reader.digest() == Digest.DAILY) {
                table.mailed(reader, List.of(), now); // what comes later waits for the next day
            }
            return Optional.empty();
        }
        boolean more = some.size() > MOST;
        Prepared prepared = new Prepared(reader, more ? some.subList(0, MOST) : some, more, now);
        table.mailed(reader, some.stream().map(DigestTable.Line::id).toList(), now);
        return Optional.of(prepared);
    }
}
