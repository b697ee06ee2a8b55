package pl.rozmowa.account;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import pl.rozmowa.governor.ConnectionSlots;
import pl.rozmowa.governor.HostAtRest;
import pl.rozmowa.governor.HostGates;
import pl.rozmowa.governor.Traffic;
import pl.rozmowa.imap.ImapConnection;
import pl.rozmowa.imap.ImapException;
import pl.rozmowa.imap.ImapFailure;
import pl.rozmowa.imap.ImapLimits;
import pl.rozmowa.mail.SignIn;
import pl.rozmowa.platform.Dialer;
import pl.rozmowa.platform.NetworkTrouble;
import pl.rozmowa.platform.TlsPolicy;
import pl.rozmowa.provider.MailProvider;
import pl.rozmowa.provider.ProviderCatalog;

/** Opens signed-in connections to the receiving servers of mailboxes, with the manners that {@code governor} keeps. */
@Component
public class MailboxConnections {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Dialer dialer;
    private final TlsPolicy tls;
    private final Credentials credentials;
    private final ProviderCatalog providers;
    private final HostGates gates;
    private final ConnectionSlots slots;
    private final Traffic traffic;
    private final Clock clock;

    MailboxConnections(
            Dialer dialer,
            TlsPolicy tls,
            Credentials credentials,
            ProviderCatalog providers,
            HostGates gates,
            ConnectionSlots slots,
            Traffic traffic,
            Clock clock) {
        this.dialer = dialer;
        this.tls = tls;
        this.credentials = credentials;
        this.providers = providers;
        this.gates = gates;
        this.slots = slots;
        this.traffic = traffic;
        this.clock = clock;
    }

    /**
     * For work that nobody waits for: takes its turn at the host, within the connections that the provider allows.
     *
     * @throws ImapException with the reason; the connection is closed then
     * @throws CredentialsGone when there is no password any more
     * @throws HostAtRest when nobody should connect to the host now
     */
    public ImapConnection open(MailAccount account) throws ImapException {
        MailProvider provider = providers.get(account.provider());
        try {
            ConnectionSlots.Slot slot =
                    taken(slots.take(account.id(), provider.maxConnections(), PATIENCE));
            return within(
                    slot,
                    () -> {
                        gates.pass(account.imap().host());
                        return signedIn(account, provider);
                    });
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /**
     * For what a person waits for: at once, and beside whatever else is open.
     *
     * @throws ImapException with the reason, also when the host is at rest; the connection is closed then
     * @throws CredentialsGone when there is no password any more
     */
    public ImapConnection openForPerson(MailAccount account) throws ImapException {
        MailProvider provider = providers.get(account.provider());
        try {
            ConnectionSlots.Slot slot = taken(slots.takeForPerson(account.id(), PATIENCE));
            return within(
                    slot,
                    () -> {
                        gates.passAtOnce(account.imap().host());
                        return signedIn(account, provider);
                    });
        } catch (InterruptedException e) {
            throw interrupted();
        } catch (HostAtRest e) {
            Duration rest = Duration.between(clock.instant(), e.until());
            throw new ImapException(new ImapFailure.Throttled(rest, e.reason()));
        }
    }

    private interface Opening {
        ImapConnection open() throws ImapException, InterruptedException;
    }

    /** The slot is given back when the connection closes, or at once where there is none. */
    private static ImapConnection within(ConnectionSlots.Slot slot, Opening opening)
            throws ImapException, InterruptedException {
        ImapConnection opened = null;
        try {
            opened = opening.open();
            opened.whenClosed(slot::close);
            return opened;
        } finally {
            if (opened == null) {
                slot.close();
            }
        }
    }

    private static ConnectionSlots.Slot taken(Optional<ConnectionSlots.Slot> slot)
            throws ImapException {
        return slot.orElseThrow(() ->
                new ImapException(new ImapFailure.ServerSaidNo("LIMIT", "all connections in use")));
    }

    private static ImapException interrupted() {
        Thread.currentThread().interrupt();
        return new ImapException(new ImapFailure.Closed("stopped while waiting"));
    }

    private ImapConnection signedIn(MailAccount account, MailProvider provider)
            throws ImapException {
        String password =
                credentials
                        .open(account.projectId(), account.id())
                        .orElseThrow(() -> new CredentialsGone(account.id()));
        try {
            ImapConnection connection = signedIn(account, provider, password);
            try {
                gates.reached(account.imap().host());
            } catch (RuntimeException e) {
                connection.close();
                throw e;
            }
            return connection;
        } catch (ImapException e) {
            tell(account, e.failure());
            throw e;
        }
    }

    private ImapConnection signedIn(MailAccount account, MailProvider provider, String password)
            throws ImapException {
        ImapConnection connection =
                ImapConnection.open(
                        account.imap(),
                        dialer,
                        tls.atMostTls12(provider.maxTls12()),
                        ImapLimits.standard());
        connection.whenClosed(
                traffic.follow(account.projectId(), account.id(), counted(connection)));
        try {
            connection.signIn(new SignIn.Password(account.imapLogin(), password));
            connection.id(Map.of("name", "Rozmowa"));
            if (connection.offers("QRESYNC")
                    && !provider.quirks().qresyncBroken()
                    && !provider.quirks().noCondstore()) {
                connection.enable("QRESYNC");
            }
            return connection;
        } catch (ImapException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static Traffic.Counted counted(ImapConnection connection) {
        return new Traffic.Counted() {
            @Override
            public long bytesIn() {
                return connection.bytesRead();
            }

            @Override
            public long bytesOut() {
                return connection.bytesWritten();
            }
        };
    }

    /** Whether the host is to blame: not for a password, and not for what our own rules forbid. */
    private void tell(MailAccount account, ImapFailure failure) {
        String host = account.imap().host();
        Duration asked =
                failure instanceof ImapFailure.Throttled throttled
                        ? throttled.backoff()
                        : Duration.ZERO;
        switch (failure) {
            case ImapFailure.Unreachable u when u.trouble() == NetworkTrouble.NOT_ALLOWED -> {}
            case ImapFailure.Unreachable _,
                    ImapFailure.Throttled _,
                    ImapFailure.Closed _,
                    ImapFailure.NotImap _,
                    ImapFailure.TlsUnavailable _,
                    ImapFailure.CertificateRefused _,
                    ImapFailure.ProtocolBroken _,
                    ImapFailure.TooBig _ ->
                    gates.missed(host, account.id(), FailureReason.of(failure), asked);
            case ImapFailure.PasswordRefused _,
                    ImapFailure.TokenRefused _,
                    ImapFailure.AppPasswordNeeded _,
                    ImapFailure.ImapDisabled _,
                    ImapFailure.AddressNotAuthorised _,
                    ImapFailure.ServerSaidNo _ ->
                    gates.reached(host);
        }
    }
}
