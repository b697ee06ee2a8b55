package pl.rozmowa.notification;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts what a browser is told, so that the push service on the way learns nothing of it (RFC 8291, content coding {@code aes128gcm} of RFC 8188). */
final class PushEncryption {

    /** One record holds it all; push services take 4096 bytes in any case (RFC 8030 §7.2). */
    private static final int RECORD = 4096;

    private static final int SALT = 16;
    private static final int TAG_BITS = 128;

    /** Its length tells nothing either: it is filled up to a multiple of this. */
    private static final int STEP = 256;

    private static final byte LAST_RECORD = 2;
    static final int LONGEST = 2_800;
    private static final SecureRandom RANDOM = new SecureRandom();

    private PushEncryption() {}

    /**
     * @param browser the browser's public key, an uncompressed point
     * @param auth the secret that the browser shares with whoever may write to it, 16 bytes
     */
    static byte[] encrypt(byte[] browser, byte[] auth, byte[] text) {
        if (text.length > LONGEST) {
            throw new IllegalArgumentException("too long for one record");
        }
        byte[] salt = new byte[SALT];
        RANDOM.nextBytes(salt);
        int padding = STEP - (text.length + 1) % STEP;
        return encrypt(browser, auth, text, padding, salt, P256.generate());
    }

    static byte[] encrypt(
            byte[] browser, byte[] auth, byte[] text, int padding, byte[] salt, KeyPair ours) {
        try {
            byte[] ourPoint = P256.point((ECPublicKey) ours.getPublic());
            KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(ours.getPrivate());
            agreement.doPhase(P256.publicKey(browser), true);

            // RFC 8291 §3.4
            byte[] info = join(ascii("WebPush: info\0"), browser, ourPoint);
            byte[] secret = derive(auth, agreement.generateSecret(), info, 32);
            byte[] key = derive(salt, secret, ascii("Content-Encoding: aes128gcm\0"), 16);
            byte[] nonce = derive(salt, secret, ascii("Content-Encoding: nonce\0"), 12);

            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(key, "AES"),
                    new GCMParameterSpec(TAG_BITS, nonce));
            byte[] plain = Arrays.copyOf(text, text.length + 1 + padding);
            plain[text.length] = LAST_RECORD;
            byte[] head =
                    ByteBuffer.allocate(SALT + Integer.BYTES + 1)
                            .put(salt)
                            .putInt(RECORD)
                            .put((byte) ourPoint.length)
                            .array();
            return join(head, ourPoint, cipher.doFinal(plain));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("a browser's key is of no use", e);
        }
    }

    /** HKDF with SHA-256 for at most 32 bytes (RFC 5869). */
    private static byte[] derive(byte[] salt, byte[] secret, byte[] info, int length)
            throws GeneralSecurityException {
        byte[] extracted = mac(salt, secret);
        return Arrays.copyOf(mac(extracted, join(info, new byte[] {1})), length);
    }

    private static byte[] mac(byte[] key, byte[] text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
