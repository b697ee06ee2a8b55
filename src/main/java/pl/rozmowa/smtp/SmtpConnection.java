package pl.rozmowa.smtp;

import java.time.Duration;
import pl.rozmowa.mail.Endpoint;
import pl.rozmowa.mail.SignIn;
import pl.rozmowa.platform.Dialer;
import pl.rozmowa.platform.TlsPolicy;

/** One connection to a submission server (RFC 6409). Blocking, for one (virtual) thread. */
public final class SmtpConnection implements AutoCloseable {

    private SmtpConnection() {}

    /** Connects, says EHLO and protects the connection as the endpoint demands. Sends no credentials. */
    public static SmtpConnection open(
            Endpoint endpoint, Dialer dialer, TlsPolicy tls, Duration answer) throws SmtpException {
        throw new UnsupportedOperationException();
    }

    /** AUTH by whatever the server offers and we have. Tries once. */
    public void signIn(SignIn signIn) throws SmtpException {}

    /** The SIZE limit in octets (RFC 1870); 0 when the server names none. */
    public long sizeLimit() {
        return 0;
    }

    /** Hands one message over; bare CR and LF in it become CRLF. Never throws for what the wire or the server does. */
    public SmtpOutcome submit(SmtpEnvelope envelope, byte[] message, PhaseListener phases) {
        throw new UnsupportedOperationException();
    }

    /** QUIT when it can be said at once, then closes. */
    @Override
    public void close() {}
}
