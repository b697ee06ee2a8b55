package pl.rozmowa.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import pl.rozmowa.bench.Comparison;
import pl.rozmowa.bench.Differences;
import pl.rozmowa.peers.Dovecot;
import pl.rozmowa.peers.RandomOperations;
import pl.rozmowa.peers.RawImap;
import pl.rozmowa.platform.AppTest;
import pl.rozmowa.platform.Await;
import pl.rozmowa.platform.LiveEvent;
import pl.rozmowa.platform.LiveUpdates;
import pl.rozmowa.platform.Secrets;
import pl.rozmowa.platform.Settings;

/** A server that knows neither CONDSTORE nor QRESYNC nor ESEARCH (GreenMail): what others do in it arrives all the same. */
class PlainServerTest extends AppTest {

    @Autowired private Secrets secrets;
    @Autowired private LiveUpdates live;
    @Autowired private TransactionTemplate transactions;
    @Autowired private DataSource database;
    @Autowired private Settings settings;
    private GreenMail server;
    private SyncedMailbox mailbox;

    @BeforeEach
    void connect() {
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
        server.start();
        mailbox = new SyncedMailbox(jdbc, this::changed);
        mailbox.connect(secrets);
        server.setUser(mailbox.address, mailbox.address, Dovecot.PASSWORD);
        jdbc.sql("update mail_account set imap_port = ? where project_id = ?")
                .params(server.getImap().getPort(), mailbox.project)
                .update();
        jdbc.sql(
                        "update folder set wire_name = 'Sent', name = 'Sent' where project_id = ? and id = ?")
                .params(mailbox.project, mailbox.sent)
                .update();
        mailbox.follow("Klienci");
        mailbox.follow("Oferty");
    }

    private void changed(UUID project, UUID account) {
        transactions.executeWithoutResult(_ -> live.publish(LiveEvent.ofAccount(project, account)));
    }

    @AfterEach
    void disconnect() {
        mailbox.rest("disconnected");
        server.stop();
    }

    private RawImap outside() {
        return RawImap.login(server.getImap().getPort(), mailbox.address, Dovecot.PASSWORD);
    }

    @Test
    void aFirstSynchronisationAndWhatOthersDoAfterwardsEndEqualToTheServer() {
        Comparison comparison =
                new Comparison(
                        this::outside,
                        mailbox.account,
                        settings.data().resolve("blobs"),
                        Instant.now().minus(Duration.ofDays(30)));
        try (RandomOperations others =
                new RandomOperations(
                        this::outside,
                        new RandomOperations.Stage(
                                "INBOX", "Sent", List.of("Klienci", "Oferty"), "Trash", 0, true),
                        mailbox.address,
                        11)) {
            others.fill(80);
            mailbox.begin();
            equal("the first synchronisation", comparison);

            others.start(1);
            others.allow(200);
            Await.value("all is done", Duration.ofSeconds(30), others::isIdle, done -> done);
            minutesPass();
            equal("what others did", comparison);
        }
    }

    /** Flags are compared every three minutes, for such a server tells nobody of them. */
    private void minutesPass() {
        jdbc.sql(
                        """
                        update folder_cursor
                        set flags_at = flags_at - interval '4 minutes'
                        where project_id = ?
                        """)
                .param(mailbox.project)
                .update();
    }

    private void equal(String what, Comparison comparison) {
        Differences differences =
                Await.value(
                        what + " is equal",
                        Duration.ofSeconds(60),
                        () -> {
                            try (Connection open = database.getConnection()) {
                                return comparison.quick(open);
                            }
                        },
                        Differences::isNone);
        assertThat(differences.isNone()).isTrue();
        Differences all =
                Await.value(
                        what + " is equal to the last byte",
                        () -> {
                            try (Connection open = database.getConnection()) {
                                return comparison.full(open);
                            }
                        },
                        Differences::isNone);
        assertThat(all.isNone()).isTrue();
    }
}
