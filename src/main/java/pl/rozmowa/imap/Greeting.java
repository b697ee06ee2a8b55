package pl.rozmowa.imap;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import pl.rozmowa.mail.Endpoint;
import pl.rozmowa.mail.Endpoint.Security;
import pl.rozmowa.platform.CertificateTrouble;
import pl.rozmowa.platform.Dialer;
import pl.rozmowa.platform.NetworkTrouble;
import pl.rozmowa.platform.TlsPolicy;

/**
 * From nothing to a protected connection whose capabilities are known (RFC 9051 §7.1.4, §6.2.1; RFC 8314). Nothing that was said
 * before TLS is believed afterwards.
 */
final class Greeting {

    private Greeting() {}

    static ImapWire open(Endpoint endpoint, Dialer dialer, TlsPolicy tls, ImapLimits limits)
            throws ImapException {
        Socket plain = dial(endpoint, dialer);
        Socket socket = plain;
        boolean done = false;
        try {
            if (endpoint.security() == Security.TLS) {
                socket = protect(socket, endpoint, tls, limits);
            }
            ImapWire wire = new ImapWire(plain, socket, limits);
            wire.guard(() -> greet(wire));
            if (endpoint.security() == Security.STARTTLS) {
                startTls(wire, endpoint, tls, limits);
            }
            // after TLS always anew; elsewhere only where the greeting did not tell
            if (wire.capabilityNames().isEmpty()) {
                Capabilities.ask(wire);
            }
            done = true;
            return wire;
        } catch (ImapException e) {
            throw e;
        } catch (IOException e) {
            throw new ImapException(new ImapFailure.Unreachable(NetworkTrouble.of(e)), e);
        } finally {
            if (!done) {
                closeQuietly(plain);
            }
        }
    }

    private static Socket dial(Endpoint endpoint, Dialer dialer) throws ImapException {
        try {
            return dialer.dial(endpoint.host(), endpoint.port());
        } catch (IOException e) {
            throw new ImapException(new ImapFailure.Unreachable(NetworkTrouble.of(e)), e);
        }
    }

    private static Socket protect(
            Socket socket, Endpoint endpoint, TlsPolicy tls, ImapLimits limits)
            throws ImapException {
        try {
            return tls.protect(socket, endpoint.host(), endpoint.port(), limits.answer());
        } catch (SocketTimeoutException e) {
            throw new ImapException(new ImapFailure.Unreachable(NetworkTrouble.TIMEOUT), e);
        } catch (SSLException e) {
            Optional<CertificateTrouble> certificate = CertificateTrouble.in(e);
            throw new ImapException(
                    certificate.isPresent()
                            ? new ImapFailure.CertificateRefused(certificate.get())
                            : new ImapFailure.TlsUnavailable("handshake failed"),
                    e);
        } catch (IOException e) {
            throw new ImapException(new ImapFailure.Unreachable(NetworkTrouble.of(e)), e);
        }
    }

    private static void greet(ImapWire wire) throws IOException {
        wire.begin(wire.limits().answer());
        ImapReader in = wire.reader();
        in.nextLine();
        String line = in.rest(in.position());
        if (line.regionMatches(true, 0, "* OK", 0, 4)) {
            wire.take(Answers.NONE);
            return;
        }
        if (line.regionMatches(true, 0, "* BYE", 0, 5)) {
            wire.take(Answers.NONE); // throws what it says
        }
        // PREAUTH too: signed in as whom? And STARTTLS could no longer be asked for (RFC 9051
        // §11.1)
        throw new ImapException(new ImapFailure.NotImap(StatusLine.of(null, "", line).text()));
    }

    private static void startTls(ImapWire wire, Endpoint endpoint, TlsPolicy tls, ImapLimits limits)
            throws ImapException {
        StatusLine status = wire.ask(new ImapCommand("STARTTLS"), Answers.NONE, limits.answer());
        if (!status.ok()) {
            throw new ImapException(new ImapFailure.TlsUnavailable(status.text()));
        }
        Socket secured = protect(wire.socket(), endpoint, tls, limits);
        wire.guard(() -> wire.over(secured));
        Capabilities.ask(wire);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            return; // the failure that led here is the one that counts
        }
    }
}
