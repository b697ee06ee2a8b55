package pl.rozmowa.mail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The key by which one e-mail is recognised in the several folders of one mail account, where the server offers neither
 * EMAILID nor X-GM-MSGID.
 *
 * <p>Never the Message-ID alone: whoever knows that could keep a mail from being seen by sending another with the same one
 * beforehand. The topmost Received field is written by the account's own server, so a stranger cannot copy it, while a copy
 * in another folder carries it along.
 */
public final class Ident {

    private static final String[] WRITER = {"message-id", "date", "from", "subject"};
    private static final String[] DIGEST = {
        "to", "cc", "reply-to", "in-reply-to", "references", "content-type", "received"
    };

    private Ident() {}

    /** 32 bytes that depend on the header block alone, so that a mail fetched whole or in parts has the same key. */
    public static byte[] keyOf(HeaderFields headers) {
        MessageDigest sha = sha256();
        for (String name : WRITER) {
            update(sha, name, headers.raw(name));
        }
        for (String name : DIGEST) {
            update(sha, name, headers.raw(name));
        }
        return sha.digest();
    }

    /** For a mail without Message-ID, Date and Received: two of those are told apart by what they say. */
    static byte[] keyOf(HeaderFields headers, String text) {
        MessageDigest sha = sha256();
        sha.update(keyOf(headers));
        update(sha, "text", text);
        return sha.digest();
    }

    static boolean isWeak(HeaderFields headers) {
        return !headers.has("message-id") && !headers.has("date") && !headers.has("received");
    }

    /** White space may be changed by a server that folds anew; it does not count. */
    private static void update(MessageDigest sha, String name, String value) {
        sha.update(name.getBytes(StandardCharsets.US_ASCII));
        sha.update((byte) 0);
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        int length = 0;
        for (byte b : bytes) {
            if (b > ' ' || b < 0) {
                bytes[length++] = b;
            }
        }
        sha.update(bytes, 0, length);
        sha.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
