package pl.rozmowa.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import pl.rozmowa.mail.Endpoint.Security;
import pl.rozmowa.mail.SignIn;
import pl.rozmowa.peers.Dovecot;
import pl.rozmowa.peers.Postfix;
import pl.rozmowa.peers.RawImap;
import pl.rozmowa.platform.Await;
import pl.rozmowa.platform.CertificateTrouble;
import pl.rozmowa.platform.TlsPolicy;

/** Against a real Postfix that delivers into a real Dovecot. */
class SmtpPostfixTest {

    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final String MESSAGE =
            """
            From: biuro@debowa.test
            To: zaneta@studiolaka.example
            Subject: Oferta

            Dzień dobry,
            .
            ..kropki na początku
            koniec
            """;

    private final Dovecot dovecot = Dovecot.shared();
    private final Postfix postfix = Postfix.shared();
    private final String sender = dovecot.freshUser("biuro", "debowa.test");
    private final String recipient = dovecot.freshUser("zaneta", "studiolaka.example");

    private SmtpConnection connect(Security security) throws SmtpException {
        return SmtpConnection.open(
                postfix.endpoint(security), Dovecot.dialer(), Dovecot.tls(), ANSWER);
    }

    private SmtpOutcome send(byte[] message, PhaseListener phases, String... recipients)
            throws SmtpException {
        try (SmtpConnection smtp = connect(Security.TLS)) {
            smtp.signIn(dovecot.signIn(sender));
            return smtp.submit(new SmtpEnvelope(sender, List.of(recipients)), message, phases);
        }
    }

    private List<String> delivered(String address, int count) {
        try (RawImap outside = dovecot.outside(address)) {
            return Await.value(
                    "mail is delivered",
                    () -> outside.sources("INBOX"),
                    list -> list.size() == count);
        }
    }

    @ParameterizedTest
    @EnumSource(Security.class)
    void handsAMessageOverThatArrivesAsItIs(Security security) throws SmtpException {
        try (SmtpConnection smtp = connect(security)) {
            smtp.signIn(dovecot.signIn(sender));
            assertThat(smtp.sizeLimit()).isEqualTo(Postfix.SIZE_LIMIT);
            List<String> phases = new ArrayList<>();
            SmtpOutcome outcome =
                    smtp.submit(
                            new SmtpEnvelope(sender, List.of(recipient)),
                            MESSAGE.getBytes(StandardCharsets.UTF_8),
                            new Recording(phases));
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            SmtpOutcome.Accepted.class,
                            accepted -> {
                                assertThat(accepted.refused()).isEmpty();
                                assertThat(accepted.serverText()).contains("queued as");
                            });
            assertThat(phases)
                    .containsExactly("recipients accepted", "before the dot", "data sent");
        }
        String arrived = delivered(recipient, 1).getFirst();
        String body =
                new String(MESSAGE.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertThat(arrived).endsWith(body.substring(body.indexOf("\n\n")).replace("\n", "\r\n"));
    }

    private record Recording(List<String> phases) implements PhaseListener {
        @Override
        public void recipientsAccepted(List<RefusedRecipient> refused) {
            phases.add("recipients accepted");
        }

        @Override
        public void beforeFinalDot() {
            phases.add("before the dot");
        }

        @Override
        public void dataSent() {
            phases.add("data sent");
        }
    }

    @Test
    void eachRefusedRecipientIsNamedAndTheOthersGetTheMail() throws SmtpException {
        SmtpOutcome outcome =
                send(
                        MESSAGE.getBytes(StandardCharsets.UTF_8),
                        PhaseListener.DEAF,
                        "unknown@debowa.test",
                        recipient,
                        "evil\r\nRCPT TO:<x@debowa.test>");
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        SmtpOutcome.Accepted.class,
                        accepted -> {
                            assertThat(accepted.refused())
                                    .extracting(RefusedRecipient::code)
                                    .containsExactly(550, 553);
                            assertThat(accepted.refused().getFirst().enhanced()).isEqualTo("5.1.1");
                            assertThat(accepted.refused().getFirst().passing()).isFalse();
                        });
        delivered(recipient, 1);
    }

    @Test
    void whenNobodyIsTakenNothingIsSent() throws SmtpException {
        SmtpOutcome outcome =
                send(
                        MESSAGE.getBytes(StandardCharsets.UTF_8),
                        PhaseListener.DEAF,
                        "unknown@debowa.test");
        assertThat(outcome).isInstanceOf(SmtpOutcome.AllRefused.class);
    }

    @Test
    void aMessageBeyondTheLimitIsNotEvenStarted() throws SmtpException {
        SmtpOutcome outcome = send(new byte[Postfix.SIZE_LIMIT + 1], PhaseListener.DEAF, recipient);
        assertThat(outcome)
                .isEqualTo(
                        new SmtpOutcome.FailedBeforeData(
                                new SmtpFailure.MessageTooLarge(Postfix.SIZE_LIMIT)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\n.\nb",
                "a\n.\r\nb",
                "a\r.\rb",
                "a\r\n.\nb",
                "a\r.\r\nb",
                ".\r\n",
                "a\n.",
                "a\r"
            })
    void smuggledLineEndsArriveAsOneMessage(String smuggled) throws SmtpException {
        String body = "\r\n\r\n" + smuggled + "\r\nMAIL FROM:<x@debowa.test>\r\n";
        String text = "Subject: x" + body;
        assertThat(send(text.getBytes(StandardCharsets.US_ASCII), PhaseListener.DEAF, recipient))
                .isInstanceOf(SmtpOutcome.Accepted.class);
        String arrived = delivered(recipient, 1).getFirst();
        assertThat(arrived).endsWith(body.replaceAll("\r\n|\r|\n", "\r\n"));
    }

    @Test
    void aMessageInManyMegabytesArrivesWhole() throws SmtpException {
        byte[] line = ("." + "x".repeat(70) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] message = new byte[line.length * 100_000];
        for (int i = 0; i < message.length; i++) {
            message[i] = line[i % line.length];
        }
        message[0] = '\n'; // an empty header
        assertThat(send(message, PhaseListener.DEAF, recipient))
                .isInstanceOf(SmtpOutcome.Accepted.class);
        assertThat(delivered(recipient, 1).getFirst())
                .endsWith(new String(line, StandardCharsets.US_ASCII))
                .hasSizeGreaterThan(message.length);
    }

    @Test
    void aWrongPasswordIsNamed() throws SmtpException {
        try (SmtpConnection smtp = connect(Security.STARTTLS)) {
            SmtpException refused =
                    catchThrowableOfType(
                            SmtpException.class,
                            () -> smtp.signIn(new SignIn.Password(sender, "nie-to-hasło")));
            assertThat(refused.failure()).isInstanceOf(SmtpFailure.PasswordRefused.class);
            assertThat(refused.failure().passing()).isFalse();
        }
    }

    @Test
    void aCertificateNobodyKnowsIsRefused() {
        IOException refused =
                catchThrowableOfType(
                        IOException.class,
                        () ->
                                SmtpConnection.open(
                                        postfix.endpoint(Security.STARTTLS),
                                        Dovecot.dialer(),
                                        TlsPolicy.standard(),
                                        ANSWER));
        assertThat(refused)
                .isInstanceOfSatisfying(
                        SmtpException.class,
                        e ->
                                assertThat(e.failure())
                                        .isEqualTo(
                                                new SmtpFailure.CertificateRefused(
                                                        CertificateTrouble.UNTRUSTED)));
    }
}
