package pl.rozmowa.smtp;

import java.util.Arrays;

/**
 * A message as DATA wants it (RFC 5321 §4.5.2, §2.3.8): every line ends in CRLF, whatever it ended in before, and leading dots are
 * doubled, so that no sequence inside can end the message early (SMTP smuggling).
 */
final class SmtpData {

    private SmtpData() {}

    /** Without the final dot, but with the CRLF before it. */
    static byte[] encode(byte[] message) {
        byte[] encoded = new byte[message.length + message.length / 16 + 64];
        int n = 0;
        boolean lineStart = true;
        for (int i = 0; i < message.length; i++) {
            byte b = message[i];
            if (n + 4 > encoded.length) {
                encoded = Arrays.copyOf(encoded, encoded.length * 2);
            }
            if (b == '\r' || b == '\n') {
                encoded[n++] = '\r';
                encoded[n++] = '\n';
                if (b == '\r' && i + 1 < message.length && message[i + 1] == '\n') {
                    i++;
                }
                lineStart = true;
                continue;
            }
            if (lineStart && b == '.') {
                encoded[n++] = '.';
            }
            encoded[n++] = b;
            lineStart = false;
        }
        if (!lineStart) {
            encoded[n++] = '\r';
            encoded[n++] = '\n';
        }
        return Arrays.copyOf(encoded, n);
    }
}
