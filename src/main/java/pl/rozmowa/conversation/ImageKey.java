package pl.rozmowa.conversation;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import pl.rozmowa.platform.Secrets;

/** Signs the addresses of images in bodies (HMAC-SHA256), with one key for the installation, sealed in the database. */
@Repository
class ImageKey {

    private static final UUID NOBODY = new UUID(0, 0);
    private static final String FIELD = "image-key";

    private final JdbcClient db;
    private final Secrets secrets;
    private volatile @Nullable SecretKeySpec known;

    ImageKey(JdbcClient db, Secrets secrets) {
        this.db = db;
        this.secrets = secrets;
    }

    String sign(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key());
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private SecretKeySpec key() {
        SecretKeySpec key = known;
        if (key == null) {
            key = new SecretKeySpec(secrets.open(NOBODY, NOBODY, FIELD, sealed()), "HmacSHA256");
            known = key;
        }
        return key;
    }

    /** The first node to ask makes it; all others find that one. */
    private byte[] sealed() {
        byte[] fresh = new byte[32];
        new SecureRandom().nextBytes(fresh);
        db.sql(
                        """
                        insert into image_key (sealed)
                        values (:sealed)
                        on conflict do nothing
                        """)
                .param("sealed", secrets.seal(NOBODY, NOBODY, FIELD, fresh))
                .update();
        return db.sql("select sealed from image_key").query(byte[].class).single();
    }
}
