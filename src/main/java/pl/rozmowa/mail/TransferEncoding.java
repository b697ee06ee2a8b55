package pl.rozmowa.mail;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Content-Transfer-Encoding (RFC 2045 §6) undone, with every mistake forgiven: each byte array decodes to something. */
final class TransferEncoding {

    static final byte[] BASE64 = new byte[256];

    static {
        Arrays.fill(BASE64, (byte) -1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < alphabet.length(); i++) {
            BASE64[alphabet.charAt(i)] = (byte) i;
        }
        // The URL alphabet (RFC 4648 §5), which some senders use by mistake.
        BASE64['-'] = 62;
        BASE64['_'] = 63;
    }

    private TransferEncoding() {}

    static byte[] decode(byte[] encoded, String name, Set<Defect> defects) {
        return switch (normal(name)) {
            case "base64" -> base64(encoded, defects);
            case "quoted-printable" -> quotedPrintable(encoded, defects);
            case "x-uuencode", "uuencode", "x-uue", "uue" -> uuencoded(encoded);
            case "", "7bit", "8bit", "binary" -> encoded;
            default -> {
                defects.add(Defect.BAD_TRANSFER_ENCODING);
                yield encoded;
            }
        };
    }

    /** How long the decoded bytes will be, without decoding where that is dear. */
    static long decodedLength(byte[] encoded, String name) {
        if (!normal(name).equals("base64")) {
            return decode(encoded, name, EnumSet.noneOf(Defect.class)).length;
        }
        long digits = 0;
        for (byte b : encoded) {
            if (BASE64[b & 0xff] >= 0) {
                digits++;
            }
        }
        return digits * 3 / 4;
    }

    static String normal(String name) {
        String bare = name.strip().toLowerCase(Locale.ROOT).replace("\"", "");
        int end = 0;
        while (end < bare.length() && bare.charAt(end) > ' ' && bare.charAt(end) != ';') {
            end++;
        }
        String first = bare.substring(0, end);
        return switch (first) {
            case "8-bit", "8bits" -> "8bit";
            case "7-bit", "7bits" -> "7bit";
            case "quotedprintable", "qp", "quoted_printable" -> "quoted-printable";
            case "base-64", "b64", "x-base64" -> "base64";
            default -> first;
        };
    }

    static byte[] base64(byte[] encoded, Set<Defect> defects) {
        byte[] out = new byte[encoded.length / 4 * 3 + 3];
        int length = 0;
        int bits = 0;
        int held = 0;
        for (byte b : encoded) {
            int digit = BASE64[b & 0xff];
            if (digit < 0) {
                if (b == '=') {
                    // Padding ends a quantum; another encoded piece may follow, joined without
                    // decoding.
                    bits = 0;
                    held = 0;
                } else if (b > ' ' || b < 0) {
                    defects.add(Defect.BAD_TRANSFER_ENCODING);
                }
                continue;
            }
            held = held << 6 | digit;
            bits += 6;
            if (bits >= 8) {
                bits -= 8;
                out[length++] = (byte) (held >> bits);
            }
        }
        return length == out.length ? out : Arrays.copyOf(out, length);
    }

    static byte[] quotedPrintable(byte[] encoded, Set<Defect> defects) {
        byte[] out = new byte[encoded.length];
        int length = 0;
        int at = 0;
        while (at < encoded.length) {
            byte b = encoded[at];
            if (b != '=') {
                out[length++] = b;
                at++;
                continue;
            }
            if (at + 2 < encoded.length) {
                int high = hex(encoded[at + 1]);
                int low = hex(encoded[at + 2]);
                if (high >= 0 && low >= 0) {
                    out[length++] = (byte) (high << 4 | low);
                    at += 3;
                    continue;
                }
            }
            int lineEnd = at + 1;
            while (lineEnd < encoded.length
                    && (encoded[lineEnd] == ' ' || encoded[lineEnd] == '\t')) {
                lineEnd++;
            }
            if (lineEnd < encoded.length && encoded[lineEnd] == '\r') {
                lineEnd++;
            }
            if (lineEnd >= encoded.length) {
                break;
            }
            if (encoded[lineEnd] == '\n') {
                at = lineEnd + 1;
            } else if (encoded[lineEnd - 1] == '\r') {
                at = lineEnd;
            } else {
                defects.add(Defect.BAD_TRANSFER_ENCODING);
                out[length++] = '=';
                at++;
            }
        }
        return Arrays.copyOf(out, length);
    }

    static int hex(int c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        if (c >= 'A' && c <= 'F') {
            return c - 'A' + 10;
        }
        return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    }

    private static byte[] uuencoded(byte[] encoded) {
        byte[] out = new byte[encoded.length];
        int length = 0;
        int at = 0;
        boolean begun = false;
        while (at < encoded.length) {
            int end = at;
            while (end < encoded.length && encoded[end] != '\n') {
                end++;
            }
            boolean begin =
                    !begun
                            && end - at > 5
                            && encoded[at] == 'b'
                            && encoded[at + 1] == 'e'
                            && encoded[at + 5] == ' ';
            if (begin) {
                begun = true;
            } else if (begun && end > at) {
                int want = encoded[at] - 32 & 63;
                for (int i = at + 1;
                        want > 0 && i + 3 < end + 1 && i + 3 < encoded.length;
                        i += 4) {
                    int group = 0;
                    for (int j = 0; j < 4; j++) {
                        group = group << 6 | (encoded[i + j] - 32 & 63);
                    }
                    for (int j = 0; j < 3 && want > 0; j++, want--) {
                        out[length++] = (byte) (group >> 16 - 8 * j);
                    }
                }
            }
            at = end + 1;
        }
        return begun ? Arrays.copyOf(out, length) : encoded;
    }
}
