package pl.rozmowa.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static pl.rozmowa.imap.Hostile.answer;
import static pl.rozmowa.imap.Hostile.failureOf;
import static pl.rozmowa.imap.Hostile.failureWith;
import static pl.rozmowa.imap.Hostile.greeting;
import static pl.rozmowa.imap.Hostile.open;
import static pl.rozmowa.imap.Hostile.with;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pl.rozmowa.mail.Endpoint.Security;
import pl.rozmowa.mail.SignIn;
import pl.rozmowa.peers.Dovecot;
import pl.rozmowa.peers.PeerCertificate;
import pl.rozmowa.peers.ScriptedServer;
import pl.rozmowa.peers.ScriptedServer.Peer;
import pl.rozmowa.platform.CertificateTrouble;
import pl.rozmowa.platform.NetworkTrouble;
import pl.rozmowa.platform.TlsPolicy;

/** Servers that misbehave before anybody is signed in. */
class ConnectHostileTest {

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
        assertThat(refused).isInstanceOf(ImapFailure.TokenRefused.class);
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
}
