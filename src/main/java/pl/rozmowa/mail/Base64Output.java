package pl.rozmowa.mail;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Decodes base64 on its way to another stream, forgiving what {@link TransferEncoding} forgives. */
final class Base64Output extends FilterOutputStream {

    private byte[] decoded = new byte[0];
    private int bits;
    private int held;

    Base64Output(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] encoded, int from, int length) throws IOException {
        if (decoded.length < length / 4 * 3 + 3) {
            decoded = new byte[length / 4 * 3 + 3];
        }
        byte[] digits = TransferEncoding.BASE64;
        byte[] to = decoded;
        int end = from + length;
        int at = from;
        int n = 0;
        while (at < end) {
            if (bits == 0) {
                while (at + 4 <= end) {
                    int group =
                            digits[encoded[at] & 0xff] << 18
                                    | digits[encoded[at + 1] & 0xff] << 12
                                    | digits[encoded[at + 2] & 0xff] << 6
                                    | digits[encoded[at + 3] & 0xff];
                    if (group < 0) {
                        break; // something among them is no digit
                    }
                    to[n] = (byte) (group >> 16);
                    to[n + 1] = (byte) (group >> 8);
                    to[n + 2] = (byte) group;
                    n += 3;
                    at += 4;
                }
                if (at == end) {
                    break;
                }
            }
            byte b = encoded[at++];
            int digit = digits[b & 0xff];
            if (digit >= 0) {
                held = (held << 6 | digit) & 0xffff;
                bits += 6;
                if (bits >= 8) {
                    bits -= 8;
                    to[n++] = (byte) (held >> bits);
                }
            } else if (b == '=') {
                bits = 0; // ends a quantum; another encoded piece may follow
                held = 0;
            }
        }
        out.write(to, 0, n);
    }
}
