package pl.rozmowa.provider;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import pl.rozmowa.imap.ImapConnection;
import pl.rozmowa.imap.ImapLimits;
import pl.rozmowa.mail.Endpoint;
import pl.rozmowa.platform.Dialer;
import pl.rozmowa.platform.TlsPolicy;
import pl.rozmowa.smtp.SmtpConnection;

/**
 * The usual names of mail servers, tried: one counts that answers over TLS, with a certificate for that very name, in the right
 * protocol. Nothing is said to it but hello.
 */
final class GuessedServers {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Dialer dialer;
    private final TlsPolicy tls;

    GuessedServers(Dialer dialer, TlsPolicy tls) {
        this.dialer = dialer;
        this.tls = tls;
    }

    Optional<Endpoint> imap(String domain) {
        List<Callable<Optional<Endpoint>>> guesses = new ArrayList<>();
        for (String host : List.of("imap." + domain, "mail." + domain)) {
            guesses.add(() -> answersImap(new Endpoint(host, 993, Endpoint.Security.TLS)));
        }
        return Patience.firstOf(PATIENCE, guesses);
    }

    /** The usual names, and the host that was found for IMAP. */
    Optional<Endpoint> smtp(String domain, String imapHost) {
        Set<String> hosts =
                new LinkedHashSet<>(List.of("smtp." + domain, "mail." + domain, imapHost));
        List<Callable<Optional<Endpoint>>> guesses = new ArrayList<>();
        for (String host : hosts) {
            guesses.add(() -> answersSmtp(new Endpoint(host, 465, Endpoint.Security.TLS)));
            guesses.add(() -> answersSmtp(new Endpoint(host, 587, Endpoint.Security.STARTTLS)));
        }
        return Patience.firstOf(PATIENCE, guesses);
    }

    private Optional<Endpoint> answersImap(Endpoint guess) throws IOException {
        try (ImapConnection _ =
                ImapConnection.open(
                        guess, dialer, tls, ImapLimits.standard().answeringWithin(PATIENCE))) {
            return Optional.of(guess);
        }
    }

    private Optional<Endpoint> answersSmtp(Endpoint guess) throws IOException {
        try (SmtpConnection _ = SmtpConnection.open(guess, dialer, tls, PATIENCE)) {
            return Optional.of(guess);
        }
    }
}
