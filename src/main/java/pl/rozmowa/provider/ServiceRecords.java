package pl.rozmowa.provider;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import pl.rozmowa.mail.Endpoint;

/** The servers that a domain names in its SRV records (RFC 6186; RFC 8314 §5.1 for {@code _submissions}). */
final class ServiceRecords {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Dns dns;

    ServiceRecords(Dns dns) {
        this.dns = dns;
    }

    /** TLS from the first byte before STARTTLS. */
    Optional<Endpoint> imap(String domain) {
        return first(domain, "_imaps._tcp.", "_imap._tcp.");
    }

    Optional<Endpoint> smtp(String domain) {
        return first(domain, "_submissions._tcp.", "_submission._tcp.");
    }

    private Optional<Endpoint> first(String domain, String tls, String starttls) {
        List<Callable<Optional<Endpoint>>> both = new ArrayList<>();
        both.add(() ->
                dns.service(tls + domain)
                        .map(s -> new Endpoint(s.host(), s.port(), Endpoint.Security.TLS)));
        both.add(() ->
                dns.service(starttls + domain)
                        .map(s -> new Endpoint(s.host(), s.port(), Endpoint.Security.STARTTLS)));
        return Patience.firstOf(PATIENCE, both);
    }
}
