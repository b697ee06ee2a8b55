package pl.rozmowa.platform;

import java.net.InetAddress;

/** A block of addresses in the usual notation, such as 10.0.0.0/8 or a single address. */
record Network(byte[] prefix, int bits) {

    /**
     * @throws IllegalArgumentException when it is no literal address, optionally with a number of bits
     */
    static Network of(String text) {
        int slash = text.indexOf('/');
        byte[] prefix =
                InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash)).getAddress();
        int bits = slash < 0 ? prefix.length * 8 : Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > prefix.length * 8) {
            throw new IllegalArgumentException("no network: " + text);
        }
        return new Network(prefix, bits);
    }

    boolean contains(byte[] address) {
        if (address.length != prefix.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((address[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
