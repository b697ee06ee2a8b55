package pl.rozmowa.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import pl.rozmowa.mail.Endpoint.Security;
import pl.rozmowa.mail.SignIn;
import pl.rozmowa.peers.Dovecot;
import pl.rozmowa.peers.PeerCertificate;
import pl.rozmowa.peers.ScriptedServer;
import pl.rozmowa.peers.ScriptedServer.Peer;
import pl.rozmowa.platform.NetworkTrouble;

/** Submission servers that misbehave. */
class SmtpHostileTest {

    private static final byte[] MESSAGE =
            "Subject: x\r\n\r\nx\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final SmtpEnvelope ENVELOPE =
            new SmtpEnvelope("biuro@debowa.test", List.of("zaneta@studiolaka.example"));

    private static SmtpConnection open(ScriptedServer server, Security security)
            throws SmtpException {
        return open(server, security, Duration.ofMillis(1500));
    }

    private static SmtpConnection open(ScriptedServer server, Security security, Duration answer)
            throws SmtpException {
        return SmtpConnection.open(
                server.endpoint(security), Dovecot.dialer(), Dovecot.tls(), answer);
    }

    private static void greet(Peer peer) throws IOException {
        peer.send("220 mx ready");
        peer.expect("EHLO");
        peer.send("250-mx", "250-SIZE 1000000", "250 AUTH PLAIN LOGIN");
    }

    /** Where the connection is cut. */
    enum Cut {
        AFTER_MAIL,
        AFTER_RCPT,
        AFTER_DATA,
        INSIDE_MESSAGE,
        AFTER_DOT,
        GARBAGE_AFTER_DOT,
        SILENCE_AFTER_DOT
    }

    @ParameterizedTest
    @EnumSource(Cut.class)
    void whatIsCutBeforeTheDotIsSafeAndWhatIsCutAfterItIsUncertain(Cut cut) throws IOException {
        Duration answer = Duration.ofMillis(cut == Cut.SILENCE_AFTER_DOT ? 200 : 5000);
        try (ScriptedServer server = ScriptedServer.plain(peer -> playUntil(cut, peer));
                SmtpConnection smtp = open(server, Security.PLAIN, answer)) {
            SmtpOutcome outcome = smtp.submit(ENVELOPE, MESSAGE, PhaseListener.DEAF);
            if (cut.compareTo(Cut.INSIDE_MESSAGE) < 0) {
                assertThat(outcome).isInstanceOf(SmtpOutcome.FailedBeforeData.class);
            } else if (cut.compareTo(Cut.INSIDE_MESSAGE) > 0) {
                assertThat(outcome).isInstanceOf(SmtpOutcome.Uncertain.class);
            } else {
                // the network may have taken the dot from us before it noticed: never "safe" unless
                // it is
                assertThat(outcome)
                        .isInstanceOfAny(
                                SmtpOutcome.FailedBeforeData.class, SmtpOutcome.Uncertain.class);
            }
        }
    }

    private static void playUntil(Cut cut, Peer peer) throws IOException {
        greet(peer);
        peer.expect("MAIL FROM:<biuro@debowa.test>");
        if (cut == Cut.AFTER_MAIL) {
            peer.reset();
            return;
        }
        peer.send("250 ok");
        peer.expect("RCPT TO:<zaneta@studiolaka.example>");
        if (cut == Cut.AFTER_RCPT) {
            return;
        }
        peer.send("250 ok");
        peer.expect("DATA");
        if (cut == Cut.AFTER_DATA) {
            return;
        }
        peer.send("354 go");
        peer.line();
        if (cut == Cut.INSIDE_MESSAGE) {
            peer.reset();
            return;
        }
        while (!peer.line().equals(".")) {}
        switch (cut) {
            case GARBAGE_AFTER_DOT -> peer.send("yes I think so");
            case SILENCE_AFTER_DOT -> peer.drip("250-" + "x".repeat(200), 100);
            default -> peer.reset();
        }
    }

    @Test
    void aRefusalAfterTheDotIsNoUncertainty() throws IOException {
        try (ScriptedServer server =
                        ScriptedServer.plain(peer -> {
                            greet(peer);
                            for (String answer : List.of("250 ok", "250 ok", "354 go")) {
                                peer.line();
                                peer.send(answer);
                            }
                            while (!peer.line().equals(".")) {}
                            peer.send("554 5.7.1 spam");
                            peer.hang();
                        });
                SmtpConnection smtp = open(server, Security.PLAIN)) {
            assertThat(smtp.submit(ENVELOPE, MESSAGE, PhaseListener.DEAF))
                    .isEqualTo(
                            new SmtpOutcome.FailedBeforeData(
                                    new SmtpFailure.ServerSaidNo(554, "5.7.1", "spam")));
        }
    }

    @Test
    void aListenerThatThrowsBeforeDataMeansThatNothingIsSent() throws IOException {
        try (ScriptedServer server =
                        ScriptedServer.plain(peer -> {
                            greet(peer);
                            peer.expect("MAIL");
                            peer.send("250 ok");
                            peer.expect("RCPT");
                            peer.send("250 ok");
                            peer.hang();
                        });
                SmtpConnection smtp = open(server, Security.PLAIN)) {
            PhaseListener lostTheLease =
                    new PhaseListener() {
                        @Override
                        public void recipientsAccepted(List<RefusedRecipient> refused) {
                            throw new IllegalStateException("lease lost");
                        }
                    };
            assertThatThrownBy(() -> smtp.submit(ENVELOPE, MESSAGE, lostTheLease))
                    .hasMessage("lease lost");
            assertThat(server.heard()).noneMatch(line -> line.startsWith("DATA"));
        }
    }

    @Test
    void repliesInjectedBeforeTlsAreThrownAway() throws IOException {
        try (ScriptedServer server =
                        ScriptedServer.plain(peer -> {
                            peer.send("220 mx");
                            peer.expect("EHLO");
                            peer.send("250-mx", "250 STARTTLS");
                            peer.expect("STARTTLS");
                            peer.send("220 go", "250-evil", "250 AUTH PLAIN");
                            peer.startTls(PeerCertificate.localhost());
                            peer.expect("EHLO");
                            peer.send("250-mx", "250 SIZE 7");
                            peer.hang();
                        });
                SmtpConnection smtp = open(server, Security.STARTTLS)) {
            assertThat(smtp.sizeLimit()).isEqualTo(7);
            SmtpException refused =
                    catchThrowableOfType(
                            SmtpException.class, () -> smtp.signIn(new SignIn.Password("a", "b")));
            assertThat(refused.failure()).isEqualTo(new SmtpFailure.SignInUnavailable());
        }
    }

    @Test
    void withoutStartTlsNothingIsSaid() throws IOException {
        try (ScriptedServer server =
                ScriptedServer.plain(peer -> {
                    greet(peer);
                    peer.hang();
                })) {
            SmtpException refused =
                    catchThrowableOfType(
                            SmtpException.class, () -> open(server, Security.STARTTLS));
            assertThat(refused.failure()).isInstanceOf(SmtpFailure.TlsUnavailable.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 400 Bad Request           | NotSmtp",
                "* OK IMAP4 ready                   | NotSmtp",
                "250 hello                          | NotSmtp",
                "554 go away                        | ServerSaidNo",
                "421 too many connections           | Closed"
            })
    void whoeverGreetsInAnotherWayIsNamed(String greeting, String failure) throws IOException {
        try (ScriptedServer server = ScriptedServer.plain(peer -> peer.send(greeting))) {
            SmtpException refused =
                    catchThrowableOfType(SmtpException.class, () -> open(server, Security.PLAIN));
            assertThat(refused.failure().getClass().getSimpleName()).isEqualTo(failure);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "535 5.7.8 Error: authentication failed                                            | PasswordRefused",
                "534 5.7.9 Application-specific password required.                                 | AppPasswordNeeded",
                "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. | SubmissionDisabled",
                "535 5.7.0 Your IP address is not authorized                                       | AddressNotAuthorised",
                "454 4.7.0 Temporary authentication failure                                        | ServerSaidNo",
                "530 5.7.0 Must issue a STARTTLS command first                                     | TlsUnavailable"
            })
    void aRefusedSignInSaysWhatCanBeDone(String reply, String failure) throws IOException {
        try (ScriptedServer server =
                        ScriptedServer.plain(peer -> {
                            greet(peer);
                            peer.expect("AUTH PLAIN AGEAYg==");
                            peer.send(reply);
                            peer.hang();
                        });
                SmtpConnection smtp = open(server, Security.PLAIN)) {
            SmtpException refused =
                    catchThrowableOfType(
                            SmtpException.class, () -> smtp.signIn(new SignIn.Password("a", "b")));
            assertThat(refused.failure().getClass().getSimpleName()).isEqualTo(failure);
        }
    }

    @Test
    void aServerThatDripsItsRepliesIsLeft() throws IOException {
        try (ScriptedServer server =
                ScriptedServer.plain(peer -> peer.drip("220-" + "x".repeat(500), 50))) {
            SmtpException refused =
                    catchThrowableOfType(SmtpException.class, () -> open(server, Security.PLAIN));
            assertThat(refused.failure()).isInstanceOf(SmtpFailure.Unreachable.class);
            assertThat(refused.failure().passing()).isTrue();
        }
    }

    @Test
    void addressesWithForeignLettersNeedAServerThatTakesThem() throws IOException {
        try (ScriptedServer server =
                        ScriptedServer.plain(peer -> {
                            greet(peer);
                            peer.expect("MAIL");
                            peer.send("250 ok");
                            peer.expect("RCPT TO:<a@xn--");
                            peer.send("550 5.1.1 no");
                            peer.expect("RSET");
                            peer.send("250 ok");
                            peer.hang();
                        });
                SmtpConnection smtp = open(server, Security.PLAIN)) {
            SmtpEnvelope local =
                    new SmtpEnvelope("biuro@debowa.test", List.of("żaneta@studiolaka.example"));
            assertThat(smtp.submit(local, MESSAGE, PhaseListener.DEAF))
                    .isEqualTo(new SmtpOutcome.FailedBeforeData(new SmtpFailure.NeedsUtf8()));
            SmtpEnvelope domain = new SmtpEnvelope("biuro@debowa.test", List.of("a@łąka.example"));
            assertThat(smtp.submit(domain, MESSAGE, PhaseListener.DEAF))
                    .isInstanceOf(SmtpOutcome.AllRefused.class);
        }
    }

    /** Where the server has had enough (RFC 5321 §3.8). */
    @ParameterizedTest
    @CsvSource({
        "1, FailedBeforeData",
        "2, FailedBeforeData",
        "3, FailedBeforeData",
        "4, FailedBeforeData"
    })
    void a421AtAnyMomentIsAnAnswerAndNeverAnUncertainty(int moment, String outcome)
            throws IOException {
        List<String> usual = List.of("250 ok", "250 ok", "354 go");
        try (ScriptedServer server =
                        ScriptedServer.plain(peer -> {
                            greet(peer);
                            for (int i = 1; i < moment; i++) {
                                peer.line();
                                peer.send(usual.get(i - 1));
                            }
                            String line = peer.line();
                            while (moment == 4 && !line.equals(".")) {
                                line = peer.line();
                            }
                            peer.send("421 4.3.2 shutting down");
                        });
                SmtpConnection smtp = open(server, Security.PLAIN)) {
            SmtpOutcome told = smtp.submit(ENVELOPE, MESSAGE, PhaseListener.DEAF);
            assertThat(told.getClass().getSimpleName()).isEqualTo(outcome);
            assertThat(((SmtpOutcome.FailedBeforeData) told).failure().passing()).isTrue();
        }
    }

    @Test
    void aGreetingOfManyLinesWithoutEndIsLeft() throws IOException {
        try (ScriptedServer server =
                ScriptedServer.plain(peer -> {
                    while (true) {
                        peer.send("220-and another thing");
                    }
                })) {
            SmtpException refused =
                    catchThrowableOfType(SmtpException.class, () -> open(server, Security.PLAIN));
            assertThat(refused.failure()).isInstanceOf(SmtpFailure.NotSmtp.class);
        }
    }

    @Test
    void aReplyOfAHundredMegabytesIsLeftAfterItsFirstKilobytes() throws IOException {
        byte[] piece = "x".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
        try (ScriptedServer server =
                ScriptedServer.plain(peer -> {
                    peer.send("220 mx");
                    peer.expect("EHLO");
                    peer.raw("250-");
                    for (int i = 0; i < 1600; i++) {
                        peer.raw(piece);
                    }
                    throw new IllegalStateException("everything was read");
                })) {
            SmtpException refused =
                    catchThrowableOfType(SmtpException.class, () -> open(server, Security.PLAIN));
            assertThat(refused.failure()).isInstanceOf(SmtpFailure.ProtocolBroken.class);
        }
    }

    @Test
    void aServerThatIsThereAndNeverAnswersIsLeft() throws IOException {
        try (ScriptedServer server =
                        ScriptedServer.plain(peer -> {
                            greet(peer);
                            peer.expect("MAIL");
                            peer.hang();
                        });
                SmtpConnection smtp = open(server, Security.PLAIN, Duration.ofMillis(300))) {
            assertThat(smtp.submit(ENVELOPE, MESSAGE, PhaseListener.DEAF))
                    .isEqualTo(
                            new SmtpOutcome.FailedBeforeData(
                                    new SmtpFailure.Unreachable(NetworkTrouble.TIMEOUT)));
        }
    }

    @Test
    void whatIsOfferedAndThenNotUnderstoodIsNamed() throws IOException {
        try (ScriptedServer server =
                        ScriptedServer.plain(peer -> {
                            greet(peer);
                            peer.expect("AUTH PLAIN");
                            peer.send("504 5.5.4 unrecognized authentication type");
                            peer.hang();
                        });
                SmtpConnection smtp = open(server, Security.PLAIN)) {
            SmtpException refused =
                    catchThrowableOfType(
                            SmtpException.class, () -> smtp.signIn(new SignIn.Password("a", "b")));
            assertThat(refused.failure())
                    .isEqualTo(
                            new SmtpFailure.ServerSaidNo(
                                    504, "5.5.4", "unrecognized authentication type"));
        }
        try (ScriptedServer server =
                        ScriptedServer.plain(peer -> {
                            greet(peer);
                            peer.expect("SIZE=");
                            peer.send("552 5.3.4 too big all the same");
                            peer.hang();
                        });
                SmtpConnection smtp = open(server, Security.PLAIN)) {
            assertThat(smtp.submit(ENVELOPE, MESSAGE, PhaseListener.DEAF))
                    .isEqualTo(
                            new SmtpOutcome.FailedBeforeData(
                                    new SmtpFailure.MessageTooLarge(1_000_000)));
        }
    }

    @Test
    void repliesThatComeBeforeTheirQuestionAreTakenInTheirOrder() throws IOException {
        try (ScriptedServer server =
                        ScriptedServer.plain(peer -> {
                            greet(peer);
                            peer.expect("MAIL");
                            peer.send("250 ok", "550 5.1.1 nobody", "550 5.1.1 nobody", "250 ok");
                            peer.expect("RCPT");
                            peer.expect("RCPT");
                            peer.expect("RSET");
                            peer.hang();
                        });
                SmtpConnection smtp = open(server, Security.PLAIN)) {
            SmtpEnvelope two =
                    new SmtpEnvelope("biuro@debowa.test", List.of("a@b.test", "c@b.test"));
            SmtpOutcome outcome = smtp.submit(two, MESSAGE, PhaseListener.DEAF);
            assertThat(outcome).isInstanceOf(SmtpOutcome.AllRefused.class);
            assertThat(server.heard()).noneMatch(line -> line.startsWith("DATA"));
        }
    }

    @Test
    void aRefusedTokenIsAnsweredUntilTheServerSaysNo() throws IOException {
        try (ScriptedServer server =
                        ScriptedServer.plain(peer -> {
                            peer.send("220 mx");
                            peer.expect("EHLO");
                            peer.send("250-mx", "250 AUTH OAUTHBEARER XOAUTH2");
                            peer.expect("AUTH OAUTHBEARER bixhP");
                            peer.send("334 eyJzdGF0dXMiOiJpbnZhbGlkX3Rva2VuIn0=");
                            assertThat(peer.line()).isEqualTo("AQ==");
                            peer.send("535 5.7.8 no");
                            peer.hang();
                        });
                SmtpConnection smtp = open(server, Security.PLAIN)) {
            SmtpException refused =
                    catchThrowableOfType(
                            SmtpException.class, () -> smtp.signIn(new SignIn.Token("a", "t")));
            assertThat(refused.failure()).isInstanceOf(SmtpFailure.PasswordRefused.class);
        }
    }
}
