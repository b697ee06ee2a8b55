package pl.rozmowa.account;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import pl.rozmowa.mail.EmailAddress;
import pl.rozmowa.mail.Endpoint;
import pl.rozmowa.platform.OutboundGuard;
import pl.rozmowa.provider.Discovered;
import pl.rozmowa.provider.Discovery;
import pl.rozmowa.provider.LoginForm;
import pl.rozmowa.provider.MailProvider;
import pl.rozmowa.provider.ProviderCatalog;

/**
 * Decides where a password may go. Only to servers from the provider table, to those of the mailbox that is signed in to again, or to
 * hosts which the user has seen and confirmed by name; whatever else was found only says what there is to confirm.
 */
@Component
class FindSettings {

    private final ProviderCatalog catalog;
    private final Discovery discovery;
    private final OutboundGuard guard;

    FindSettings(ProviderCatalog catalog, Discovery discovery, OutboundGuard guard) {
        this.catalog = catalog;
        this.discovery = discovery;
        this.guard = guard;
    }

    /**
     * @param known the mailbox that is signed in to again
     */
    ServerSettings settings(ConnectionRequest request, @Nullable MailAccount known)
            throws CannotConnect {
        Optional<MailProvider> row = row(request);
        ServerSettings settings;
        if (request.imap() != null && request.smtp() != null) {
            settings = asTyped(request, request.imap(), request.smtp(), row, known);
        } else if (known != null) {
            settings = asBefore(known);
        } else if (row.isPresent()) {
            settings = ofRow(row.get(), request.address());
        } else {
            throw new CannotConnect(toConfirm(discovery.discover(request.address())));
        }
        return checked(settings);
    }

    /** The row that the domain belongs to, else that of the chosen tile, where it has servers. */
    private Optional<MailProvider> row(ConnectionRequest request) {
        Optional<MailProvider> byDomain =
                catalog.byDomain(EmailAddress.of(request.address()).domain());
        return byDomain.or(() -> Optional.ofNullable(request.provider()).map(catalog::get))
                .filter(row -> row.needsOAuth() || (row.imap() != null && row.smtp() != null));
    }

    private static ServerSettings ofRow(MailProvider row, String address) throws CannotConnect {
        if (row.needsOAuth() || row.imap() == null || row.smtp() == null) {
            throw new CannotConnect(ConnectionFailure.of("oauth_needed", row));
        }
        List<String> logins = row.imapLogins().stream().map(form -> form.of(address)).toList();
        boolean sameAsImap = logins.size() > 1 && row.smtpLogin() == LoginForm.FULL_ADDRESS;
        return new ServerSettings(
                row,
                row.imap(),
                logins,
                row.smtp(),
                sameAsImap ? null : row.smtpLogin().of(address));
    }

    private ServerSettings asBefore(MailAccount known) {
        return new ServerSettings(
                catalog.get(known.provider()),
                known.imap(),
                List.of(known.imapLogin()),
                known.smtp(),
                known.smtpLogin());
    }

    private ServerSettings asTyped(
            ConnectionRequest request,
            RequestedServer in,
            RequestedServer out,
            Optional<MailProvider> row,
            @Nullable MailAccount known)
            throws CannotConnect {
        Endpoint imap = in.endpoint("imap");
        Endpoint smtp = out.endpoint("smtp");
        boolean ofTheTable =
                row.filter(r -> imap.equals(r.imap()) && smtp.equals(r.smtp())).isPresent();
        boolean asBefore = known != null && imap.equals(known.imap()) && smtp.equals(known.smtp());
        if (!ofTheTable && !asBefore && !request.isConfirmed()) {
            throw new CannotConnect(unconfirmed(imap, smtp));
        }
        MailProvider provider =
                catalog.byServer(imap.host()).orElseGet(() -> hinted(request.provider()));
        String login = in.login();
        List<String> logins =
                login != null && !login.isBlank()
                        ? List.of(login)
                        : provider.imapLogins().stream()
                                .map(form -> form.of(request.address()))
                                .toList();
        String smtpLogin = out.login();
        return new ServerSettings(
                provider,
                imap,
                logins,
                smtp,
                smtpLogin == null || smtpLogin.isBlank() ? null : smtpLogin);
    }

    /** A row whose accounts have hosts of their own may be named by whoever found those hosts; any other has its own. */
    private MailProvider hinted(@Nullable String id) {
        MailProvider row = catalog.get(id == null ? MailProvider.OTHER : id);
        return row.imap() == null ? row : catalog.get(MailProvider.OTHER);
    }

    private static ConnectionFailure toConfirm(Discovered found) {
        if (found.needsOAuth()) {
            return ConnectionFailure.of("oauth_needed", found.provider());
        }
        return found.imap() == null || found.smtp() == null
                ? ConnectionFailure.of("settings_not_found", found.provider())
                : unconfirmed(found.imap().endpoint(), found.smtp().endpoint());
    }

    private static ConnectionFailure unconfirmed(Endpoint imap, Endpoint smtp) {
        return ConnectionFailure.of("settings_unconfirmed")
                .with("imapHost", imap.host())
                .with("smtpHost", smtp.host());
    }

    /** OAuth is said before anything is sent; without TLS only servers that the operator listed are spoken to. */
    private ServerSettings checked(ServerSettings settings) throws CannotConnect {
        if (settings.provider().needsOAuth()) {
            throw new CannotConnect(ConnectionFailure.of("oauth_needed", settings.provider()));
        }
        for (Endpoint server : List.of(settings.imap(), settings.smtp())) {
            if (server.security() == Endpoint.Security.PLAIN
                    && !guard.isListed(server.host(), server.port())) {
                throw new CannotConnect(
                        ConnectionFailure.of("tls_missing").with("host", server.host()));
            }
        }
        return settings;
    }
}
