package pl.rozmowa.mail;

import java.util.Locale;
import java.util.Set;

/**
 * What a subject is about, without the signs of replying and forwarding (RFC 5256 §2.1, with the prefixes that mail programs
 * write in Polish, German, the Nordic languages, French, Italian, Spanish, Portuguese, Dutch, Czech).
 *
 * @param base as written, white space collapsed
 * @param reply a reply prefix was taken off
 * @param forward a forward prefix or trailer was taken off
 */
public record BaseSubject(String base, boolean reply, boolean forward) {

    private static final Set<String> REPLY =
            Set.of(
                    "re",
                    "odp",
                    "odpowiedź",
                    "odpowiedz",
                    "aw",
                    "antw",
                    "antwort",
                    "sv",
                    "svar",
                    "vs",
                    "ref",
                    "rif",
                    "r",
                    "res",
                    "resp",
                    "rv-re",
                    "réf",
                    "réponse",
                    "ynt",
                    "atb",
                    "ats",
                    "vá",
                    "na",
                    "回复",
                    "答复");
    private static final Set<String> FORWARD =
            Set.of(
                    "fwd", "fw", "pd", "pdf", "przek", "przekaz", "wg", "vb", "vl", "tr", "i", "fs",
                    "enc", "rv", "doorst", "vid", "trs", "fwd-odp", "转发");
    private static final int LONGEST_PREFIX = 12;

    public static BaseSubject of(String subject) {
        String rest = collapse(subject);
        boolean reply = false;
        boolean forward = false;
        while (true) {
            int past = pastPrefix(rest);
            if (past > 0) {
                String word = word(rest);
                reply |= REPLY.contains(word);
                forward |= FORWARD.contains(word);
                rest = rest.substring(past).stripLeading();
                continue;
            }
            String lower = rest.toLowerCase(Locale.ROOT);
            if (lower.endsWith("(fwd)")) {
                forward = true;
                rest = rest.substring(0, rest.length() - 5).stripTrailing();
                continue;
            }
            if (lower.startsWith("[fwd:") && rest.endsWith("]")) {
                forward = true;
                rest = rest.substring(5, rest.length() - 1).strip();
                continue;
            }
            int pastTag = pastTag(rest);
            if (pastTag > 0) {
                rest = rest.substring(pastTag);
                continue;
            }
            return new BaseSubject(rest, reply, forward);
        }
    }

    /** What two subjects about the same have in common. */
    public String key() {
        return base.toLowerCase(Locale.ROOT);
    }

    /** The length of {@code Re: }, {@code Odp.: }, {@code RE[2]: }, {@code AW (3):} … at the start; 0 when there is none. */
    private static int pastPrefix(String text) {
        int at = word(text).length();
        if (at == 0 || !isPrefix(word(text))) {
            return 0;
        }
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
        }
        at = pastSpaces(text, at);
        if (at < text.length()
                && (text.charAt(at) == '[' || text.charAt(at) == '(' || text.charAt(at) == '^')) {
            char close = text.charAt(at) == '[' ? ']' : text.charAt(at) == '(' ? ')' : 0;
            int end = at + 1;
            while (end < text.length() && Character.isDigit(text.charAt(end))) {
                end++;
            }
            if (end == at + 1
                    || (close != 0 && (end >= text.length() || text.charAt(end) != close))) {
                return 0;
            }
            at = pastSpaces(text, close == 0 ? end : end + 1);
        }
        boolean colon = at < text.length() && (text.charAt(at) == ':' || text.charAt(at) == '：');
        return colon ? at + 1 : 0;
    }

    private static boolean isPrefix(String word) {
        return REPLY.contains(word) || FORWARD.contains(word);
    }

    private static String word(String text) {
        int end = 0;
        while (end < text.length()
                && end <= LONGEST_PREFIX
                && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end).toLowerCase(Locale.ROOT);
    }

    /** A list's tag, {@code [rada] }, unless it is all that the subject has, or only digits (a ticket's number). */
    private static int pastTag(String text) {
        if (!text.startsWith("[")) {
            return 0;
        }
        int end = text.indexOf(']');
        if (end < 0 || text.indexOf('[', 1) >= 0 && text.indexOf('[', 1) < end) {
            return 0;
        }
        int past = pastSpaces(text, end + 1);
        if (past >= text.length()) {
            return 0;
        }
        for (int i = 1; i < end; i++) {
            if (Character.isDigit(text.charAt(i))) {
                return 0;
            }
        }
        return past;
    }

    private static int pastSpaces(String text, int at) {
        int past = at;
        while (past < text.length() && text.charAt(past) == ' ') {
            past++;
        }
        return past;
    }

    /** White space of any kind and length becomes one space. */
    static String collapse(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean space = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c) || c == '\u00a0') {
                space = !out.isEmpty();
                continue;
            }
            if (space) {
                out.append(' ');
                space = false;
            }
            out.append(c);
        }
        return out.toString();
    }
}
