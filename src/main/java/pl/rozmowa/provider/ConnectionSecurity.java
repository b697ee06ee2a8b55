package pl.rozmowa.provider;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How the way to a mail server is protected (RFC 8314 §3). */
public enum ConnectionSecurity {
    /** TLS from the first byte. */
    @JsonProperty("tls")
    TLS,
    /** Plain until STARTTLS, which is then required. */
    @JsonProperty("starttls")
    STARTTLS,
    /** Unprotected: only for loopback servers that the operator allowed. */
    @JsonProperty("plain")
    PLAIN;

    /** The word in the database and in the API. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The reverse of {@link #key()}. */
    public static ConnectionSecurity of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
