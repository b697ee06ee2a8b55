package pl.rozmowa.notification;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import pl.rozmowa.platform.Secrets;

/** The installation's keys for Web Push, made when first asked for and sealed in the database. */
@Repository
class PushKeyTable {

    private static final UUID NOBODY = new UUID(0, 0);
    private static final String FIELD = "push-key";

    private final JdbcClient db;
    private final Secrets secrets;
    private volatile @Nullable Keys known;

    PushKeyTable(JdbcClient db, Secrets secrets) {
        this.db = db;
        this.secrets = secrets;
    }

    /**
     * @param point the public one, as browsers and push services want it
     */
    record Keys(byte[] point, PrivateKey secret) {}

    Keys keys() {
        Keys keys = known;
        if (keys == null) {
            keys = stored();
            known = keys;
        }
        return keys;
    }

    /** The first node to ask makes them; all others find those. */
    private Keys stored() {
        return read().orElseGet(() -> {
            KeyPair fresh = P256.generate();
            db.sql(
                            """
                            insert into push_key (public_key, sealed)
                            values (:point, :sealed)
                            on conflict do nothing
                            """)
                    .param("point", P256.point((ECPublicKey) fresh.getPublic()))
                    .param(
                            "sealed",
                            secrets.seal(NOBODY, NOBODY, FIELD, fresh.getPrivate().getEncoded()))
                    .update();
            return read().orElseThrow();
        });
    }

    private Optional<Keys> read() {
        return db.sql("select public_key, sealed from push_key")
                .query((row, number) ->
                        new Keys(
                                row.getBytes("public_key"),
                                secret(
                                        secrets.open(
                                                NOBODY, NOBODY, FIELD, row.getBytes("sealed")))))
                .optional();
    }

    private static PrivateKey secret(byte[] encoded) {
        try {
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key for Web Push is none", e);
        }
    }
}
