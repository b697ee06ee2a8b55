package pl.rozmowa.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static pl.rozmowa.imap.Hostile.LIMITS;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import pl.rozmowa.mail.Endpoint.Security;
import pl.rozmowa.peers.Dovecot;
import pl.rozmowa.peers.PeerCertificate;
import pl.rozmowa.peers.ScriptedServer;
import pl.rozmowa.peers.ScriptedServer.Peer;
import pl.rozmowa.platform.NetworkTrouble;
import pl.rozmowa.smtp.PhaseListener;
import pl.rozmowa.smtp.SmtpConnection;
import pl.rozmowa.smtp.SmtpEnvelope;
import pl.rozmowa.smtp.SmtpFailure;
import pl.rozmowa.smtp.SmtpOutcome;

/** Peers that stop reading under TLS: closing TLS waits for the very write that is stuck, so what lies beneath is closed. */
class StuckWriteTest {

    private static final byte[] LARGE = new byte[30_000_000];

    @Test
    @Timeout(20)
    void anAppendOverTlsEndsInTime() throws IOException {
        try (ScriptedServer server =
                        ScriptedServer.tls(
                                PeerCertificate.localhost(),
                                peer -> {
                                    peer.send("* OK [CAPABILITY IMAP4rev1 LITERAL+] ready");
                                    peer.freeze();
                                });
                ImapConnection connection =
                        ImapConnection.open(
                                server.endpoint(Security.TLS),
                                Dovecot.dialer(),
                                Dovecot.tls(),
                                LIMITS.answeringWithin(Duration.ofSeconds(2)))) {
            ImapException stuck =
                    catchThrowableOfType(
                            ImapException.class,
                            () -> connection.append("Sent", List.of(), null, LARGE));
            assertThat(stuck.failure())
                    .isEqualTo(new ImapFailure.Unreachable(NetworkTrouble.TIMEOUT));
            assertThat(connection.isOpen()).isFalse();
        }
    }

    @Test
    @Timeout(20)
    void aSubmissionOverTlsEndsInTimeAndIsKnownNotToHaveBeenSent() throws IOException {
        try (ScriptedServer server =
                        ScriptedServer.tls(
                                PeerCertificate.localhost(), StuckWriteTest::takeUpToData);
                SmtpConnection smtp =
                        SmtpConnection.open(
                                server.endpoint(Security.TLS),
                                Dovecot.dialer(),
                                Dovecot.tls(),
                                Duration.ofSeconds(2))) {
            SmtpOutcome outcome =
                    smtp.submit(
                            new SmtpEnvelope("biuro@debowa.test", List.of("a@studiolaka.example")),
                            LARGE,
                            PhaseListener.DEAF);
            assertThat(outcome)
                    .isEqualTo(
                            new SmtpOutcome.FailedBeforeData(
                                    new SmtpFailure.Unreachable(NetworkTrouble.TIMEOUT)));
        }
    }

    private static void takeUpToData(Peer peer) throws IOException {
        peer.send("220 mx");
        peer.expect("EHLO");
        peer.send("250 mx");
        peer.expect("MAIL");
        peer.send("250 ok");
        peer.expect("RCPT");
        peer.send("250 ok");
        peer.expect("DATA");
        peer.send("354 go");
        peer.freeze();
    }
}
