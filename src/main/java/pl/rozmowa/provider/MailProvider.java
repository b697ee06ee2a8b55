package pl.rozmowa.provider;

import java.util.List;
import org.jspecify.annotations.Nullable;
import pl.rozmowa.mail.Endpoint;

/**
 * A row of the provider table: where its servers are, how one signs in, and what it does differently from the
 * standards. The rows are data; the engine asks about qualities and never about a name.
 *
 * @param id stable word kept with each mail account
 * @param name as people know it
 * @param tile whether it has its own tile in the wizard
 * @param domains address domains it serves; {@code outlook.*} stands for any public suffix, {@code *.hub.pl} for any
 *     subdomain
 * @param mx host names of the mail exchangers by which it is recognised, same patterns
 * @param hosts further host names of its servers, same patterns, where each account has its own
 * @param imap null where each account has its own host
 * @param smtp null where each account has its own host
 * @param imapLogins login forms in the order in which they are tried, never more than two
 * @param smtpLogin login form at the sending server
 * @param signIn what the user must bring
 * @param imapSwitch whether the user must switch IMAP on first
 * @param authorisesAddresses whether the client's IP address must be authorised in the provider's panel
 * @param localOnly reachable only through a program on the same machine
 * @param quirks where it differs from the standards
 * @param maxConnections how many connections may be open to one mailbox
 * @param dailyBytes how much may be downloaded in a day; null where no limit is known
 * @param help key of the help text in the web app
 * @param unverified names of fields of this row that nobody has confirmed: never state them to a user as certain
 */
public record MailProvider(
        String id,
        String name,
        boolean tile,
        List<String> domains,
        List<String> mx,
        List<String> hosts,
        @Nullable Endpoint imap,
        @Nullable Endpoint smtp,
        List<LoginForm> imapLogins,
        LoginForm smtpLogin,
        SignIn signIn,
        boolean imapSwitch,
        boolean authorisesAddresses,
        boolean localOnly,
        Quirks quirks,
        int maxConnections,
        @Nullable Long dailyBytes,
        String help,
        List<String> unverified) {

    /** The id of the row for every server that no other row knows. */
    public static final String OTHER = "other";

    /**
     * What the user must bring to sign in.
     *
     * @param password whether the account's own password is taken
     * @param appPassword whether a password made for this program is taken
     * @param oauth whether OAuth 2 is offered
     */
    public record SignIn(boolean password, boolean appPassword, boolean oauth) {}

    /**
     * Differences from the standards that the engine must know.
     *
     * @param storesSentItself mail sent over SMTP appears in Sent by itself: no APPEND
     * @param sentCopyLateMinutes how late that copy may appear
     * @param sentCopyHasOtherId its Message-ID may differ, the original being in X-Microsoft-Original-Message-ID
     * @param idleUnreliable IDLE is advertised and misses mail: poll
     * @param idleMinutes IDLE must be restarted after so many minutes; null for the usual
     * @param noopKeepAlive NOOP must be sent to stay connected
     * @param fetchWhole part sizes lie: fetch whole messages
     * @param maxTls12 does not manage TLS 1.3
     * @param idAfterLogin takes the ID command (RFC 2971) only after login
     * @param draftsMayBeMissing may show no Drafts folder
     * @param plainListOnly extended LIST or XLIST answers are malformed: plain LIST only
     * @param noCondstore CONDSTORE is absent or must not be used
     * @param qresyncBroken QRESYNC is advertised and must not be used
     * @param esearchWithoutMinMax ESEARCH answers lack MIN and MAX
     * @param enableUnanswered never answers ENABLED
     * @param allMailCopies one folder holds a copy of everything (X-GM-MSGID tells them apart)
     * @param windowMessages how many messages a folder shows at most; null for all
     * @param throttlesByBackoff throttles by "Suggested Backoff Time" or "authenticated but not connected"
     */
    public record Quirks(
            boolean storesSentItself,
            int sentCopyLateMinutes,
            boolean sentCopyHasOtherId,
            boolean idleUnreliable,
            @Nullable Integer idleMinutes,
            boolean noopKeepAlive,
            boolean fetchWhole,
            boolean maxTls12,
            boolean idAfterLogin,
            boolean draftsMayBeMissing,
            boolean plainListOnly,
            boolean noCondstore,
            boolean qresyncBroken,
            boolean esearchWithoutMinMax,
            boolean enableUnanswered,
            boolean allMailCopies,
            @Nullable Integer windowMessages,
            boolean throttlesByBackoff) {

        static final Quirks NONE =
                new Quirks(
                        false, 0, false, false, null, false, false, false, false, false, false,
                        false, false, false, false, false, null, false);
    }

    public MailProvider {
        domains = domains == null ? List.of() : List.copyOf(domains);
        mx = mx == null ? List.of() : List.copyOf(mx);
        hosts = hosts == null ? List.of() : List.copyOf(hosts);
        imapLogins = imapLogins == null ? List.of(LoginForm.FULL_ADDRESS) : List.copyOf(imapLogins);
        smtpLogin = smtpLogin == null ? LoginForm.FULL_ADDRESS : smtpLogin;
        quirks = quirks == null ? Quirks.NONE : quirks;
        maxConnections = maxConnections == 0 ? 2 : maxConnections;
        help = help == null ? id : help;
        unverified = unverified == null ? List.of() : List.copyOf(unverified);
    }

    /** Whether a password can never work here, because the provider takes OAuth 2 alone. */
    public boolean needsOAuth() {
        return signIn.oauth() && !signIn.password() && !signIn.appPassword();
    }

    /** Whether only a password made for this program works. */
    public boolean needsAppPassword() {
        return signIn.appPassword() && !signIn.password();
    }

    /** Whether mail sent over SMTP appears in Sent by itself, so that nothing must be appended. */
    public boolean storesSentItself() {
        return quirks.storesSentItself();
    }

    /** Whether IDLE can be trusted to report new mail. */
    public boolean idleReliable() {
        return !quirks.idleUnreliable();
    }

    /** Whether whole messages must be fetched because part sizes lie. */
    public boolean fetchWhole() {
        return quirks.fetchWhole();
    }

    /** Whether the servers do not manage TLS 1.3. */
    public boolean maxTls12() {
        return quirks.maxTls12();
    }
}
