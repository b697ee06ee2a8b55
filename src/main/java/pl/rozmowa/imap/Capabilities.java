package pl.rozmowa.imap;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** CAPABILITY (RFC 9051 §6.1.1): what the server says it can do. */
record Capabilities(Set<String> names) {

    static final Capabilities NONE = new Capabilities(Set.of());

    static Capabilities of(String words) {
        return new Capabilities(
                Arrays.stream(words.toUpperCase(Locale.ROOT).split(" "))
                        .filter(word -> !word.isEmpty())
                        .limit(500)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    static void ask(ImapWire wire) throws ImapException {
        wire.forgetCapabilities();
        StatusLine status =
                wire.ask(new ImapCommand("CAPABILITY"), Answers.NONE, Duration.ofMinutes(3));
        if (!status.ok()) {
            throw new ImapException(Refusals.of(status));
        }
    }

    boolean offers(String capability) {
        return names.contains(capability.toUpperCase(Locale.ROOT));
    }

    /** IMAP4rev2 contains many former extensions (RFC 9051 appendix E). */
    boolean offersOrRev2(String capability) {
        return offers(capability) || offers("IMAP4REV2");
    }

    /** RFC 7888: LITERAL+ at any size, LITERAL- up to 4,096 octets. */
    boolean literalWithoutWaiting(int size) {
        return offers("LITERAL+") || (size <= 4096 && offersOrRev2("LITERAL-"));
    }
}
