package pl.rozmowa.account;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import pl.rozmowa.mail.Endpoint;
import pl.rozmowa.platform.Problem;

/** A server as the user typed or confirmed it. */
record RequestedServer(
        @Nullable String host,
        @Nullable Integer port,
        @Nullable String security,
        @Nullable String login) {

    private static final Pattern HOST =
            Pattern.compile("[a-z0-9_]([a-z0-9._-]{0,251}[a-z0-9])?|[0-9a-f:.]{2,45}");

    /**
     * @param field its name in the request, for the problem
     * @throws Problem when it can't be a server
     */
    Endpoint endpoint(String field) {
        if (login != null
                && (login.length() > 320 || login.chars().anyMatch(Character::isISOControl))) {
            throw Problem.invalid(field + ".login");
        }
        if (port == null || port < 1 || port > 65535) {
            throw Problem.invalid(field + ".port");
        }
        return new Endpoint(hostName(field), port, protection(field));
    }

    private String hostName(String field) {
        try {
            String ascii =
                    IDN.toASCII(String.valueOf(host).strip(), IDN.ALLOW_UNASSIGNED)
                            .toLowerCase(Locale.ROOT);
            if (host != null && HOST.matcher(ascii).matches()) {
                return ascii;
            }
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(field + ".host").because(e);
        }
        throw Problem.invalid(field + ".host");
    }

    private Endpoint.Security protection(String field) {
        try {
            return Endpoint.Security.of(String.valueOf(security));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(field + ".security").because(e);
        }
    }
}
