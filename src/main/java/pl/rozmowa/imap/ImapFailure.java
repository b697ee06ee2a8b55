package pl.rozmowa.imap;

import java.time.Duration;
import pl.rozmowa.platform.CertificateTrouble;
import pl.rozmowa.platform.NetworkTrouble;

/**
 * What can go wrong with an IMAP server, named so that a person can be told what to do. {@code serverText} is for the details of the
 * sync page only: shortened, without control characters, and never shown as our own words.
 */
public sealed interface ImapFailure {

    /** May the same be tried again later without a person doing anything? */
    default boolean passing() {
        return switch (this) {
            case Unreachable u -> u.trouble() != NetworkTrouble.NOT_ALLOWED;
            case Throttled _, Closed _ -> true;
            case PasswordRefused _,
                    TokenRefused _,
                    AppPasswordNeeded _,
                    ImapDisabled _,
                    AddressNotAuthorised _ ->
                    false;
            case CertificateRefused _, NotImap _, TlsUnavailable _ -> false;
            case ServerSaidNo no -> no.passingCode();
            case ProtocolBroken _, TooBig _ -> false;
        };
    }

    /** Does the connection still work after this? Only a refused command leaves it usable. */
    default boolean connectionUsable() {
        return this instanceof ServerSaidNo;
    }

    /** The name or password was not accepted. */
    record PasswordRefused(String serverText) implements ImapFailure {}

    /** The access token was not accepted: it ran out, was revoked, or is meant for something else. */
    record TokenRefused(String serverText) implements ImapFailure {}

    /** The provider wants an app password, or a sign-in through the web, in place of the usual password. */
    record AppPasswordNeeded(String serverText) implements ImapFailure {}

    /** The user has not switched IMAP on at the provider. */
    record ImapDisabled(String serverText) implements ImapFailure {}

    /** The provider wants our IP address to be authorised first. */
    record AddressNotAuthorised(String serverText) implements ImapFailure {}

    /** No connection, or it was lost. */
    record Unreachable(NetworkTrouble trouble) implements ImapFailure {}

    /** TLS stands or falls with the certificate, and this one fell. */
    record CertificateRefused(CertificateTrouble trouble) implements ImapFailure {}

    /** Somebody listens there, but it is no IMAP server, or it greeted in a way that we refuse (PREAUTH). */
    record NotImap(String serverText) implements ImapFailure {}

    /** STARTTLS is not offered or failed, or the handshake failed for a reason other than the certificate. */
    record TlsUnavailable(String detail) implements ImapFailure {}

    /** The provider asks us to slow down. */
    record Throttled(Duration backoff, String serverText) implements ImapFailure {}

    /**
     * A tagged NO or BAD.
     *
     * @param code the response code in capitals (RFC 9051 §7.1, RFC 5530), such as NONEXISTENT; "BAD" for BAD without one, else empty
     */
    record ServerSaidNo(String code, String serverText) implements ImapFailure {
        boolean passingCode() {
            return switch (code) {
                case "UNAVAILABLE", "INUSE", "LIMIT", "SERVERBUG", "CONTACTADMIN", "" -> true;
                default -> false;
            };
        }
    }

    /** The server said something that cannot be understood and cannot be skipped either. */
    record ProtocolBroken(String detail) implements ImapFailure {}

    /** A line, literal or response beyond our limits that could not be skipped. */
    record TooBig(String what, long size) implements ImapFailure {}

    /** BYE, or the end of the stream. */
    record Closed(String serverText) implements ImapFailure {}
}
