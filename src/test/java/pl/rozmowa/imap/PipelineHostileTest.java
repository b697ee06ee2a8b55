package pl.rozmowa.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static pl.rozmowa.imap.Hostile.ITEMS;
import static pl.rozmowa.imap.Hostile.LIMITS;
import static pl.rozmowa.imap.Hostile.answer;
import static pl.rozmowa.imap.Hostile.failureWith;
import static pl.rozmowa.imap.Hostile.greeting;
import static pl.rozmowa.imap.Hostile.open;
import static pl.rozmowa.imap.Hostile.with;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pl.rozmowa.mail.Endpoint.Security;
import pl.rozmowa.peers.Dovecot;
import pl.rozmowa.peers.ScriptedServer;
import pl.rozmowa.platform.NetworkTrouble;

/** News, refusals and endings in the middle of commands. */
class PipelineHostileTest {
    @Test
    void newsInsideAFetchGoToTheListener() throws IOException {
        Heard heard = new Heard();
        with(
                answer(
                        "* 5 EXISTS",
                        "* 2 EXPUNGE",
                        "* VANISHED 1:26183",
                        "* VANISHED (EARLIER) 4294967295,5",
                        "* 9 FETCH (FLAGS (\\Seen))",
                        "* 3 FETCH (UID 7 FLAGS (\\Answered) MODSEQ (12))",
                        "* 3 FETCH (UID 7 RFC822.SIZE 9 FLAGS (\\Seen) BODY[1] NIL)",
                        "* 8 FETCH (UID 70 RFC822.SIZE 9 FLAGS (\\Draft))",
                        "* OK [UIDVALIDITY 8] changed under you",
                        "* OK [ALERT] maintenance tonight"),
                connection -> {
                    connection.listener(heard);
                    assertThat(connection.fetch(UidSet.of(7), ITEMS)).hasSize(1);
                });
        assertThat(heard.events)
                .containsExactly(
                        "exists 5",
                        "expunged 2",
                        "vanished 1:26183 false",
                        "vanished 5,4294967295 true",
                        "flags 9 0 [\\Seen] 0",
                        "flags 3 7 [\\Answered] 12",
                        "flags 8 70 [\\Draft] 0",
                        "uidvalidity 8",
                        "alert maintenance tonight");
    }

    @Test
    void aRefusedBatchDoesNotKillTheOthers() throws IOException {
        List<String> told = new ArrayList<>();
        with(
                peer -> {
                    String first = tagOf(peer.expect("FETCH 1 "));
                    String second = tagOf(peer.expect("FETCH 2 "));
                    String third = tagOf(peer.expect("FETCH 3 "));
                    peer.send("* 1 FETCH (UID 1 RFC822.SIZE 1)", first + " OK");
                    String fourth = tagOf(peer.expect("FETCH 4 "));
                    peer.send(
                            second + " NO [UNAVAILABLE] cannot read that one",
                            "* 3 FETCH (UID 3 RFC822.SIZE 3)");
                    peer.send(third + " BAD UID set too long", fourth + " OK");
                },
                connection -> {
                    Iterator<FetchBatch> batches =
                            List.of(1L, 2L, 3L, 4L).stream()
                                    .map(uid ->
                                            new FetchBatch(
                                                    UidSet.of(uid), FetchItems.overview(), 10))
                                    .iterator();
                    connection.fetch(batches, new Telling(told));
                    assertThat(connection.isOpen()).isTrue();
                });
        assertThat(told)
                .containsExactly(
                        "message 1", "1 ok", "2 UNAVAILABLE", "message 3", "3 BAD", "4 ok");
    }

    private static String tagOf(String line) {
        return line.substring(0, line.indexOf(' '));
    }

    private record Telling(List<String> told) implements FetchSink {
        @Override
        public void message(FetchedMessage message) {
            told.add("message " + message.uid());
        }

        @Override
        public void answered(FetchBatch batch, @Nullable ImapFailure failure) {
            String how =
                    failure instanceof ImapFailure.ServerSaidNo no
                            ? no.code()
                            : String.valueOf(failure);
            told.add(batch.uids() + " " + (failure == null ? "ok" : how));
        }
    }

    @Test
    void noMoreThanEightMegabytesAreAskedForAtOnce() throws IOException {
        List<String> told = new ArrayList<>();
        try (ScriptedServer server =
                        greeting(peer -> {
                            String first = tagOf(peer.expect("FETCH 1 "));
                            peer.send(first + " OK");
                            String second = tagOf(peer.expect("FETCH 2 "));
                            peer.send(second + " OK");
                        });
                ImapConnection connection = open(server, Security.PLAIN)) {
            Iterator<FetchBatch> batches =
                    List.of(1L, 2L).stream()
                            .map(uid ->
                                    new FetchBatch(UidSet.of(uid), FetchItems.whole(), 7L << 20))
                            .iterator();
            FetchSink sink =
                    new FetchSink() {
                        @Override
                        public void message(FetchedMessage message) {}

                        @Override
                        public void answered(FetchBatch batch, @Nullable ImapFailure failure) {
                            told.add("after " + server.heard().size() + " command");
                        }
                    };
            connection.fetch(batches, sink);
        }
        assertThat(told.getFirst()).isEqualTo("after 1 command");
    }

    @Test
    void longSetsAreAskedForInPieces() throws IOException {
        long[] odd = new long[2000];
        for (int i = 0; i < odd.length; i++) {
            odd[i] = 4_000_000_000L + 2L * i;
        }
        List<String> told = new ArrayList<>();
        try (ScriptedServer server =
                        greeting(peer -> {
                            for (int i = 0; i < 4; i++) {
                                assertThat(peer.expect("UID FETCH")).hasSizeLessThan(8000);
                                peer.reply("OK");
                            }
                        });
                ImapConnection connection = open(server, Security.PLAIN)) {
            connection.fetch(
                    List.of(new FetchBatch(UidSet.of(odd), FetchItems.overview(), 10)).iterator(),
                    new Telling(told));
        }
        assertThat(told).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "* BYE server going down\r\n",
                "* 3 FETCH (UID 7 BODY[1] {100}\r\nonly this much",
                "* 3 FETCH (UID 7",
                ""
            })
    void aConnectionThatEndsAnywhereIsClosedAndNamed(String last) throws IOException {
        try (ScriptedServer server =
                        ScriptedServer.plain(peer -> {
                            peer.send("* OK [CAPABILITY IMAP4rev1] ready");
                            peer.line();
                            peer.raw(last);
                        });
                ImapConnection connection = open(server, Security.PLAIN)) {
            ImapException ended =
                    catchThrowableOfType(
                            ImapException.class, () -> connection.fetch(UidSet.of(7), ITEMS));
            assertThat(ended.failure()).isInstanceOf(ImapFailure.Closed.class);
            assertThat(ended.failure().passing()).isTrue();
            assertThat(connection.isOpen()).isFalse();
            ImapException after = catchThrowableOfType(ImapException.class, connection::noop);
            assertThat(after.failure()).isInstanceOf(ImapFailure.Unreachable.class);
        }
    }

    @Test
    void aServerThatNoLongerReadsDoesNotHoldAnAppendForever() throws IOException {
        ImapLimits hasty = LIMITS.answeringWithin(Duration.ofMillis(500));
        try (ScriptedServer server =
                        ScriptedServer.plain(peer -> {
                            peer.send("* OK [CAPABILITY IMAP4rev1 LITERAL+] ready");
                            peer.freeze();
                        });
                ImapConnection connection =
                        ImapConnection.open(
                                server.endpoint(Security.PLAIN),
                                Dovecot.dialer(),
                                Dovecot.tls(),
                                hasty)) {
            ImapException stuck =
                    catchThrowableOfType(
                            ImapException.class,
                            () -> connection.append("Sent", List.of(), null, new byte[20_000_000]));
            assertThat(stuck.failure())
                    .isEqualTo(new ImapFailure.Unreachable(NetworkTrouble.TIMEOUT));
        }
    }

    @Test
    void anAppendThatIsRefusedBeforeTheLiteralSendsNothing() throws IOException {
        try (ScriptedServer server =
                        ScriptedServer.plain(peer -> {
                            peer.send("* OK [CAPABILITY IMAP4rev1] ready");
                            peer.expect("APPEND \"Sent\" (\\Seen) {3}");
                            peer.reply("NO [OVERQUOTA] full");
                            peer.expect("NOOP");
                            peer.reply("OK");
                            peer.hang();
                        });
                ImapConnection connection = open(server, Security.PLAIN)) {
            ImapException refused =
                    catchThrowableOfType(
                            ImapException.class,
                            () -> connection.append("Sent", List.of("\\Seen"), null, new byte[3]));
            assertThat(refused.failure())
                    .isEqualTo(new ImapFailure.ServerSaidNo("OVERQUOTA", "full"));
            connection.noop();
        }
    }

    @Test
    void anIdleThatNobodyAnswersIsFoundOut() throws IOException {
        ImapFailure failure =
                failureWith(
                        peer -> {
                            peer.expect("IDLE");
                            peer.send("+ idling");
                            peer.expect("DONE");
                        },
                        connection ->
                                connection.idle(
                                        Duration.ofMinutes(5),
                                        Duration.ofMillis(200),
                                        () -> false));
        assertThat(failure).isEqualTo(new ImapFailure.Unreachable(NetworkTrouble.TIMEOUT));
    }

    @Test
    void anIdleThatTheServerEndsByItselfIsNoFailure() throws IOException {
        with(
                peer -> {
                    peer.expect("IDLE");
                    peer.send("+ idling", "* 4 EXISTS");
                    peer.reply("OK enough of that");
                },
                connection ->
                        assertThat(
                                        connection.idle(
                                                Duration.ofMinutes(5),
                                                Duration.ofMinutes(2),
                                                () -> false))
                                .isEqualTo(IdleEnd.STOPPED));
    }

    @Test
    void whatArrivesInPiecesWhileIdlingIsHeardWhole() throws IOException {
        Heard heard = new Heard();
        with(
                peer -> {
                    peer.expect("IDLE");
                    peer.send("+ idling");
                    peer.drip("* 4 EXISTS\r\n* OK Still here\r\n", 15);
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
        assertThat(heard.events).containsExactly("exists 4");
    }
}
