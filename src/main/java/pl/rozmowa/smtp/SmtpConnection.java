package pl.rozmowa.smtp;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import pl.rozmowa.mail.Endpoint;
import pl.rozmowa.mail.SignIn;
import pl.rozmowa.platform.Dialer;
import pl.rozmowa.platform.TlsPolicy;

/**
 * One connection to a submission server (RFC 6409). Blocking, for one (virtual) thread. To check a login: {@link #open},
 * {@link #signIn}, {@link #close}.
 */
public final class SmtpConnection implements AutoCloseable {

    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final SmtpWire wire;
    private final Map<String, String> extensions;
    private final Duration answer;

    private SmtpConnection(SmtpGreeting.Greeted greeted, Duration answer) {
        this.wire = greeted.wire();
        this.extensions = greeted.extensions();
        this.answer = answer;
    }

    /**
     * Connects, says EHLO and protects the connection as the endpoint demands. Sends no credentials.
     *
     * @param answer how long each reply may take; the one to a whole message ten times that, at most 10 minutes
     */
    public static SmtpConnection open(
            Endpoint endpoint, Dialer dialer, TlsPolicy tls, Duration answer) throws SmtpException {
        return new SmtpConnection(SmtpGreeting.open(endpoint, dialer, tls, answer), answer);
    }

    /** AUTH by whatever the server offers and we have. Tries once; closes when it is refused. */
    public void signIn(SignIn signIn) throws SmtpException {
        boolean done = false;
        try {
            SmtpSignIn.run(wire, extensions.getOrDefault("AUTH", ""), signIn);
            done = true;
        } catch (SmtpException e) {
            throw e;
        } catch (IOException e) {
            throw new SmtpException(SmtpWire.failure(e), e);
        } finally {
            if (!done) {
                wire.abandon();
            }
        }
    }

    /** The SIZE limit in octets (RFC 1870); 0 when the server names none. */
    public long sizeLimit() {
        String limit = extensions.getOrDefault("SIZE", "").strip();
        return limit.matches("\\d{1,18}") ? Long.parseLong(limit) : 0;
    }

    /**
     * Hands one message over. Never throws for what the wire or the server does; what {@code phases} throws comes through, and nothing
     * more is sent then. Bare CR and LF in the message become CRLF.
     */
    public SmtpOutcome submit(SmtpEnvelope envelope, byte[] message, PhaseListener phases) {
        if (envelope.recipients().isEmpty()) {
            throw new IllegalArgumentException("nobody to send to");
        }
        return new Submission(wire, extensions, sizeLimit(), answer).run(envelope, message, phases);
    }

    /** QUIT when it can be said at once, then closes. */
    @Override
    public void close() {
        if (!wire.isOpen()) {
            return;
        }
        try {
            wire.send("QUIT", FAREWELL);
            wire.leave();
        } catch (IOException e) {
            wire.abandon(); // gone before we could take our leave
        }
    }
}
