package pl.rozmowa.sending;

import java.net.IDN;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import pl.rozmowa.mail.EmailAddress;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.sending.NewReply.Address;

/** Those whom an answer goes to, checked: real addresses, nobody twice, not too many. Domains are in their ASCII form. */
record Recipients(List<EmailAddress> to, List<EmailAddress> cc, List<EmailAddress> bcc) {

    static final int MOST = 100;
    private static final int LONGEST_NAME = 200;

    static Recipients of(NewReply reply) {
        Set<String> taken = new HashSet<>();
        Recipients recipients =
                new Recipients(
                        checked("to", reply.to(), taken),
                        checked("cc", reply.cc(), taken),
                        checked("bcc", reply.bcc(), taken));
        if (taken.isEmpty()) {
            throw new Problem("recipients_missing", 400);
        }
        if (taken.size() > MOST) {
            throw new Problem("recipients_too_many", 400, Map.of("most", MOST));
        }
        return recipients;
    }

    /** The bare addresses, as the envelope names them. */
    List<String> envelope() {
        return Stream.of(to, cc, bcc).flatMap(List::stream).map(EmailAddress::address).toList();
    }

    /** The same by what they are known under. */
    List<String> keys() {
        return Stream.of(to, cc, bcc).flatMap(List::stream).map(EmailAddress::key).toList();
    }

    private static List<EmailAddress> checked(
            String field, @Nullable List<@Nullable Address> addresses, Set<String> taken) {
        List<EmailAddress> checked = new ArrayList<>();
        if (addresses == null) {
            return checked;
        }
        if (addresses.size() > 10 * MOST) {
            throw new Problem("recipients_too_many", 400, Map.of("most", MOST));
        }
        for (Address address : addresses) {
            EmailAddress one = checked(field, address);
            if (taken.add(one.key())) {
                checked.add(one);
            }
        }
        return checked;
    }

    private static EmailAddress checked(String field, @Nullable Address address) {
        String given = address == null || address.email() == null ? "" : address.email();
        String name = address == null || address.name() == null ? "" : address.name();
        if (hasControls(given) || hasControls(name)) {
            throw invalid(field, given);
        }
        String email = given.strip();
        int at = email.indexOf('@');
        if (at < 1 || at != email.lastIndexOf('@') || at > 64 || email.length() > 254) {
            throw invalid(field, given);
        }
        String local = email.substring(0, at);
        String domain = asciiDomain(email.substring(at + 1));
        if (domain == null || !isDotAtom(local)) {
            throw invalid(field, given);
        }
        String shown = name.strip();
        return new EmailAddress(
                shown.length() > LONGEST_NAME ? shown.substring(0, LONGEST_NAME) : shown,
                local + '@' + domain);
    }

    /** RFC 5322 §3.2.3 with the letters of all languages (RFC 6531 §3.3); no quoted local parts. */
    private static boolean isDotAtom(String local) {
        return local.codePoints()
                        .allMatch(c ->
                                Character.isLetterOrDigit(c)
                                        || c > 0x7f
                                                && !Character.isWhitespace(c)
                                                && !Character.isISOControl(c)
                                                && Character.getType(c) != Character.FORMAT
                                        || "!#$%&'*+-/=?^_`{|}~.".indexOf(c) >= 0)
                && !local.startsWith(".")
                && !local.endsWith(".")
                && !local.contains("..");
    }

    private static @Nullable String asciiDomain(String domain) {
        try {
            String ascii = IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES);
            boolean plausible =
                    ascii.contains(".")
                            && ascii.length() <= 253
                            && Stream.of(ascii.split("\\.", -1)).noneMatch(String::isEmpty);
            return plausible ? ascii : null;
        } catch (IllegalArgumentException notAName) {
            return null;
        }
    }

    static boolean hasControls(String text) {
        return text.chars()
                .anyMatch(c -> c < ' ' || c == 0x7f || c == 0x85 || c == 0x2028 || c == 0x2029);
    }

    private static Problem invalid(String field, String value) {
        String shown = value.replaceAll("[\\p{Cntrl}\\p{Cf}]", " ");
        return new Problem(
                "recipient_invalid",
                400,
                Map.of("field", field, "value", shown.substring(0, Math.min(shown.length(), 100))));
    }
}
