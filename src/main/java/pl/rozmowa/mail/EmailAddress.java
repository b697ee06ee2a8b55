package pl.rozmowa.mail;

import java.net.IDN;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/**
 * One mailbox of an address header (RFC 5322 §3.4).
 *
 * @param name the display name, decoded, without control and direction-changing characters; empty when there is none
 * @param address the address as it was written ({@code local@domain}); may lack the {@code @} in broken mail
 */
public record EmailAddress(String name, String address) {

    public static EmailAddress of(String address) {
        return new EmailAddress("", address);
    }

    /**
     * Reads an address header leniently: groups, routes, comments, encoded words, missing quotes and brackets. Never throws;
     * what holds no address is left out.
     */
    public static List<EmailAddress> parseList(String headerValue) {
        return new AddressParser(headerValue).parse();
    }

    /** What two spellings of one address share: lower case, composed Unicode, the domain in its ASCII form (RFC 5891). */
    public String key() {
        int at = address.lastIndexOf('@');
        if (isPlain(address)) {
            return address.toLowerCase(Locale.ROOT);
        }
        if (at < 0) {
            return fold(address);
        }
        return fold(address.substring(0, at)) + '@' + asciiDomain(address.substring(at + 1));
    }

    /** The domain in lower-case ASCII, or an empty string. */
    public String domain() {
        int at = address.lastIndexOf('@');
        return at < 0 ? "" : asciiDomain(address.substring(at + 1));
    }

    /** The name when there is one, otherwise the address. */
    public String label() {
        return name.isEmpty() ? address : name;
    }

    private static String asciiDomain(String domain) {
        String folded = fold(domain);
        if (isPlain(folded)) {
            return folded;
        }
        try {
            return IDN.toASCII(folded, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException notAName) {
            return folded;
        }
    }

    private static String fold(String part) {
        return Normalizer.normalize(part, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    private static boolean isPlain(String part) {
        for (int i = 0; i < part.length(); i++) {
            if (part.charAt(i) > 0x7e) {
                return false;
            }
        }
        return true;
    }
}
