package pl.rozmowa.smtp;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import pl.rozmowa.mail.Endpoint;
import pl.rozmowa.mail.Endpoint.Security;
import pl.rozmowa.platform.CertificateTrouble;
import pl.rozmowa.platform.Dialer;
import pl.rozmowa.platform.NetworkTrouble;
import pl.rozmowa.platform.TlsPolicy;

/** Banner, EHLO, STARTTLS, EHLO again (RFC 5321 §4.1.1.1, RFC 3207): nothing said before TLS is believed afterwards. */
final class SmtpGreeting {

    private final Endpoint endpoint;
    private final TlsPolicy tls;
    private final Duration answer;

    private SmtpGreeting(Endpoint endpoint, TlsPolicy tls, Duration answer) {
        this.endpoint = endpoint;
        this.tls = tls;
        this.answer = answer;
    }

    /** A connection that is ready, and what the server offers: keywords in capitals with their parameters. */
    record Greeted(SmtpWire wire, Map<String, String> extensions) {}

    static Greeted open(Endpoint endpoint, Dialer dialer, TlsPolicy tls, Duration answer)
            throws SmtpException {
        SmtpGreeting greeting = new SmtpGreeting(endpoint, tls, answer);
        Socket plain = greeting.dial(dialer);
        Socket socket = plain;
        boolean done = false;
        try {
            if (endpoint.security() == Security.TLS) {
                socket = greeting.protect(socket);
            }
            Greeted greeted = greeting.greet(new SmtpWire(plain, socket));
            done = true;
            return greeted;
        } catch (SmtpException e) {
            throw e;
        } catch (IOException e) {
            throw new SmtpException(SmtpWire.failure(e), e);
        } finally {
            if (!done) {
                close(plain);
            }
        }
    }

    private Socket dial(Dialer dialer) throws SmtpException {
        try {
            return dialer.dial(endpoint.host(), endpoint.port());
        } catch (IOException e) {
            throw new SmtpException(new SmtpFailure.Unreachable(NetworkTrouble.of(e)), e);
        }
    }

    private Greeted greet(SmtpWire wire) throws IOException {
        banner(wire);
        Map<String, String> extensions = hello(wire);
        if (endpoint.security() == Security.STARTTLS) {
            if (!extensions.containsKey("STARTTLS")) {
                throw new SmtpException(new SmtpFailure.TlsUnavailable("not offered"));
            }
            SmtpReply reply = wire.ask("STARTTLS", answer);
            if (reply.code() != 220) {
                throw new SmtpException(new SmtpFailure.TlsUnavailable(reply.text()));
            }
            wire.over(protect(wire.socket()));
            extensions = hello(wire);
        }
        return new Greeted(wire, extensions);
    }

    private void banner(SmtpWire wire) throws IOException {
        SmtpReply banner;
        try {
            banner = wire.reply(answer);
        } catch (SmtpException e) {
            throw new SmtpException(new SmtpFailure.NotSmtp(""), e);
        }
        if (banner.code() != 220) {
            throw new SmtpException(
                    banner.code() >= 400
                            ? banner.failure()
                            : new SmtpFailure.NotSmtp(banner.text()));
        }
    }

    private Map<String, String> hello(SmtpWire wire) throws IOException {
        SmtpReply reply = wire.ask("EHLO " + ownName(wire.socket().getLocalAddress()), answer);
        if (!reply.positive()) {
            throw new SmtpException(reply.failure());
        }
        Map<String, String> extensions = new HashMap<>();
        for (String line : reply.lines().subList(1, reply.lines().size())) {
            // some servers still write AUTH=PLAIN
            String[] words = line.strip().split("[ =]", 2);
            String more = words.length > 1 ? words[1].toUpperCase(Locale.ROOT) : "";
            extensions.merge(words[0].toUpperCase(Locale.ROOT), more, (a, b) -> a + " " + b);
        }
        return extensions;
    }

    /** An address literal (RFC 5321 §4.1.3): we have no name that anybody could look up. */
    private static String ownName(InetAddress own) {
        String address = own.getHostAddress();
        int zone = address.indexOf('%');
        String literal = zone < 0 ? address : address.substring(0, zone);
        return own instanceof Inet6Address ? "[IPv6:" + literal + "]" : "[" + literal + "]";
    }

    private Socket protect(Socket socket) throws SmtpException {
        try {
            return tls.protect(socket, endpoint.host(), endpoint.port(), answer);
        } catch (SocketTimeoutException e) {
            throw new SmtpException(new SmtpFailure.Unreachable(NetworkTrouble.TIMEOUT), e);
        } catch (SSLException e) {
            Optional<CertificateTrouble> certificate = CertificateTrouble.in(e);
            throw new SmtpException(
                    certificate.isPresent()
                            ? new SmtpFailure.CertificateRefused(certificate.get())
                            : new SmtpFailure.TlsUnavailable("handshake failed"),
                    e);
        } catch (IOException e) {
            throw new SmtpException(new SmtpFailure.Unreachable(NetworkTrouble.of(e)), e);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            return; // the failure that led here is the one that counts
        }
    }
}
