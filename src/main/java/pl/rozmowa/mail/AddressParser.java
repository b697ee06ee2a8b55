package pl.rozmowa.mail;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads an address header (RFC 5322 §3.4 with its obsolete forms) in one pass over the characters. It knows no grammar errors:
 * a comma, semicolon or the end closes an address, whatever state it is in.
 */
final class AddressParser {

    /** An encoded word is at most 75 characters (RFC 2047 §2); what is much longer is none. */
    private static final int LONGEST_WORD = 1_000;

    /** More than any person writes to; a header of a million addresses is an attack on whoever stores them. */
    static final int MOST = 1_000;

    private final String value;
    private final List<EmailAddress> found = new ArrayList<>();
    private final StringBuilder phrase = new StringBuilder();
    private final StringBuilder comment = new StringBuilder();
    private @Nullable String bracketed;
    private String nameBefore = "";
    private int at;
    private boolean quotedAddress;

    /** Found once for each address: looking again at every colon would make a million of them a bomb. */
    private boolean keepsColons;

    private boolean bracketedAddress;
    private boolean neverClosed;
    private boolean tooMany;

    AddressParser(String value) {
        this.value = value;
    }

    boolean tooMany() {
        return tooMany;
    }

    List<EmailAddress> parse() {
        read();
        if (found.isEmpty() && value.contains("=?")) {
            // Some programs encode the whole address, brackets included.
            String decoded = EncodedWords.decode(value);
            if (!decoded.contains("=?")) {
                return new AddressParser(decoded).parse();
            }
        }
        return found;
    }

    private void read() {
        while (at < value.length() && !tooMany) {
            char c = value.charAt(at);
            switch (c) {
                case '"' -> quoted();
                case '(' -> comment();
                case '<' -> bracket();
                // One that closes nothing, as in <<a@b>>.
                case '>' -> at++;
                case ',', ';' -> {
                    close(c);
                    at++;
                }
                case ':' -> {
                    at++;
                    // "undisclosed-recipients:" and other group names; an IPv6 literal keeps its
                    // colons.
                    keepsColons =
                            keepsColons || phrase.indexOf("@") >= 0 || phrase.indexOf("[") >= 0;
                    if (keepsColons) {
                        phrase.append(c);
                    } else {
                        phrase.setLength(0);
                        nameBefore = "";
                    }
                }
                default -> {
                    if (c == '=' && value.startsWith("=?", at)) {
                        encodedWord();
                    } else {
                        phrase.append(c);
                        at++;
                    }
                }
            }
        }
        close(';');
    }

    private void quoted() {
        if (neverClosed) {
            at++;
            return;
        }
        StringBuilder inner = new StringBuilder();
        int end = at + 1;
        while (end < value.length() && value.charAt(end) != '"') {
            if (value.charAt(end) == '\\' && end + 1 < value.length()) {
                end++;
            }
            inner.append(value.charAt(end));
            end++;
        }
        if (end >= value.length()) {
            // The quote was never closed: it is only a sign, and so is each that follows.
            neverClosed = true;
            at++;
            return;
        }
        at = end + 1;
        boolean localPart = at < value.length() && value.charAt(at) == '@';
        quotedAddress |= localPart;
        if (localPart) {
            phrase.append('"').append(inner).append('"');
        } else {
            phrase.append(inner);
        }
    }

    private void comment() {
        int depth = 0;
        int end = at;
        while (end < value.length()) {
            char c = value.charAt(end);
            if (c == '\\' && end + 1 < value.length()) {
                end++;
                comment.append(value.charAt(end));
            } else if (c == '(') {
                if (depth++ > 0) {
                    comment.append(c);
                }
            } else if (c == ')') {
                if (--depth == 0) {
                    break;
                }
                comment.append(c);
            } else {
                comment.append(c);
            }
            end++;
        }
        comment.append(' ');
        at = end + 1;
    }

    private void bracket() {
        int end = at + 1;
        boolean inQuotes = false;
        boolean route = isRoute();
        while (end < value.length()) {
            char c = value.charAt(end);
            if (c == '"') {
                inQuotes = !inQuotes;
            } else if (!inQuotes && (c == '>' || c == '<' && end > at + 1)) {
                break;
            } else if (!inQuotes && c == ',' && !route) {
                break;
            }
            end++;
        }
        String inside = value.substring(at + 1, Math.min(end, value.length()));
        if (!bracketedAddress) {
            bracketed = inside;
            bracketedAddress = inside.contains("@");
        }
        at = end < value.length() && value.charAt(end) == '>' ? end + 1 : Math.max(end, at + 1);
    }

    /** {@code <@relay,@relay2:who@where>}: here commas belong to the route (RFC 5322 §4.4). */
    private boolean isRoute() {
        int start = at + 1;
        while (start < value.length() && value.charAt(start) <= ' ') {
            start++;
        }
        return start < value.length() && value.charAt(start) == '@';
    }

    private void encodedWord() {
        int limit = Math.min(value.length(), at + LONGEST_WORD);
        int q1 = value.indexOf('?', at + 2, limit);
        int q2 = q1 < 0 ? -1 : value.indexOf('?', q1 + 1, limit);
        int end = q2 < 0 ? -1 : value.indexOf("?=", q2 + 1, limit);
        int stop = end < 0 ? at + 2 : end + 2;
        phrase.append(value, at, Math.min(stop, value.length()));
        at = stop;
    }

    private void close(char separator) {
        String words = phrase.toString().strip();
        String inside = bracketed;
        if (inside == null) {
            bare(words, separator);
        } else {
            String joined = nameBefore.isEmpty() ? words : nameBefore + ", " + words;
            nameBefore = "";
            add(joined.isEmpty() ? comment.toString() : joined, address(inside));
        }
        phrase.setLength(0);
        comment.setLength(0);
        bracketed = null;
        bracketedAddress = false;
        keepsColons = false;
        quotedAddress = false;
    }

    private void bare(String words, char separator) {
        if (words.isEmpty()) {
            return;
        }
        if (words.indexOf('@') < 0) {
            boolean last = separator == ';';
            if (!last) {
                // "Kowalski, Jan <…>" without quotes: the name goes on after the comma.
                nameBefore = nameBefore.isEmpty() ? words : nameBefore;
            } else if (found.isEmpty()
                    && nameBefore.isEmpty()
                    && words.indexOf(' ') < 0
                    && !words.contains("=?")) {
                add("", words);
            }
            return;
        }
        nameBefore = "";
        if (quotedAddress || words.indexOf(' ') < 0) {
            add(comment.toString(), address(words));
            return;
        }
        String address = "";
        StringBuilder name = new StringBuilder();
        for (String word : words.split(" ")) {
            if (word.indexOf('@') > 0 && address.isEmpty()) {
                address = word;
            } else {
                name.append(word).append(' ');
            }
        }
        add(name.isEmpty() ? comment.toString() : name.toString(), address(address));
    }

    private void add(String rawName, String address) {
        if (address.isEmpty() || address.length() > 998) {
            return;
        }
        if (found.size() >= MOST) {
            tooMany = true;
            return;
        }
        String name = unquoted(EncodedWords.decode(rawName).strip());
        found.add(
                new EmailAddress(
                        name.equalsIgnoreCase(address) ? "" : CleanText.cut(name, 300), address));
    }

    private static String address(String written) {
        String inside = written;
        int colon = inside.lastIndexOf(':');
        if (inside.stripLeading().startsWith("@") && colon >= 0) {
            inside = inside.substring(colon + 1);
        }
        if (inside.regionMatches(true, 0, "mailto:", 0, 7)) {
            inside = inside.substring(7);
        }
        boolean quoted = inside.startsWith("\"");
        if (!quoted && inside.strip().indexOf(' ') > 0) {
            inside = wordWithAt(inside);
        }
        StringBuilder clean = new StringBuilder(inside.length());
        for (int i = 0; i < inside.length(); i++) {
            char c = inside.charAt(i);
            boolean junk = c < ' ' || c == 0x7f || CleanText.isInvisible(c) || c == '<' || c == '>';
            if (!junk && (quoted || c != ' ')) {
                clean.append(c);
            }
        }
        String address = clean.toString().strip();
        if (address.length() > 2 && address.startsWith("'") && address.endsWith("'")) {
            address = address.substring(1, address.length() - 1);
        }
        return address.endsWith(".") ? address.substring(0, address.length() - 1) : address;
    }

    /** {@code <example.test jan@example.test>}: one of the words is an address; {@code <jan @ example.test>}: all are. */
    private static String wordWithAt(String inside) {
        for (String word : inside.strip().split(" ")) {
            int at = word.indexOf('@');
            if (at > 0 && at < word.length() - 1) {
                return word;
            }
        }
        return inside;
    }

    private static String unquoted(String name) {
        int from = 0;
        int to = name.length();
        while (to - from > 1
                && name.charAt(from) == name.charAt(to - 1)
                && (name.charAt(from) == '\'' || name.charAt(from) == '"')) {
            from++;
            to--;
            while (from < to && Character.isWhitespace(name.charAt(from))) {
                from++;
            }
            while (from < to && Character.isWhitespace(name.charAt(to - 1))) {
                to--;
            }
        }
        return name.substring(from, to).replace("\"", "").strip();
    }
}
