package pl.rozmowa.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static pl.rozmowa.imap.Hostile.answer;
import static pl.rozmowa.imap.Hostile.open;
import static pl.rozmowa.imap.Hostile.with;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import pl.rozmowa.mail.Endpoint.Security;
import pl.rozmowa.peers.Dovecot;
import pl.rozmowa.peers.RawImap;
import pl.rozmowa.peers.ScriptedServer;

/** NOTIFY (RFC 5465) with a real Dovecot, then with servers that do it their own way. */
class NotifyTest {

    private static final String MESSAGE = "Subject: Nowe zlecenie\n\nDzień dobry.\n";
    private static final String SENT = "Wys&AUI-ane";

    private final Heard heard = new Heard();

    @Test
    void dovecotTellsOfTheOpenFolderAndOfOthersWhileItIdles() throws Exception {
        Dovecot dovecot = Dovecot.shared();
        String user = dovecot.freshUser("biuro", "debowa.test");
        try (RawImap outside = dovecot.outside(user);
                ImapConnection connection = signedIn(dovecot, user)) {
            outside.append(SENT, MESSAGE);
            outside.append("Archiwum", MESSAGE);
            connection.select("INBOX");
            connection.listener(heard);
            assertThat(connection.notifySet(List.of(SENT, "Archiwum"))).isTrue();
            assertThat(heard.events)
                    .containsExactlyInAnyOrder("status " + SENT + " 1", "status Archiwum 1");

            heard.events.clear();
            assertThat(
                            during(
                                    () -> outside.append(SENT, MESSAGE),
                                    connection,
                                    e -> e.startsWith("status")))
                    .isEqualTo(IdleEnd.STOPPED);
            assertThat(heard.events).contains("status " + SENT + " 2");

            heard.events.clear();
            during(() -> outside.append("INBOX", MESSAGE), connection, "exists 1"::equals);
            assertThat(heard.events).contains("exists 1");

            heard.events.clear();
            during(
                    () -> {
                        outside.command("SELECT INBOX");
                        outside.command("UID STORE 1 +FLAGS (\\Seen)");
                    },
                    connection,
                    e -> e.startsWith("flags 1"));
            assertThat(heard.events).anyMatch(e -> e.contains("\\Seen"));

            // the open folder changes places with one of the others
            connection.examine("Archiwum");
            heard.events.clear();
            during(
                    () -> outside.append("Archiwum", MESSAGE),
                    connection,
                    e -> e.startsWith("exists"));
            assertThat(heard.events).contains("exists 2");

            connection.notifyNone();
            heard.events.clear();
            outside.append(SENT, MESSAGE);
            connection.noop();
            assertThat(heard.events).isEmpty();
        }
    }

    @Test
    void qresyncAndNotifyTogetherTellOfTheRightFolder() throws Exception {
        Dovecot dovecot = Dovecot.shared();
        String user = dovecot.freshUser("biuro", "debowa.test");
        try (RawImap outside = dovecot.outside(user);
                ImapConnection connection = signedIn(dovecot, user)) {
            for (int i = 0; i < 3; i++) {
                outside.append("INBOX", MESSAGE);
                outside.append("Archiwum", MESSAGE);
            }
            connection.enable("QRESYNC");
            SelectedFolder archive = connection.examine("Archiwum");
            connection.examine("INBOX");
            connection.notifySet(List.of("Archiwum"));
            connection.listener(heard);
            outside.command("SELECT Archiwum");
            outside.command("UID STORE 2 +FLAGS (\\Deleted)");
            outside.command("EXPUNGE");
            Heard changes = new Heard();
            SelectedFolder now =
                    connection.examineQresync(
                            "Archiwum",
                            archive.uidValidity(),
                            archive.highestModseq(),
                            UidSet.empty(),
                            changes);
            assertThat(changes.events).contains("vanished 2 true");
            assertThat(now.exists()).isEqualTo(2);
            assertThat(now.readOnly()).isTrue();
        }
    }

    @Test
    void whatIsSaidOfTheFolderThatIsLeftIsNotTakenForTheNextOnes() throws IOException {
        Heard changes = new Heard();
        with(
                peer -> {
                    answer("* 3 EXISTS", "* OK [UIDVALIDITY 7] ok").play(peer);
                    peer.expect("EXAMINE \"B\" (QRESYNC (8 20))");
                    peer.send(
                            "* VANISHED 2",
                            "* 1 FETCH (UID 1 FLAGS (\\Seen))",
                            "* 2 EXISTS",
                            "* OK [CLOSED] left",
                            "* 9 EXISTS",
                            "* OK [UIDVALIDITY 8] ok",
                            "* VANISHED (EARLIER) 5",
                            "* 4 FETCH (UID 6 FLAGS (\\Flagged) MODSEQ (30))");
                    peer.reply("OK [READ-ONLY] opened");
                },
                connection -> {
                    connection.listener(heard);
                    connection.examine("A");
                    SelectedFolder b =
                            connection.examineQresync("B", 8, 20, UidSet.empty(), changes);
                    assertThat(b.exists()).isEqualTo(9);
                });
        assertThat(heard.events).containsExactly("vanished 2 false", "flags 1 1 [\\Seen] 0");
        assertThat(changes.events).containsExactly("vanished 5 true", "flags 4 6 [\\Flagged] 30");
    }

    @Test
    void aServerThatDoesNotSayWhereTheBorderIsIsUnderstoodByWhatItMustMean() throws IOException {
        Heard changes = new Heard();
        with(
                peer -> {
                    answer("* 3 EXISTS", "* OK [UIDVALIDITY 7] ok").play(peer);
                    peer.expect("EXAMINE");
                    peer.send(
                            "* VANISHED 2",
                            "* 9 EXISTS",
                            "* VANISHED (EARLIER) 5",
                            "* 4 FETCH (UID 6 FLAGS () MODSEQ (30))");
                    peer.reply("OK opened");
                },
                connection -> {
                    connection.listener(heard);
                    connection.examine("A");
                    connection.examineQresync("B", 8, 20, UidSet.empty(), changes);
                });
        assertThat(heard.events).containsExactly("vanished 2 false");
        assertThat(changes.events).containsExactly("vanished 5 true", "flags 4 6 [] 30");
    }

    @Test
    void changesHeardWhileAFolderOpensAreKeptWhenTheServerRefusesInTheEnd() throws IOException {
        Heard changes = new Heard();
        with(
                peer -> {
                    peer.expect("EXAMINE");
                    peer.send("* VANISHED (EARLIER) 5");
                    peer.reply("NO [INUSE] later");
                },
                connection ->
                        assertThat(
                                        catchThrowableOfType(
                                                ImapException.class,
                                                () ->
                                                        connection.examineQresync(
                                                                "B",
                                                                8,
                                                                20,
                                                                UidSet.empty(),
                                                                changes)))
                                .isNotNull());
        assertThat(changes.events).containsExactly("vanished 5 true");
    }

    @Test
    void aServerThatTellsNoFlagsIsAskedForLess() throws IOException {
        with(
                peer -> {
                    peer.expect("(selected (MessageNew MessageExpunge FlagChange)) (mailb");
                    peer.reply("NO [BADEVENT (MessageNew MessageExpunge)] no flags");
                    peer.expect(
                            "NOTIFY SET STATUS (selected (MessageNew MessageExpunge))"
                                    + " (mailboxes (\"A\" \"B \\\"C\\\"\") (MessageNew MessageExpunge))");
                    peer.reply("OK");
                },
                connection -> assertThat(connection.notifySet(List.of("A", "B \"C\""))).isFalse());
    }

    @Test
    void aServerThatMindsNamesItDoesNotKnowIsAskedForTheOthers() throws IOException {
        with(
                peer -> {
                    peer.expect("(mailboxes (\"Wys&AUI-ane\" {8+}");
                    assertThat(peer.line()).startsWith("Wys\u00C5\u0082ane)");
                    peer.send("R1 NO no such folder");
                    peer.expect("(mailboxes (\"Wys&AUI-ane\") (MessageNew");
                    peer.reply("OK");
                },
                connection -> assertThat(connection.notifySet(List.of(SENT))).isTrue());
    }

    @Test
    void aServerThatTellsNothingAfterAllIsNamedAndStaysUsable() throws IOException {
        with(
                peer -> {
                    peer.expect("NOTIFY SET (selected (MessageNew");
                    peer.reply("BAD what?");
                    peer.expect("NOOP");
                    peer.reply("OK");
                },
                connection -> {
                    ImapException refused =
                            catchThrowableOfType(
                                    ImapException.class, () -> connection.notifySet(List.of()));
                    assertThat(refused.failure()).isInstanceOf(ImapFailure.ServerSaidNo.class);
                    connection.noop();
                });
    }

    @Test
    void aServerThatGivesUpTellingSaysSo() throws IOException {
        with(
                peer -> {
                    answer().play(peer);
                    peer.expect("IDLE");
                    peer.send("+ idling", "* OK [NOTIFICATIONOVERFLOW] too much");
                    String idle = peer.tag();
                    peer.expect("DONE");
                    peer.send(idle + " OK");
                },
                connection -> {
                    connection.listener(heard);
                    connection.notifySet(List.of());
                    connection.idle(
                            Duration.ofMinutes(5),
                            Duration.ofMinutes(2),
                            () -> heard.events.contains("overflow"));
                });
        assertThat(heard.events).containsExactly("overflow");
    }

    @Test
    void whatIsToldBeforeTheIdlingBeginsEndsItToo() throws IOException {
        with(
                peer -> {
                    peer.expect("IDLE");
                    peer.send("* STATUS A (MESSAGES 4 UIDNEXT 9)", "+ idling");
                    String idle = peer.tag();
                    peer.expect("DONE");
                    peer.send(idle + " OK");
                },
                connection -> {
                    connection.listener(heard);
                    assertThat(
                                    connection.idle(
                                            Duration.ofMinutes(5),
                                            Duration.ofMinutes(2),
                                            () -> !heard.events.isEmpty()))
                            .isEqualTo(IdleEnd.STOPPED);
                });
        assertThat(heard.events).containsExactly("status A 4");
    }

    @Test
    void aPartialStatusInBetweenLeavesTheOtherCountersStanding() throws IOException {
        try (ScriptedServer server =
                        ScriptedServer.plain(peer -> {
                            peer.send("* OK [CAPABILITY IMAP4rev1 LIST-EXTENDED LIST-STATUS] hi");
                            for (int i = 0; i < 2; i++) {
                                peer.line();
                                peer.send(
                                        "* STATUS A (MESSAGES 4 UIDNEXT 9 UIDVALIDITY 3 UNSEEN 1)",
                                        "* STATUS A (MESSAGES 5 UIDNEXT 10)");
                                peer.reply("OK");
                            }
                            peer.hang();
                        });
                ImapConnection connection = open(server, Security.PLAIN)) {
            FolderStatus whole = new FolderStatus("A", 5, 10, 3, 1, -1);
            assertThat(connection.status("A")).isEqualTo(whole);
            assertThat(connection.statusOf(List.of("A", "B"), false)).isEqualTo(Map.of("A", whole));
        }
    }

    @Test
    void aProviderThatStumblesOverMoreIsAskedForPlainNamesOnly() throws IOException {
        try (ScriptedServer server =
                        ScriptedServer.plain(peer -> {
                            peer.send(
                                    "* OK [CAPABILITY IMAP4rev1 LIST-EXTENDED LIST-STATUS"
                                            + " SPECIAL-USE] hi");
                            for (int i = 0; i < 2; i++) {
                                assertThat(peer.line()).endsWith(" LIST \"\" \"*\"");
                                peer.send("* LIST (\\Sent) \"/\" Sent");
                                peer.reply("OK");
                            }
                            peer.hang();
                        });
                ImapConnection connection = open(server, Security.PLAIN)) {
            assertThat(connection.listFoldersWithStatus(true))
                    .singleElement()
                    .matches(f -> f.has("\\Sent") && f.status() == null);
            assertThat(connection.listFolders(true)).hasSize(1);
        }
    }

    private static ImapConnection signedIn(Dovecot dovecot, String user) throws ImapException {
        ImapConnection connection =
                ImapConnection.open(
                        dovecot.endpoint(Security.PLAIN),
                        Dovecot.dialer(),
                        Dovecot.tls(),
                        ImapLimits.standard());
        connection.signIn(dovecot.signIn(user));
        return connection;
    }

    /** Idles until something of this kind was heard, while somebody else does that. */
    private IdleEnd during(Runnable elsewhere, ImapConnection connection, Predicate<String> wanted)
            throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<IdleEnd> idle =
                    CompletableFuture.supplyAsync(() -> idle(connection, wanted), threads);
            elsewhere.run();
            return Objects.requireNonNull(idle.get());
        }
    }

    private IdleEnd idle(ImapConnection connection, Predicate<String> wanted) {
        try {
            return connection.idle(
                    Duration.ofSeconds(20),
                    Duration.ofMinutes(9),
                    () -> heard.events.stream().anyMatch(wanted));
        } catch (ImapException e) {
            throw new IllegalStateException(e);
        }
    }
}
