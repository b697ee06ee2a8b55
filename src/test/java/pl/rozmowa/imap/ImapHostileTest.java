package pl.rozmowa.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pl.rozmowa.imap.FetchedMessage.FetchDefect;
import pl.rozmowa.mail.Endpoint.Security;
import pl.rozmowa.mail.SignIn;
import pl.rozmowa.peers.Dovecot;
import pl.rozmowa.peers.PeerCertificate;
import pl.rozmowa.peers.ScriptedServer;
import pl.rozmowa.peers.ScriptedServer.Peer;
import pl.rozmowa.peers.ScriptedServer.Script;
import pl.rozmowa.platform.CertificateTrouble;
import pl.rozmowa.platform.NetworkTrouble;
import pl.rozmowa.platform.TlsPolicy;

/** What servers really do (the wire's part of it), one case each. */
class ImapHostileTest {

    private static final String CAPABILITIES =
            "IMAP4rev1 LITERAL+ IDLE ESEARCH UIDPLUS MOVE CONDSTORE";

    /** Small limits, so that the tests are quick. */
    private static final ImapLimits LIMITS =
            new ImapLimits(
                    200_000,
                    50_000,
                    1_000_000,
                    100_000,
                    50,
                    20,
                    100,
                    10_000,
                    Duration.ofSeconds(4),
                    Duration.ofSeconds(2),
                    1024);

    private static ImapConnection open(ScriptedServer server, Security security)
            throws ImapException {
        return ImapConnection.open(
                server.endpoint(security), Dovecot.dialer(), Dovecot.tls(), LIMITS);
    }

    private static ImapFailure failureOf(ScriptedServer server, Security security) {
        return catchThrowableOfType(ImapException.class, () -> open(server, security)).failure();
    }

    /** Greets, then plays; afterwards stays until the client leaves. */
    private static ScriptedServer greeting(Script script) {
        return ScriptedServer.plain(peer -> {
            peer.send("* OK [CAPABILITY " + CAPABILITIES + "] ready");
            script.play(peer);
            peer.hang();
        });
    }

    private interface Use {
        void use(ImapConnection connection) throws IOException;
    }

    private static void with(Script script, Use use) throws IOException {
        try (ScriptedServer server = greeting(script);
                ImapConnection connection = open(server, Security.PLAIN)) {
            use.use(connection);
        }
    }

    private static ImapFailure failureWith(Script script, Use use) throws IOException {
        ImapFailure[] failure = new ImapFailure[1];
        with(
                script,
                connection ->
                        failure[0] =
                                catchThrowableOfType(ImapException.class, () -> use.use(connection))
                                        .failure());
        return failure[0];
    }

    /** Answers the next command with these lines and OK. */
    private static Script answer(String... lines) {
        return peer -> {
            peer.line();
            peer.send(lines);
            peer.reply("OK done");
        };
    }

    // --- greeting and TLS
    // -------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "* PREAUTH [CAPABILITY IMAP4rev1] welcome, whoever | NotImap",
                "220 mx.debowa.test ESMTP                          | NotImap",
                "HTTP/1.1 400 Bad Request                          | NotImap",
                "SSH-2.0-OpenSSH_9.2                               | NotImap",
                "+OK POP3 ready                                    | NotImap",
                "* BYE overloaded                                  | Closed",
                "* BYE too many connections from your address      | Throttled"
            })
    void whoeverGreetsInAnotherWayIsNamed(String greeting, String failure) throws IOException {
        try (ScriptedServer server = ScriptedServer.plain(peer -> peer.send(greeting))) {
            assertThat(failureOf(server, Security.PLAIN).getClass().getSimpleName())
                    .isEqualTo(failure);
        }
    }

    @Test
    void whatIsInjectedBeforeTheHandshakeIsThrownAway() throws IOException {
        try (ScriptedServer server =
                        ScriptedServer.plain(peer -> {
                            peer.send("* OK [CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN] ready");
                            peer.expect("STARTTLS");
                            peer.send(
                                    peer.tag() + " OK go",
                                    "* CAPABILITY IMAP4rev1 EVIL",
                                    "R2 OK [CAPABILITY IMAP4rev1 EVIL] already answered");
                            peer.startTls(PeerCertificate.localhost());
                            peer.expect("CAPABILITY");
                            peer.send("* CAPABILITY IMAP4rev1 GOOD");
                            peer.reply("OK");
                            peer.hang();
                        });
                ImapConnection connection = open(server, Security.STARTTLS)) {
            assertThat(connection.capabilities()).containsExactlyInAnyOrder("IMAP4REV1", "GOOD");
        }
    }

    @Test
    void withoutStartTlsNoPasswordIsEverSaid() throws IOException {
        try (ScriptedServer server =
                greeting(peer -> {
                    peer.expect("STARTTLS");
                    peer.reply("BAD what?");
                })) {
            assertThat(failureOf(server, Security.STARTTLS))
                    .isInstanceOf(ImapFailure.TlsUnavailable.class);
            assertThat(server.heard()).hasSize(1);
        }
    }

    @Test
    void badCertificatesAreNamed() throws IOException {
        PeerCertificate expired = PeerCertificate.expired();
        try (ScriptedServer server = ScriptedServer.tls(expired, Peer::hang)) {
            TlsPolicy trusting = expired.trusting();
            ImapException refused =
                    catchThrowableOfType(
                            ImapException.class,
                            () ->
                                    ImapConnection.open(
                                            server.endpoint(Security.TLS),
                                            Dovecot.dialer(),
                                            trusting,
                                            ImapLimits.standard()));
            assertThat(refused.failure())
                    .isEqualTo(new ImapFailure.CertificateRefused(CertificateTrouble.EXPIRED));
        }
    }

    @Test
    void aServerThatTalksPlainlyOnATlsPortHasNoTls() throws IOException {
        try (ScriptedServer server = greeting(peer -> {})) {
            assertThat(failureOf(server, Security.TLS))
                    .isInstanceOf(ImapFailure.TlsUnavailable.class);
        }
    }

    @Test
    void aSilentServerIsLeft() throws IOException {
        try (ScriptedServer server = ScriptedServer.plain(Peer::hang)) {
            assertThat(failureOf(server, Security.PLAIN))
                    .isEqualTo(new ImapFailure.Unreachable(NetworkTrouble.TIMEOUT));
        }
        try (ScriptedServer server = ScriptedServer.plain(Peer::hang)) {
            assertThat(failureOf(server, Security.TLS))
                    .isEqualTo(new ImapFailure.Unreachable(NetworkTrouble.TIMEOUT));
        }
    }

    @Test
    void oneByteASecondIsSilence() throws IOException {
        assertThat(
                        failureWith(
                                peer -> {
                                    peer.line();
                                    peer.drip("* OK " + "still here ".repeat(100), 100);
                                },
                                ImapConnection::noop))
                .isEqualTo(new ImapFailure.Unreachable(NetworkTrouble.TIMEOUT));
        assertThat(
                        failureWith(
                                peer -> {
                                    peer.line();
                                    peer.drip("* OK still here\r\n".repeat(1000), 5);
                                },
                                ImapConnection::noop))
                .isEqualTo(new ImapFailure.Unreachable(NetworkTrouble.TIMEOUT));
    }

    // --- sign-in
    // ----------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NO [AUTHENTICATIONFAILED] Authentication failed.                     | PasswordRefused",
                "NO LOGIN failed.                                                     | PasswordRefused",
                "NO [EXPIRED] your password is too old                                | PasswordRefused",
                "NO [ALERT] Application-specific password required: https://example/  | AppPasswordNeeded",
                "NO [WEBALERT https://example/] Web login required.                   | AppPasswordNeeded",
                "NO [ALERT] Your account is not enabled for IMAP use.                 | ImapDisabled",
                "NO IMAP access is disabled for your account                          | ImapDisabled",
                "NO Logowanie przez IMAP jest wyłączone                               | ImapDisabled",
                "NO [AUTHENTICATIONFAILED] your IP is not authorized                  | AddressNotAuthorised",
                "NO [UNAVAILABLE] Temporary authentication failure                    | ServerSaidNo",
                "NO [INUSE] mailbox is in use                                         | ServerSaidNo",
                "NO [LIMIT] Too many logins                                           | Throttled",
                "BAD User is authenticated but not connected.                         | Throttled",
                "NO [THROTTLED] slow down                                             | Throttled",
                "NO [PRIVACYREQUIRED] not without TLS                                 | TlsUnavailable",
                "BAD what is LOGIN                                                    | ServerSaidNo"
            })
    void aRefusedSignInSaysWhatCanBeDone(String answer, String failure) throws IOException {
        ImapFailure refused =
                failureWith(
                        peer -> {
                            peer.expect("LOGIN");
                            peer.raw(
                                    (peer.tag() + " " + answer + "\r\n")
                                            .getBytes(StandardCharsets.UTF_8));
                        },
                        connection -> connection.signIn(new SignIn.Password("a", "b")));
        assertThat(refused.getClass().getSimpleName()).isEqualTo(failure);
    }

    @Test
    void theTimeToWaitIsReadFromTheServersWords() throws IOException {
        ImapFailure refused =
                failureWith(
                        peer -> {
                            peer.line();
                            peer.reply(
                                    "BAD Request is throttled. Suggested Backoff Time: 299961 milliseconds");
                        },
                        connection -> connection.select("INBOX"));
        assertThat(refused)
                .isInstanceOfSatisfying(
                        ImapFailure.Throttled.class,
                        t -> assertThat(t.backoff()).isEqualTo(Duration.ofMillis(299_961)));
    }

    @Test
    void capabilitiesAreAskedForAgainAfterSignIn() throws IOException {
        with(
                peer -> {
                    peer.expect("LOGIN \"a\" \"b\"");
                    peer.reply("OK in");
                    peer.expect("CAPABILITY");
                    peer.send("* CAPABILITY IMAP4rev1 X-GM-EXT-1");
                    peer.reply("OK");
                },
                connection -> {
                    connection.signIn(new SignIn.Password("a", "b"));
                    assertThat(connection.capabilities())
                            .containsExactlyInAnyOrder("IMAP4REV1", "X-GM-EXT-1");
                });
    }

    @Test
    void aRefusedTokenIsAnsweredUntilTheServerSaysNo() throws IOException {
        ImapFailure refused =
                failureWith(
                        peer -> {
                            peer.expect("AUTHENTICATE XOAUTH2");
                            peer.send("+ ");
                            assertThat(peer.line()).isNotEmpty();
                            String command = peer.tag();
                            peer.send("+ eyJzdGF0dXMiOiI0MDAifQ==");
                            assertThat(peer.line()).isEmpty();
                            peer.send(
                                    "R1 NO [AUTHENTICATIONFAILED] invalid credentials "
                                            + command.length());
                        },
                        connection -> connection.signIn(new SignIn.Token("a", "token")));
        assertThat(refused).isInstanceOf(ImapFailure.PasswordRefused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nR9 DELETE INBOX", "a\nb", "a\0b"})
    void aPasswordThatCannotBeSaidIsNotSaid(String password) throws IOException {
        try (ScriptedServer server = greeting(peer -> {});
                ImapConnection connection = open(server, Security.PLAIN)) {
            ImapException refused =
                    catchThrowableOfType(
                            ImapException.class,
                            () -> connection.signIn(new SignIn.Password("a", password)));
            assertThat(refused.failure()).isInstanceOf(ImapFailure.PasswordRefused.class);
            assertThat(server.heard()).isEmpty();
        }
    }

    // --- folders
    // ----------------------------------------------------------------------------------------------------

    @Test
    void foldersAreReadHoweverTheyAreSpelt() throws IOException {
        with(
                peer -> {
                    peer.line();
                    peer.send(
                            "* LIST (\\HasNoChildren) \".\" INBOX",
                            "* LIST () \".\" \"INBOX.Wys&AUI-ane\"",
                            "* LIST () NIL Bez&poziom&AUI-w",
                            "* LIST (\\Noselect) \"/\" \"[Gmail]\"",
                            "* LIST (\\NonExistent \\NoInferiors) \"/\" znikł"
                                    .replace("ł", "\u00C5\u0082"),
                            "* LIST () \"\\\\\" \"a \\\"b\\\" c\"",
                            "* LIST () \"/\" \"unescaped \"quote\" here\"",
                            "* LIST () \"/\" without quotes at all",
                            "* LIST () \"/\" {9}");
                    peer.raw("in\"literal\r\n".substring(0, 9) + "\r\n");
                    peer.send(
                            "* LIST () \"/\" \"R&-D &- &AOk-\" (\"OLDNAME\" (\"x\"))",
                            "* LIST broken",
                            "* LIST () \"/\" \"&AUI\"",
                            "* LIST () \"/\" \"\u0141\u00F3d\u017A\""
                                    .replaceAll("[^\\x00-\\xFF]", "\u00B3"));
                    peer.reply("OK");
                },
                connection -> {
                    List<FolderListing> folders = connection.listFolders();
                    assertThat(folders)
                            .extracting(FolderListing::name)
                            .containsExactly(
                                    "INBOX",
                                    "INBOX.Wysłane",
                                    "Bez&poziomłw",
                                    "[Gmail]",
                                    "znikł",
                                    "a \"b\" c",
                                    "unescaped \"quote\" here",
                                    "without quotes at all",
                                    "in\"litera",
                                    "R&D & é",
                                    "&AUI",
                                    "³ód³");
                    assertThat(folders.get(1).path()).containsExactly("INBOX", "Wysłane");
                    assertThat(folders.get(2).delimiter()).isNull();
                    assertThat(folders.get(3).selectable()).isFalse();
                    assertThat(folders.get(4).selectable()).isFalse();
                    assertThat(folders.get(4).wireName()).isEqualTo("znik\u00C5\u0082");
                });
    }

    @Test
    void anExtendedListThatIsOfferedAndRefusedIsAskedForPlainly() throws IOException {
        try (ScriptedServer server =
                        ScriptedServer.plain(peer -> {
                            peer.send(
                                    "* OK [CAPABILITY IMAP4rev1 LIST-EXTENDED SPECIAL-USE] ready");
                            peer.expect("RETURN (SPECIAL-USE)");
                            peer.reply("BAD what?");
                            peer.expect("LIST \"\" \"*\"");
                            peer.send("* LIST (\\Sent) \"/\" Sent");
                            peer.reply("OK");
                            peer.hang();
                        });
                ImapConnection connection = open(server, Security.PLAIN)) {
            assertThat(connection.listFolders())
                    .hasSize(1)
                    .allMatch(folder -> folder.has("\\Sent"));
        }
    }

    @Test
    void moreFoldersThanAnybodyHasEndTheConnection() throws IOException {
        assertThat(
                        failureWith(
                                peer -> {
                                    peer.line();
                                    for (int i = 0; i < 200; i++) {
                                        peer.send("* LIST () \"/\" f" + i);
                                    }
                                },
                                ImapConnection::listFolders))
                .isInstanceOf(ImapFailure.TooBig.class);
    }

    @Test
    void aSelectWithoutUidNextOrWithoutAnythingIsSurvived() throws IOException {
        with(
                peer -> {
                    answer("* 3 EXISTS", "* OK [UIDVALIDITY 7] ok", "* OK [NOMODSEQ] none")
                            .play(peer);
                    answer().play(peer);
                    peer.line();
                    peer.send("* OK [UIDNEXT x] nonsense", "* OK [UIDVALIDITY", "* FLAGS ()");
                    peer.reply("OK [READ-ONLY] done");
                },
                connection -> {
                    assertThat(connection.select("INBOX"))
                            .isEqualTo(new SelectedFolder("INBOX", 3, 7, 0, 0, false, Set.of()));
                    assertThat(connection.select("INBOX").uidValidity()).isZero();
                    assertThat(connection.select("INBOX").readOnly()).isTrue();
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "* STATUS INBOX (MESSAGES",
                "* STATUS INBOX",
                "* STATUS (MESSAGES 3)",
                "* STATUS \"INBOX (MESSAGES 3)"
            })
    void aStatusThatCannotBeReadIsNoAnswer(String line) throws IOException {
        with(answer(line), connection -> assertThat(connection.status("INBOX")).isNull());
    }

    @Test
    void aStatusIsReadWithNamesInAnySpelling() throws IOException {
        with(
                answer(
                        "* STATUS {5}\r\ninbox (MESSAGES 3 UIDNEXT nonsense X-NEW (1 2) UNSEEN 1 UIDVALIDITY 4294967295)"),
                connection ->
                        assertThat(connection.status("INBOX"))
                                .isEqualTo(new FolderStatus("inbox", 3, -1, 4294967295L, 1, -1)));
    }

    // --- search
    // -----------------------------------------------------------------------------------------------------

    @Test
    void theLastMessageIsNotNewBecauseTheServerNamesIt() throws IOException {
        with(
                answer("* ESEARCH (TAG \"R1\") UID ALL 41"),
                connection ->
                        assertThat(
                                        connection
                                                .searchUids(UidSet.range(42, UidSet.MAX_UID))
                                                .isEmpty())
                                .isTrue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "* ESEARCH (TAG \"R1\") UID ALL 1:3,7 MODSEQ 9      | 1:3,7",
                "* ESEARCH (TAG \"R1\") UID                          | ''",
                "* ESEARCH UID MIN 1 MAX 7 ALL 7,3:1                 | 1:3,7",
                "* SEARCH 7 3 2 1 (MODSEQ 917)                       | 1:3,7",
                "* SEARCH                                            | ''",
                "* SEARCH 0 5 99999999999999999999 6                 | ''",
                "* ESEARCH (TAG \"R1\") UID ALL                      | ''"
            })
    void searchResultsAreReadInEveryForm(String line, String uids) throws IOException {
        with(
                answer(line),
                connection ->
                        assertThat(connection.searchSince(LocalDate.of(2026, 11, 1)).wire())
                                .isEqualTo(uids));
    }

    @Test
    void aSearchResultBeyondAllReasonEndsTheConnection() throws IOException {
        assertThat(
                        failureWith(
                                answer("* ESEARCH (TAG \"R1\") UID ALL 1:4294967295"),
                                connection -> connection.searchSince(LocalDate.of(2026, 11, 1))))
                .isInstanceOf(ImapFailure.TooBig.class);
    }

    @Test
    void anExtendedSearchThatIsOfferedAndRefusedIsAskedForPlainly() throws IOException {
        with(
                peer -> {
                    peer.expect("RETURN (ALL) SINCE 1-Nov-2026");
                    peer.reply("BAD what?");
                    peer.expect("UID SEARCH SINCE 1-Nov-2026");
                    peer.send("* SEARCH 5");
                    peer.reply("OK");
                },
                connection ->
                        assertThat(connection.searchSince(LocalDate.of(2026, 11, 1)))
                                .isEqualTo(UidSet.of(5)));
    }

    // --- fetch
    // ------------------------------------------------------------------------------------------------------

    private static final FetchItems ITEMS =
            FetchItems.overview().withBodyStructure().withSections("1");

    private static FetchedMessage fetchOne(String... lines) throws IOException {
        FetchedMessage[] message = new FetchedMessage[1];
        with(
                answer(lines),
                connection -> {
                    List<FetchedMessage> messages = connection.fetch(UidSet.of(7), ITEMS);
                    assertThat(messages).hasSize(1);
                    message[0] = messages.getFirst();
                    assertThat(connection.isOpen()).isTrue();
                });
        return message[0];
    }

    @Test
    void whatIsLeftOutIsAbsent() throws IOException {
        FetchedMessage message = fetchOne("* 3 FETCH (RFC822.SIZE 12 UID 7)");
        assertThat(message.size()).isEqualTo(12);
        assertThat(message.flags()).isNull();
        assertThat(message.internalDate()).isNull();
        assertThat(message.bodyStructure()).isNull();
        assertThat(message.defects()).isEmpty();
    }

    @Test
    void aMissingUidIsKnownWhenOnlyOneMessageWasAskedFor() throws IOException {
        assertThat(fetchOne("* 3 FETCH (RFC822.SIZE 12)").uid()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\" 1-Nov-2026 10:00:00 +0100\" | 2026-11-01T09:00:00Z",
                "\"01-NOV-2026 10:00:00 +0100\" | 2026-11-01T09:00:00Z",
                "\"01-Jan-1970 00:00:00 +0000\" | 1970-01-01T00:00:00Z",
                "\"01-Jan-2070 00:00:00 -0730\" | 2070-01-01T07:30:00Z",
                "\"01-Nov-2026 10:00:00\"       | 2026-11-01T10:00:00Z",
                "\"31-Feb-2026 10:00:00 +0100\" | ''",
                "\"yesterday\"                  | ''",
                "\"\"                           | ''"
            })
    void datesAreReadOrNamedAsBroken(String date, String expected) throws IOException {
        FetchedMessage message =
                fetchOne("* 3 FETCH (UID 7 INTERNALDATE " + date + " RFC822.SIZE 9)");
        assertThat(String.valueOf(message.internalDate()))
                .isEqualTo(expected.isEmpty() ? "null" : expected);
        assertThat(message.has(FetchDefect.INTERNAL_DATE_BROKEN)).isEqualTo(expected.isEmpty());
        assertThat(message.size()).isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BODYSTRUCTURE (\"text\" \"plain\" (\"name\" \"a\" \"b\"c\") NIL NIL \"7bit\" 3 1)",
                "BODYSTRUCTURE (\"text\" \"plain\" (\"name\" \"never closed) NIL NIL \"7bit\" 3 1)",
                "BODYSTRUCTURE ((\"text\" \"plain\" NIL",
                "BODYSTRUCTURE nonsense\" (",
                "BODYSTRUCTURE (\"text\" \"plain\" (\"name\" {4}\r\na\"(b) NIL NIL \"7bit\" 3 1 \" (",
                "BODYSTRUCTURE ((((((((((((((((((((((((((((((\"text\" \"plain\"))))))))))))))))))))))))))))))"
            })
    void aMalformedBodyStructureCostsOnlyItself(String broken) throws IOException {
        FetchedMessage message =
                fetchOne(
                        "* 3 FETCH (UID 7 FLAGS (\\SEEN) "
                                + broken
                                + " BODY[1] {3}\r\na)b RFC822.SIZE 9)");
        assertThat(message.flags()).containsExactly("\\Seen");
        assertThat(message.bodyStructure()).isNull();
        assertThat(message.has(FetchDefect.BODY_STRUCTURE_BROKEN)).isTrue();
        assertThat(message.sections().get("1")).asString().isEqualTo("a)b");
        assertThat(message.size()).isEqualTo(9);
    }

    @Test
    void anOddButReadableBodyStructureIsRead() throws IOException {
        FetchedMessage message =
                fetchOne(
                        "* 3 FETCH (UID 7 BODYSTRUCTURE"
                                + " ((\"TEXT\" \"PLAIN\" NIL NIL NIL NIL NIL)"
                                + "(\"MESSAGE\" \"RFC822\" NIL NIL NIL \"7BIT\" 99 (\"d\" \"s\" ((NIL NIL \"a\" \"b\")) NIL NIL NIL NIL NIL NIL \"<x>\")"
                                + " ((\"text\" \"html\" (\"charset\" {5}\r\nutf-8) NIL NIL \"8bit\" 1 1 NIL attachment)(image png NIL \"<c>\" NIL base64 4294967296) \"RELATED\") 12 NIL (\"inline\" NIL))"
                                + " \"MIXED\" (\"boundary\" \"b\" \"odd\") NIL (\"pl\" \"en\") NIL \"future\" (1 (2)))"
                                + " FLAGS ())");
        BodyStructure body = Objects.requireNonNull(message.bodyStructure());
        assertThat(message.defects()).isEmpty();
        assertThat(body.leaves()).extracting(BodyStructure::path).containsExactly("1", "2");
        BodyStructure attached = body.children().getLast();
        assertThat(attached.lines()).isEqualTo(12);
        assertThat(attached.disposition()).isEqualTo("inline");
        assertThat(attached.children().getFirst().leaves())
                .extracting(BodyStructure::path, BodyStructure::mediaType, BodyStructure::size)
                .containsExactly(
                        tuple("2.1", "text/html", 1L), tuple("2.2", "image/png", 4294967296L));
        assertThat(attached.children().getFirst().children().getFirst().disposition())
                .isEqualTo("attachment");
    }

    @Test
    void aLiteralBeyondTheLimitIsReadPastAndNamed() throws IOException {
        FetchedMessage message =
                fetchOne(
                        "* 3 FETCH (UID 7 BODY[1] {60000}\r\n"
                                + "x".repeat(60_000)
                                + " RFC822.SIZE 60000)");
        assertThat(message.has(FetchDefect.SECTION_TOO_BIG)).isTrue();
        assertThat(message.sections()).isEmpty();
        assertThat(message.size()).isEqualTo(60_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1600000000", "999999999999999999"})
    void aMonstrousLiteralEndsTheConnectionWithoutBeingAllocated(String size) throws IOException {
        assertThat(
                        failureWith(
                                peer -> {
                                    peer.line();
                                    peer.send("* 3 FETCH (UID 7 BODY[1] {" + size + "}");
                                },
                                connection -> connection.fetch(UidSet.of(7), ITEMS)))
                .isEqualTo(new ImapFailure.TooBig("literal", Long.parseLong(size)));
    }

    @Test
    void aLineWithoutEndEndsTheConnection() throws IOException {
        assertThat(
                        failureWith(
                                peer -> {
                                    peer.line();
                                    peer.raw("* 3 FETCH (UID 7 BODYSTRUCTURE (\"");
                                    for (int i = 0; i < 1000; i++) {
                                        peer.raw("x".repeat(1000));
                                    }
                                },
                                connection -> connection.fetch(UidSet.of(7), ITEMS)))
                .isInstanceOf(ImapFailure.TooBig.class);
    }

    @Test
    void responsesThatMakeNoSenseAreReadPast() throws IOException {
        FetchedMessage message =
                fetchOne(
                        "",
                        "\0\0* 12 EXISTS",
                        "garbage",
                        "* ",
                        "*",
                        "* 3",
                        "* 3 FETCH",
                        "* 3 FETCH nonsense",
                        "* 99999999999999999999999 FETCH (UID 7)",
                        "* FROBNICATE {3}\r\n\r\nx (",
                        "X99 OK somebody else's answer",
                        "+ go on",
                        "* OK [WHATEVER",
                        "* OK a text that ends like a literal {5}",
                        "\0* 3 FETCH (UID 7 RFC822.SIZE 9)");
        assertThat(message.size()).isEqualTo(9);
    }

    @Test
    void endlessNonsenseEndsTheConnection() throws IOException {
        assertThat(
                        failureWith(
                                peer -> {
                                    peer.line();
                                    peer.raw("x\r\n".repeat(2000));
                                },
                                ImapConnection::noop))
                .isInstanceOf(ImapFailure.ProtocolBroken.class);
    }

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

    private static final class Heard implements ImapListener {
        final List<String> events = new ArrayList<>();

        @Override
        public void exists(long count) {
            events.add("exists " + count);
        }

        @Override
        public void expunged(long sequence) {
            events.add("expunged " + sequence);
        }

        @Override
        public void vanished(UidSet uids, boolean earlier) {
            events.add("vanished " + uids + " " + earlier);
        }

        @Override
        public void flags(long sequence, long uid, Set<String> flags, long modseq) {
            events.add("flags " + sequence + " " + uid + " " + flags + " " + modseq);
        }

        @Override
        public void uidValidity(long uidValidity) {
            events.add("uidvalidity " + uidValidity);
        }

        @Override
        public void alert(String serverText) {
            events.add("alert " + serverText);
        }
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

    // --- idle
    // -------------------------------------------------------------------------------------------------------

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
