package pl.rozmowa.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import pl.rozmowa.account.Folder;
import pl.rozmowa.account.MailAccounts;
import pl.rozmowa.imap.ImapConnection;
import pl.rozmowa.imap.ImapLimits;
import pl.rozmowa.mail.Endpoint.Security;
import pl.rozmowa.peers.Dovecot;
import pl.rozmowa.peers.ScriptedServer;
import pl.rozmowa.platform.AppTest;
import pl.rozmowa.platform.Secrets;
import pl.rozmowa.provider.ProviderCatalog;

/** What a server may say of a folder that is known, however wrong, takes nothing away from it. */
class HostileFolderTest extends AppTest {

    private static final String CAPABILITIES =
            "IMAP4rev1 ENABLE ESEARCH CONDSTORE QRESYNC UIDPLUS LITERAL+";

    @Autowired private Secrets secrets;
    @Autowired private FolderSync folders;
    @Autowired private MailAccounts accounts;
    @Autowired private ProviderCatalog providers;
    private SyncedMailbox mailbox;

    /** Thirty messages that were read before: UIDs 1 to 30 of UIDVALIDITY 7 at MODSEQ 100. */
    @BeforeEach
    void know() {
        mailbox = new SyncedMailbox(jdbc, (_, _) -> {});
        mailbox.connect(secrets);
        mailbox.enter("needs_sign_in");
        jdbc.sql(
                        "insert into account_lease (project_id, account_id, node, epoch, until) values (?, ?, ?, 1, now() + interval '1 minute')")
                .params(mailbox.project, mailbox.account, UUID.randomUUID())
                .update();
        jdbc.sql(
                        """
                        insert into folder_cursor (project_id, folder_id, state, uid_validity, uid_next, highest_modseq,
                                                   server_count, since, reconciled_at)
                        values (?, ?, 'live', 7, 31, 100, 30, current_date - 40, now())
                        """)
                .params(mailbox.project, mailbox.inbox)
                .update();
        jdbc.sql(
                        """
                        insert into email_placement (project_id, folder_id, uid_validity, uid, state, failure, failed_at, attempts)
                        select ?, ?, 7, uid, 'failed', 'too_big', now(), 9
                        from generate_series(1, 30) as uid
                        """)
                .params(mailbox.project, mailbox.inbox)
                .update();
    }

    @AfterEach
    void rest() {
        jdbc.sql("delete from account_lease where project_id = ?").param(mailbox.project).update();
        mailbox.enter("disconnected");
    }

    @Test
    void vanishedThatNamesMoreThanEverWasThereIsDoubtedAndLookedAfter() throws IOException {
        look(
                Map.of(
                        "EXAMINE",
                        "* VANISHED (EARLIER) 1:26183|" + opened(30, 7, 31, 120),
                        "UID SEARCH",
                        "* ESEARCH (TAG \"%s\") UID ALL 1:30"));
        assertThat(mailbox.placements(mailbox.inbox)).hasSize(30);
    }

    @Test
    void whatReallyVanishedIsGoneAlthoughOldNewsComeWithIt() throws IOException {
        look(Map.of("EXAMINE", "* VANISHED (EARLIER) 5,40:26183|" + opened(29, 7, 31, 120)));
        assertThat(mailbox.placements(mailbox.inbox)).hasSize(29).doesNotContainKey(5L);
    }

    @Test
    void moreThanAFewAtOnceMustBeMissingTwice() throws IOException {
        look(
                Map.of(
                        "EXAMINE",
                        "* VANISHED (EARLIER) 1:25|" + opened(5, 7, 31, 120),
                        "UID SEARCH",
                        "* ESEARCH (TAG \"%s\") UID ALL 1:20"));
        assertThat(mailbox.placements(mailbox.inbox)).hasSize(25);
    }

    @Test
    void aModseqThatWentBackMakesEverythingBeCompared() throws IOException {
        String flags = "";
        for (int uid = 1; uid <= 30; uid++) {
            flags +=
                    (uid > 1 ? "|" : "")
                            + "* %d FETCH (UID %d FLAGS (\\Flagged))".formatted(uid, uid);
        }
        look(
                Map.of(
                        "EXAMINE",
                        "* VANISHED (EARLIER) 1:30|" + opened(30, 7, 31, 50),
                        "UID FETCH",
                        flags));
        assertThat(mailbox.placements(mailbox.inbox).values())
                .hasSize(30)
                .containsOnly("failed (\\Flagged)");
    }

    @Test
    void theLastMessageIsNotTakenForNewAlthoughItAnswersToUidAndStar() throws IOException {
        look(
                Map.of(
                        "EXAMINE", opened(30, 7, 0, 120),
                        "UID SEARCH", "* ESEARCH (TAG \"%s\") UID ALL 30",
                        "UID FETCH", ""));
        assertThat(mailbox.placements(mailbox.inbox)).hasSize(30);
    }

    private static String opened(int exists, long uidValidity, long uidNext, long modseq) {
        return "* "
                + exists
                + " EXISTS|* OK [UIDVALIDITY "
                + uidValidity
                + "] x"
                + (uidNext > 0 ? "|* OK [UIDNEXT " + uidNext + "] x" : "")
                + "|* OK [HIGHESTMODSEQ "
                + modseq
                + "] x";
    }

    /** One look over a connection whose server answers each verb with these lines, and OK. */
    private void look(Map<String, String> answers) throws IOException {
        Function<String, String> answer =
                line ->
                        answers.entrySet().stream()
                                .filter(entry -> line.contains(" " + entry.getKey() + " "))
                                .map(Map.Entry::getValue)
                                .findFirst()
                                .orElseThrow(() -> new AssertionError("unexpected: " + line));
        try (ScriptedServer server =
                        ScriptedServer.plain(peer -> {
                            peer.send("* OK [CAPABILITY " + CAPABILITIES + "] ready");
                            while (true) {
                                String line = peer.line();
                                String tag = line.substring(0, line.indexOf(' '));
                                if (line.contains(" ENABLE ")) {
                                    peer.send("* ENABLED QRESYNC");
                                } else if (line.contains(" LOGOUT")) {
                                    return;
                                } else if (!answer.apply(line).isEmpty()) {
                                    peer.send(answer.apply(line).replace("%s", tag).split("\\|"));
                                }
                                peer.reply("OK done");
                            }
                        });
                ImapConnection connection =
                        ImapConnection.open(
                                server.endpoint(Security.PLAIN),
                                Dovecot.dialer(),
                                Dovecot.tls(),
                                ImapLimits.standard())) {
            connection.enable("QRESYNC");
            folders.bringUpToDate(known(), inbox(), connection, FolderSync.ALL);
        }
    }

    private Mailbox known() {
        return new Mailbox(
                accounts.find(mailbox.project, mailbox.account).orElseThrow(),
                providers.get("other"),
                Set.of(mailbox.address),
                new Lease(mailbox.project, mailbox.account, 1));
    }

    private Folder inbox() {
        return accounts.folders(mailbox.project, mailbox.account).stream()
                .filter(folder -> folder.id().equals(mailbox.inbox))
                .findFirst()
                .orElseThrow();
    }
}
