package pl.rozmowa.imap;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads out of a server's refusal what a person or the governor can do about it. Codes first (RFC 5530), words second. */
final class Refusals {

    private static final Pattern BACKOFF =
            Pattern.compile(
                    "backoff time:?\\s*(\\d{1,12})\\s*(ms|milliseconds?|s\\b|sec)?",
                    Pattern.CASE_INSENSITIVE);
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final Duration USUAL = Duration.ofMinutes(5);

    private Refusals() {}

    /** Of any command. */
    static ImapFailure of(StatusLine status) {
        if (isThrottling(status)) {
            return new ImapFailure.Throttled(backoff(status.text()), status.text());
        }
        return new ImapFailure.ServerSaidNo(code(status), status.text());
    }

    private static String code(StatusLine status) {
        if (!status.code().isEmpty()) {
            return status.code();
        }
        if (status.kind().equals("BAD")) {
            return "BAD";
        }
        // Dovecot and others say it only in words
        boolean missing =
                says(
                        words(status),
                        "doesn't exist",
                        "does not exist",
                        "no such mailbox",
                        "unknown mailbox");
        return missing ? "NONEXISTENT" : "";
    }

    static ImapFailure ofBye(StatusLine status) {
        if (isThrottling(status) || words(status).contains("too many")) {
            return new ImapFailure.Throttled(backoff(status.text()), status.text());
        }
        return new ImapFailure.Closed(status.text());
    }

    /** Of LOGIN or AUTHENTICATE. */
    static ImapFailure ofSignIn(StatusLine status) {
        String text = status.text();
        String words = words(status);
        if (isThrottling(status)
                || status.code().equals("LIMIT")
                || says(words, "not connected", "too many", "rate limit", "try again later")) {
            return new ImapFailure.Throttled(backoff(text), text);
        }
        if (status.code().equals("UNAVAILABLE")
                || status.code().equals("INUSE")
                || status.code().equals("SERVERBUG")
                || says(words, "temporar", "internal error")) {
            return new ImapFailure.ServerSaidNo(status.code(), text);
        }
        if (status.code().equals("PRIVACYREQUIRED")) {
            return new ImapFailure.TlsUnavailable(text);
        }
        if (status.code().equals("WEBALERT")
                || says(
                        words,
                        "application-specific",
                        "app password",
                        "app-specific",
                        "hasło aplikacji")
                || says(
                        words,
                        "haslo aplikacji",
                        "web browser",
                        "weblogin",
                        "basic auth",
                        "basicauth")) {
            return new ImapFailure.AppPasswordNeeded(text);
        }
        if (words.contains("imap")
                && says(
                        words,
                        "disabled",
                        "not enabled",
                        "not activated",
                        "enable imap",
                        "turned off",
                        "wyłączon")) {
            return new ImapFailure.ImapDisabled(text);
        }
        if (Pattern.compile("\\bip\\b").matcher(words).find()
                && says(
                        words,
                        "not authori",
                        "unauthori",
                        "not allowed",
                        "blocked",
                        "autoryz",
                        "zablokowan")) {
            return new ImapFailure.AddressNotAuthorised(text);
        }
        if (status.kind().equals("BAD")) {
            return of(status);
        }
        return new ImapFailure.PasswordRefused(text);
    }

    private static boolean isThrottling(StatusLine status) {
        return status.code().equals("THROTTLED")
                || says(words(status), "backoff time", "throttled", "bandwidth");
    }

    /** "Suggested Backoff Time: 299961 Milliseconds"; five minutes when none is named. */
    static Duration backoff(String text) {
        Matcher m = BACKOFF.matcher(text);
        if (!m.find()) {
            return USUAL;
        }
        long number = Long.parseLong(m.group(1));
        String unit = m.group(2) == null ? "ms" : m.group(2).toLowerCase(Locale.ROOT);
        Duration backoff =
                unit.startsWith("m") ? Duration.ofMillis(number) : Duration.ofSeconds(number);
        return backoff.compareTo(LONGEST) > 0 ? LONGEST : backoff;
    }

    private static String words(StatusLine status) {
        return status.text().toLowerCase(Locale.ROOT);
    }

    private static boolean says(String words, String... any) {
        for (String one : any) {
            if (words.contains(one)) {
                return true;
            }
        }
        return false;
    }
}
