package pl.rozmowa.notification;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import pl.rozmowa.platform.Settings;
import tools.jackson.databind.json.JsonMapper;

/** Says to a push service who writes, so that nobody else can write to the browsers that subscribed with us (RFC 8292). */
@Component
class Vapid {

    /** Longer than 24 hours is refused (RFC 8292 §2). */
    private static final Duration VALID = Duration.ofHours(12);

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final PushKeyTable keys;
    private final Settings settings;
    private final JsonMapper json;
    private final Clock clock;

    Vapid(PushKeyTable keys, Settings settings, JsonMapper json, Clock clock) {
        this.keys = keys;
        this.settings = settings;
        this.json = json;
        this.clock = clock;
    }

    /** The value of the field {@code Authorization}. */
    String authorization(URI endpoint) {
        PushKeyTable.Keys pair = keys.keys();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("aud", origin(endpoint));
        claims.put("exp", clock.instant().plus(VALID).getEpochSecond());
        if ("https".equalsIgnoreCase(settings.publicUrl().getScheme())) {
            claims.put("sub", settings.publicUrl().toString());
        }
        String signed =
                encoded("{\"typ\":\"JWT\",\"alg\":\"ES256\"}")
                        + "."
                        + encoded(json.writeValueAsString(claims));
        return "vapid t="
                + signed
                + "."
                + BASE64.encodeToString(signature(pair, signed))
                + ", k="
                + BASE64.encodeToString(pair.point());
    }

    private static String origin(URI endpoint) {
        String port = endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort();
        return "https://" + endpoint.getHost() + port;
    }

    private static byte[] signature(PushKeyTable.Keys pair, String text) {
        try {
            // r and s side by side, as RFC 7518 §3.4 wants them
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(pair.secret());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static String encoded(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
