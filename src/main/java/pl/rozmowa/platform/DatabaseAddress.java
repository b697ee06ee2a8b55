package pl.rozmowa.platform;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Where the database is and how to sign in there.
 *
 * @param url the JDBC address without user and password
 */
public record DatabaseAddress(String url, String user, String password) {

    /** The driver's own habits: no values of rows in error texts (they end up in logs), one round trip for a batch of inserts. */
    private static final String DRIVER =
            "logServerErrorDetail=false&reWriteBatchedInserts=true&ApplicationName=rozmowa";

    @Override
    public String toString() {
        return "DatabaseAddress[" + user + "]"; // the address may carry a password
    }

    static DatabaseAddress local(int port, String database, String user, String password) {
        return new DatabaseAddress(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?" + DRIVER,
                user,
                password);
    }

    /**
     * Understands {@code postgres://user:password@host:port/database?parameters}, {@code postgresql://…} and {@code jdbc:postgresql:…}
     * (with {@code user} and {@code password} among its parameters).
     */
    static DatabaseAddress parse(String text) {
        if (text.startsWith("jdbc:postgresql:")) {
            return new DatabaseAddress(withDriver(text), "", "");
        }
        if (!text.startsWith("postgres://") && !text.startsWith("postgresql://")) {
            throw notUnderstood();
        }
        try {
            URI uri = URI.create(text);
            String[] user =
                    (uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo()).split(":", 2);
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            String url = "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query;
            return new DatabaseAddress(
                    withDriver(url), decoded(user[0]), user.length > 1 ? decoded(user[1]) : "");
        } catch (IllegalArgumentException e) {
            throw notUnderstood();
        }
    }

    private static String withDriver(String url) {
        return url + (url.indexOf('?') < 0 ? "?" : "&") + DRIVER;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static CannotStart notUnderstood() {
        return new CannotStart(
                "The address in ROZMOWA_DATABASE_URL is not understood.",
                "Write it as postgres://user:password@host:5432/database or jdbc:postgresql://host:5432/database?user=…&password=…");
    }
}
