package pl.rozmowa.platform;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.aead.KmsEnvelopeAead;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.UUID;

/**
 * Seals passwords and tokens before they go into the database. Each value has its own AES-256-GCM key, which travels with it sealed by
 * the installation's key; project, account, field and the number of that key are bound in as associated data, so that a sealed value
 * moved to another row does not open.
 */
public class Secrets {

    private static final byte VERSION = 1;
    private static final int HEADER = 1 + Integer.BYTES;
    private static final AesGcmParameters VALUE_KEY = valueKey();

    private final Aead aead;
    private final int keyId;

    Secrets(KeysetHandle keys) throws GeneralSecurityException {
        Aead outer = keys.getPrimitive(RegistryConfiguration.get(), Aead.class);
        this.aead = KmsEnvelopeAead.create(VALUE_KEY, outer);
        this.keyId = keys.getPrimary().getId();
    }

    /** Encrypts {@code value} for this one place. */
    public byte[] seal(UUID projectId, UUID accountId, String field, byte[] value) {
        try {
            byte[] sealed = aead.encrypt(value, place(projectId, accountId, field, keyId));
            return ByteBuffer.allocate(HEADER + sealed.length)
                    .put(VERSION)
                    .putInt(keyId)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a secret could not be sealed", e);
        }
    }

    /**
     * Decrypts what {@link #seal} made for the same place.
     *
     * @throws SecretUnreadable when it was made with another key, for another place, or was altered
     */
    public byte[] open(UUID projectId, UUID accountId, String field, byte[] sealed) {
        if (sealed.length < HEADER || sealed[0] != VERSION) {
            throw new SecretUnreadable(null);
        }
        try {
            ByteBuffer in = ByteBuffer.wrap(sealed, 1, sealed.length - 1);
            byte[] place = place(projectId, accountId, field, in.getInt());
            byte[] body = new byte[in.remaining()];
            in.get(body);
            return aead.decrypt(body, place);
        } catch (GeneralSecurityException e) {
            throw new SecretUnreadable(e);
        }
    }

    private static byte[] place(UUID projectId, UUID accountId, String field, int keyId) {
        byte[] name = field.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return ByteBuffer.allocate(36 + name.length)
                .putLong(projectId.getMostSignificantBits())
                .putLong(projectId.getLeastSignificantBits())
                .putLong(accountId.getMostSignificantBits())
                .putLong(accountId.getLeastSignificantBits())
                .putInt(keyId)
                .put(name)
                .array();
    }

    private static AesGcmParameters valueKey() {
        try {
            com.google.crypto.tink.aead.AeadConfig.register();
            return AesGcmParameters.builder()
                    .setKeySizeBytes(32)
                    .setIvSizeBytes(12)
                    .setTagSizeBytes(16)
                    .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
