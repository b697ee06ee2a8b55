package pl.rozmowa.conversation;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import pl.rozmowa.platform.BlobStore;

/** What a person deleted goes from the disk too: once an hour the blobs that no attachment refers to any more are removed. */
@Configuration
class SweepBlobs {

    private static final Logger LOG = LoggerFactory.getLogger(SweepBlobs.class);
    private static final Duration EVERY = Duration.ofHours(1);
    private static final Duration YOUNG = Duration.ofHours(1);

    @Bean
    static Task<Void> sweepBlobsTask(
            ObjectProvider<BlobStore> blobs, ObjectProvider<BlobQuery> query, Clock clock) {
        return Tasks.recurring("sweep-blobs", FixedDelay.of(EVERY))
                .execute((job, context) -> {
                    try {
                        int gone =
                                blobs.getObject()
                                        .sweep(
                                                clock.instant().minus(YOUNG),
                                                query.getObject()::referenced);
                        if (gone > 0) {
                            LOG.info("{} blobs that nothing referred to are gone", gone);
                        }
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }
}
