package pl.rozmowa.contact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import pl.rozmowa.mail.AutoKind;
import pl.rozmowa.mail.EmailAddress;
import pl.rozmowa.mail.ParsedEmail;

/**
 * Whom an email makes us acquainted with: the writer of what comes in (and whom to answer, where that is somebody else), the
 * recipients of what goes out. Never ourselves, lists, no-reply addresses, bounces and automatic answers.
 */
public final class Encounters {

    /** A mail to more people than this is a mailing: the rest are not clients one talks with. */
    private static final int MOST_RECIPIENTS = 200;

    private static final int LONGEST_ADDRESS = 320;
    private static final Pattern NOBODY =
            Pattern.compile(
                    "(?:no|not|do-?not|don-?t|nie)[-_.+]?(?:reply|replay|odpowiadaj|odpisuj)|"
                            + "(?:do|please)[-_.]?not[-_.]?reply|nie[-_.]odpowiadaj|keine[-_.]?antwort|"
                            + "mailer-daemon|postmaster|bounces?|abuse");

    private Encounters() {}

    public static List<Encounter> of(
            ParsedEmail email, boolean outbound, Set<String> ownKeys, Instant at) {
        Map<String, Encounter> met = new LinkedHashMap<>();
        candidates(email, outbound)
                .filter(Encounters::isSomebody)
                .filter(address -> !ownKeys.contains(address.key()))
                .forEach(address -> met.putIfAbsent(address.key(), new Encounter(address, at)));
        return new ArrayList<>(met.values());
    }

    private static Stream<EmailAddress> candidates(ParsedEmail email, boolean outbound) {
        if (outbound) {
            return Stream.concat(email.to().stream(), email.cc().stream()).limit(MOST_RECIPIENTS);
        }
        AutoKind auto = email.autoKind();
        if (auto == AutoKind.BOUNCE || auto == AutoKind.AUTO_REPLY || auto == AutoKind.NO_REPLY) {
            return Stream.empty();
        }
        // A list's own address stands in Reply-To, and its From is a sender of mailings, not a
        // client.
        if (auto == AutoKind.LIST) {
            return Stream.empty();
        }
        EmailAddress author = email.author();
        Stream<EmailAddress> from = author == null ? Stream.empty() : Stream.of(author);
        return Stream.concat(from, email.replyTo().stream().limit(5));
    }

    private static boolean isSomebody(EmailAddress address) {
        String key = address.key();
        int at = key.lastIndexOf('@');
        return at > 0
                && at < key.length() - 1
                && key.length() <= LONGEST_ADDRESS
                && key.chars().noneMatch(c -> c <= ' ')
                && !NOBODY.matcher(key.substring(0, at).toLowerCase(Locale.ROOT)).matches();
    }
}
