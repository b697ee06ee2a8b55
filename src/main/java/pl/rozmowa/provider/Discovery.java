package pl.rozmowa.provider;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import pl.rozmowa.mail.EmailAddress;
import pl.rozmowa.mail.Endpoint;
import pl.rozmowa.platform.Dialer;
import pl.rozmowa.platform.OutboundGuard;
import pl.rozmowa.platform.TlsPolicy;
import pl.rozmowa.provider.Discovered.Source;

/**
 * Finds the servers of an address: the provider table, the domain's own settings file, its mail exchangers, its SRV records, the usual
 * names, in this order. Never looks above the address's own domain, never sends a password, and is done within 15 seconds.
 */
@Component
public class Discovery {

    private static final Duration MX_PATIENCE = Duration.ofSeconds(2);

    private final ProviderCatalog catalog;
    private final Dns dns;
    private final Autoconfig autoconfig;
    private final ServiceRecords services;
    private final GuessedServers guesses;

    @Autowired
    Discovery(ProviderCatalog catalog, Dns dns, OutboundGuard guard, TlsPolicy tls) {
        this(catalog, dns, guard.web(), guard, tls);
    }

    Discovery(ProviderCatalog catalog, Dns dns, Dialer web, Dialer mail, TlsPolicy tls) {
        this.catalog = catalog;
        this.dns = dns;
        this.autoconfig = new Autoconfig(new HttpsDocument(web, tls));
        this.services = new ServiceRecords(dns);
        this.guesses = new GuessedServers(mail, tls);
    }

    /** What can be found out; {@link Source#NONE} where nothing can, also for what is no address. */
    public Discovered discover(String address) {
        Optional<String> domain = HostName.of(EmailAddress.of(address).domain());
        if (domain.isEmpty()) {
            return nothing(catalog.get(MailProvider.OTHER));
        }
        Optional<MailProvider> known = catalog.byDomain(domain.get());
        return known.isPresent()
                ? ofRow(known.get(), Source.CATALOGUE, address)
                : search(address, domain.get());
    }

    private Discovered search(String address, String domain) {
        Optional<Autoconfig.Settings> published = autoconfig.find(address, domain);
        if (published.isPresent()) {
            return ofPublished(published.get(), address, domain);
        }
        MailProvider host =
                byMailExchanger(domain).orElseGet(() -> catalog.get(MailProvider.OTHER));
        if (host.imap() != null) {
            return ofRow(host, Source.MX, address);
        }
        Optional<Endpoint> named = services.imap(domain);
        if (named.isPresent()) {
            Optional<Endpoint> smtp = services.smtp(domain);
            return ofServers(
                    host,
                    Source.SRV,
                    address,
                    named.get(),
                    smtp.or(() -> guesses.smtp(domain, named.get().host())));
        }
        return guesses.imap(domain)
                .map(imap ->
                        ofServers(
                                host,
                                Source.GUESS,
                                address,
                                imap,
                                guesses.smtp(domain, imap.host())))
                .orElseGet(() -> nothing(host));
    }

    private Optional<MailProvider> byMailExchanger(String domain) {
        Callable<Optional<MailProvider>> question =
                () ->
                        dns.mailExchangers(domain).stream()
                                .flatMap(mx -> catalog.byMailExchanger(mx).stream())
                                .findFirst();
        return Patience.firstOf(MX_PATIENCE, List.of(question));
    }

    /** The settings of a row for an address; a row without servers of its own leaves them to be typed in. */
    private static Discovered ofRow(MailProvider row, Source source, String address) {
        return row.imap() == null || row.smtp() == null
                ? nothing(row)
                : new Discovered(
                        row,
                        source,
                        new FoundServer(row.imap(), row.imapLogins().getFirst().of(address)),
                        new FoundServer(row.smtp(), row.smtpLogin().of(address)),
                        row.needsOAuth());
    }

    private Discovered ofPublished(Autoconfig.Settings published, String address, String domain) {
        FoundServer imap = published.imap();
        String host = imap.endpoint().host();
        MailProvider row = catalog.byServer(host).orElseGet(() -> catalog.get(MailProvider.OTHER));
        FoundServer smtp = published.smtp();
        if (smtp == null) {
            smtp = guesses.smtp(domain, host).map(e -> new FoundServer(e, address)).orElse(null);
        }
        return new Discovered(
                row, Source.AUTOCONFIG, imap, smtp, row.needsOAuth() || published.oauthOnly());
    }

    private Discovered ofServers(
            MailProvider hint,
            Source source,
            String address,
            Endpoint imap,
            Optional<Endpoint> smtp) {
        MailProvider row = catalog.byServer(imap.host()).orElse(hint);
        @Nullable FoundServer out =
                smtp.map(e -> new FoundServer(e, row.smtpLogin().of(address))).orElse(null);
        return new Discovered(
                row,
                source,
                new FoundServer(imap, row.imapLogins().getFirst().of(address)),
                out,
                row.needsOAuth());
    }

    private static Discovered nothing(MailProvider row) {
        return new Discovered(row, Source.NONE, null, null, row.needsOAuth());
    }
}
