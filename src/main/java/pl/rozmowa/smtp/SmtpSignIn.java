package pl.rozmowa.smtp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import pl.rozmowa.mail.SignIn;

/** AUTH (RFC 4954): PLAIN, LOGIN, OAUTHBEARER, XOAUTH2. One try: servers lock accounts after several. */
final class SmtpSignIn {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private SmtpSignIn() {}

    static void run(SmtpWire wire, String mechanisms, SignIn signIn) throws IOException {
        Set<String> offered = new HashSet<>(Arrays.asList(mechanisms.split(" ")));
        SmtpReply reply =
                switch (signIn) {
                    case SignIn.Password p -> password(wire, offered, p);
                    case SignIn.Token t -> token(wire, offered, t);
                };
        if (reply.code() != 235) {
            throw new SmtpException(refusal(reply));
        }
    }

    private static SmtpReply password(SmtpWire wire, Set<String> offered, SignIn.Password p)
            throws IOException {
        if ((p.user() + p.password()).chars().anyMatch(c -> c == 0 || c == '\r' || c == '\n')) {
            // a password that cannot even be said is certainly not the right one
            throw new SmtpException(new SmtpFailure.PasswordRefused("not sent: CR, LF or NUL"));
        }
        if (offered.contains("PLAIN")) {
            return exchange(
                    wire, "AUTH PLAIN " + base64("\0" + p.user() + "\0" + p.password()), List.of());
        }
        if (offered.contains("LOGIN")) {
            return exchange(wire, "AUTH LOGIN", List.of(base64(p.user()), base64(p.password())));
        }
        throw new SmtpException(new SmtpFailure.SignInUnavailable());
    }

    private static SmtpReply token(SmtpWire wire, Set<String> offered, SignIn.Token t)
            throws IOException {
        String bearer = "\1auth=Bearer " + t.accessToken() + "\1\1";
        if (offered.contains("OAUTHBEARER")) {
            String user = t.user().replace("=", "=3D").replace(",", "=2C");
            return exchange(
                    wire,
                    "AUTH OAUTHBEARER " + base64("n,a=" + user + "," + bearer),
                    List.of(base64("\1"))); // RFC 7628 §3.2.3: to the challenge that says what was
            // wrong
        }
        if (offered.contains("XOAUTH2")) {
            return exchange(wire, "AUTH XOAUTH2 " + base64("user=" + t.user() + bearer), List.of());
        }
        throw new SmtpException(new SmtpFailure.SignInUnavailable());
    }

    /** Answers each 334 with the next response; beyond them with nothing, which is what failed OAuth wants. */
    private static SmtpReply exchange(SmtpWire wire, String first, List<String> responses)
            throws IOException {
        SmtpReply reply = wire.ask(first, PATIENCE);
        for (int given = 0; reply.code() == 334 && given < responses.size() + 2; given++) {
            reply = wire.ask(given < responses.size() ? responses.get(given) : "", PATIENCE);
        }
        return reply;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What a person can do about it; codes first, words second. */
    static SmtpFailure refusal(SmtpReply reply) {
        String words = reply.text().toLowerCase(Locale.ROOT);
        String text = reply.text();
        if (reply.enhanced().equals("5.7.139")
                || words.contains("smtpclientauthentication is disabled")) {
            return new SmtpFailure.SubmissionDisabled(text);
        }
        if (reply.enhanced().equals("5.7.9")
                || says(
                        words,
                        "application-specific",
                        "app password",
                        "app-specific",
                        "basic auth")) {
            return new SmtpFailure.AppPasswordNeeded(text);
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
            return new SmtpFailure.AddressNotAuthorised(text);
        }
        if (words.contains("smtp")
                && says(words, "disabled", "not enabled", "turned off", "wyłączon")) {
            return new SmtpFailure.SubmissionDisabled(text);
        }
        if (reply.code() == 530 || reply.code() == 538) {
            return new SmtpFailure.TlsUnavailable(text);
        }
        return reply.code() == 535 || reply.code() == 534 || reply.code() == 501
                ? new SmtpFailure.PasswordRefused(text)
                : reply.failure();
    }

    private static boolean says(String words, String... any) {
        return Arrays.stream(any).anyMatch(words::contains);
    }
}
