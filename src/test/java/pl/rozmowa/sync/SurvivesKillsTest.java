package pl.rozmowa.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pl.rozmowa.bench.AppProcess;
import pl.rozmowa.bench.CrashRun;
import pl.rozmowa.bench.Differences.Kind;
import pl.rozmowa.bench.FaultProxy;
import pl.rozmowa.bench.SmtpSink;
import pl.rozmowa.peers.Dovecot;
import pl.rozmowa.peers.RandomOperations;
import pl.rozmowa.platform.DatabaseAddress;
import pl.rozmowa.platform.RunningPostgres;

/** A short run of {@code ./rozmowa bench crash}: a real process, killed while it synchronises, and the real Dovecot. */
class SurvivesKillsTest {

    private static final long SEED = 7;

    @Test
    void whatIsKilledAtAnyMomentAndStartedAgainEndsEqualToTheServer(@TempDir Path folder)
            throws Exception {
        DatabaseAddress database = RunningPostgres.freshDatabase();
        String url =
                database.url() + "&user=" + database.user() + "&password=" + database.password();
        Dovecot dovecot = Dovecot.shared();
        String address = dovecot.freshUser("biuro", "debowa.test");
        List<String> others = List.of("Klienci", "Oferty");
        List<String> chosen = new ArrayList<>(others);
        chosen.addAll(List.of("INBOX", "Wysłane"));
        Files.createDirectories(folder.resolve("data"));
        try (AppProcess app =
                        new AppProcess(
                                AppProcess.ofClasses(),
                                folder.resolve("data"),
                                folder.resolve("console"),
                                Map.of("ROZMOWA_DATABASE_URL", url, "ROZMOWA_SYNC_POLL", "1s"));
                SmtpSink sink = new SmtpSink();
                FaultProxy proxy = FaultProxy.before(dovecot.imapPort())) {
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
                    new CrashRun.Target(
                            address,
                            Dovecot.PASSWORD,
                            proxy.port(),
                            sink.port(),
                            () -> dovecot.outside(address),
                            new RandomOperations.Stage(
                                    "INBOX", "Wys&AUI-ane", others, "Kosz", 2, true),
                            chosen),
                    SEED,
                    new CrashRun.Trial(80, 1, 200, 2));

            assertThat(run.kills()).isEqualTo(3);
            for (Kind kind : Kind.values()) {
                assertThat(run.total(kind)).as(kind + "\n" + run.words()).isZero();
            }
        }
    }
}
