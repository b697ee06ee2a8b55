package pl.rozmowa.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pl.rozmowa.bench.AppProcess;
import pl.rozmowa.bench.CrashRun;
import pl.rozmowa.bench.Differences.Kind;
import pl.rozmowa.bench.FaultProxy;
import pl.rozmowa.bench.SmtpSink;
import pl.rozmowa.peers.Cyrus;
import pl.rozmowa.peers.Dovecot;
import pl.rozmowa.peers.ImapServer;
import pl.rozmowa.platform.DatabaseAddress;
import pl.rozmowa.platform.RunningPostgres;

/** A short run of {@code ./rozmowa bench crash}: a real process, killed while it synchronises, and a real Dovecot or Cyrus. */
class SurvivesKillsTest {

    private static final long SEED = 7;

    @Test
    void whatIsKilledAtAnyMomentAndStartedAgainEndsEqualToDovecot(@TempDir Path folder)
            throws Exception {
        endsEqual(Dovecot.shared(), folder, new CrashRun.Trial(80, 1, 200, 2));
    }

    @Test
    void theSameWithCyrus(@TempDir Path folder) throws Exception {
        endsEqual(Cyrus.shared(), folder, new CrashRun.Trial(60, 1, 160, 1));
    }

    private static void endsEqual(ImapServer server, Path folder, CrashRun.Trial trial)
            throws Exception {
        DatabaseAddress database = RunningPostgres.freshDatabase();
        String url =
                database.url() + "&user=" + database.user() + "&password=" + database.password();
        Files.createDirectories(folder.resolve("data"));
        try (AppProcess app =
                        new AppProcess(
                                AppProcess.ofClasses(),
                                folder.resolve("data"),
                                folder.resolve("console"),
                                Map.of("ROZMOWA_DATABASE_URL", url, "ROZMOWA_SYNC_POLL", "1s"));
                SmtpSink sink = new SmtpSink();
                FaultProxy proxy = FaultProxy.before(server.imapPort())) {
            app.start();
            app.setUp();
            CrashRun run =
                    new CrashRun(
                            app,
                            () -> DriverManager.getConnection(url),
                            proxy,
                            SEED,
                            Duration.ofSeconds(40));
            run.mailbox(
                    CrashRun.Target.at(
                            server, proxy.port(), sink.port(), List.of("Klienci", "Oferty"), 2),
                    SEED,
                    trial);

            assertThat(run.kills()).isEqualTo(trial.firstKills() + trial.laterKills());
            for (Kind kind : Kind.values()) {
                assertThat(run.total(kind)).as(kind + "\n" + run.words()).isZero();
            }
        }
    }
}
