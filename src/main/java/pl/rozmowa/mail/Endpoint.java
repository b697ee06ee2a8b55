package pl.rozmowa.mail;

import java.util.Locale;

/** Where a mail server is and how the way to it is protected; for IMAP and for SMTP alike. */
public record Endpoint(String host, int port, Security security) {

    /** The protection of a connection; nothing ever falls back from one to a weaker one. */
    public enum Security {
        /** TLS from the first byte (RFC 8314 §3). */
        TLS,
        /** Starts plain and must become TLS before anything else is said; refused where the server doesn't offer it. */
        STARTTLS,
        /** No protection: only for servers that the operator has listed, such as a local bridge, the demo and tests. */
        PLAIN;

        /** The name as it stands in tables and JSON: tls, starttls, plain. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The reverse of {@link #key}. */
        public static Security of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    public Endpoint {
        if (host.isEmpty() || port < 1 || port > 65535) {
            throw new IllegalArgumentException("no endpoint: port " + port);
        }
    }
}
