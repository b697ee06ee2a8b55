package pl.rozmowa.smtp;

import java.net.IDN;

/** An address inside angle brackets (RFC 5321 §4.1.2, RFC 6531): nothing in it can end them or the line. */
final class SmtpAddress {

    private SmtpAddress() {}

    static boolean sendable(String address) {
        int at = address.lastIndexOf('@');
        return at > 0
                && at < address.length() - 1
                && address.length() <= 320
                && address.chars().noneMatch(c -> c <= 0x20 || c == 0x7F || c == '<' || c == '>')
                && !address.substring(at).contains("\\");
    }

    /** A domain has an ASCII form (RFC 5890); a local part has none. */
    static String encode(String address) {
        int at = address.lastIndexOf('@');
        String domain = address.substring(at + 1);
        if (domain.chars().allMatch(c -> c < 0x80)) {
            return address;
        }
        try {
            return address.substring(0, at + 1) + IDN.toASCII(domain);
        } catch (IllegalArgumentException e) {
            return address; // goes out as UTF-8, if the server takes that
        }
    }

    static boolean needsUtf8(String address) {
        return encode(address).chars().anyMatch(c -> c >= 0x80);
    }
}
