package pl.rozmowa.account;

import java.util.List;
import java.util.function.Consumer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import pl.rozmowa.imap.FolderListing;
import pl.rozmowa.imap.ImapConnection;
import pl.rozmowa.imap.ImapException;
import pl.rozmowa.imap.ImapFailure;
import pl.rozmowa.imap.ImapLimits;
import pl.rozmowa.mail.SignIn;
import pl.rozmowa.platform.Dialer;
import pl.rozmowa.platform.OutboundGuard;
import pl.rozmowa.platform.TlsPolicy;
import pl.rozmowa.smtp.SmtpConnection;
import pl.rozmowa.smtp.SmtpException;

/**
 * Signs in to both servers and reads the folders. At most two tries at the receiving server (the second under the other user name, only
 * where the provider's row has one) and one at the sending server, after the first has taken the password: no account gets locked.
 */
@Component
class SignInToServers {

    private final Dialer dialer;
    private final TlsPolicy tls;
    private final ImapLimits limits;

    @Autowired
    SignInToServers(OutboundGuard guard, TlsPolicy tls) {
        this(guard, tls, ImapLimits.standard());
    }

    SignInToServers(Dialer dialer, TlsPolicy tls, ImapLimits limits) {
        this.dialer = dialer;
        this.tls = tls;
        this.limits = limits;
    }

    /**
     * @param stages hears what is being done
     */
    SignedIn signIn(ServerSettings settings, String password, Consumer<ConnectionStage> stages)
            throws CannotConnect {
        stages.accept(ConnectionStage.CONNECTING);
        List<String> logins = settings.imapLogins();
        try {
            return signIn(settings, logins.getFirst(), password, stages);
        } catch (ImapException first) {
            if (logins.size() < 2 || !(first.failure() instanceof ImapFailure.PasswordRefused)) {
                throw because(first, settings);
            }
        }
        try {
            return signIn(settings, logins.get(1), password, stages);
        } catch (ImapException second) {
            throw because(second, settings);
        }
    }

    private static CannotConnect because(ImapException e, ServerSettings settings) {
        return new CannotConnect(
                ConnectionFailure.of(e.failure(), settings.provider(), settings.imap()));
    }

    private SignedIn signIn(
            ServerSettings settings,
            String login,
            String password,
            Consumer<ConnectionStage> stages)
            throws ImapException, CannotConnect {
        try (ImapConnection imap =
                ImapConnection.open(settings.imap(), dialer, policy(settings), limits)) {
            stages.accept(ConnectionStage.SIGNING_IN);
            imap.signIn(new SignIn.Password(login, password));
            String smtpLogin = settings.smtpLogin() == null ? login : settings.smtpLogin();
            checkSending(settings, smtpLogin, password);
            stages.accept(ConnectionStage.READING_FOLDERS);
            return new SignedIn(
                    settings,
                    login,
                    smtpLogin,
                    usable(imap.listFolders(settings.provider().quirks().plainListOnly())));
        }
    }

    private static List<FolderListing> usable(List<FolderListing> folders) throws CannotConnect {
        if (folders.stream().noneMatch(FolderListing::selectable)) {
            throw new CannotConnect(ConnectionFailure.of("folders_empty"));
        }
        return folders;
    }

    private void checkSending(ServerSettings settings, String login, String password)
            throws CannotConnect {
        try (SmtpConnection smtp =
                SmtpConnection.open(settings.smtp(), dialer, policy(settings), limits.answer())) {
            smtp.signIn(new SignIn.Password(login, password));
        } catch (SmtpException e) {
            throw new CannotConnect(
                    ConnectionFailure.of(e.failure(), settings.provider(), settings.smtp()));
        }
    }

    private TlsPolicy policy(ServerSettings settings) {
        return tls.atMostTls12(settings.provider().maxTls12());
    }

    /** Reads the folders anew with credentials that are known to work. */
    List<FolderListing> readFolders(ServerSettings settings, String password) throws CannotConnect {
        try (ImapConnection imap =
                ImapConnection.open(settings.imap(), dialer, policy(settings), limits)) {
            imap.signIn(new SignIn.Password(settings.imapLogins().getFirst(), password));
            return usable(imap.listFolders(settings.provider().quirks().plainListOnly()));
        } catch (ImapException e) {
            throw because(e, settings);
        }
    }
}
