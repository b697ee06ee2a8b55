package pl.rozmowa.mail;

import java.util.List;
import java.util.Locale;

/** The line that a list of conversations shows: what the writer says first, without greeting, signature and history. */
public final class Snippet {

    static final int LONGEST = 200;
    private static final int LOOK_AT = 4_000;
    private static final int LONGEST_GREETING = 60;
    private static final int ATTRIBUTION_LINES = 4;

    private static final List<String> GREETINGS =
            List.of(
                    "dzień dobry",
                    "dzien dobry",
                    "dobry wieczór",
                    "witam serdecznie",
                    "witam",
                    "witaj",
                    "cześć",
                    "czesc",
                    "hej",
                    "hejka",
                    "siema",
                    "szanowni państwo",
                    "szanowna pani",
                    "szanowny panie",
                    "szanowni",
                    "drodzy",
                    "droga",
                    "drogi",
                    "panie",
                    "pani",
                    "hi",
                    "hello",
                    "hey",
                    "dear",
                    "good morning",
                    "good afternoon",
                    "good evening",
                    "greetings",
                    "hallo",
                    "guten tag",
                    "guten morgen",
                    "sehr geehrte",
                    "sehr geehrter",
                    "liebe",
                    "lieber",
                    "moin",
                    "bonjour",
                    "bonsoir",
                    "cher",
                    "chère",
                    "hej",
                    "kære",
                    "hola",
                    "buongiorno",
                    "gentile",
                    "ciao",
                    "dobrý den",
                    "ahoj");
    private static final List<String> CLOSINGS =
            List.of(
                    "pozdrawiam",
                    "pozdrowienia",
                    "z poważaniem",
                    "z powazaniem",
                    "z wyrazami szacunku",
                    "serdecznie pozdrawiam",
                    "serdeczności",
                    "serdeczne pozdrowienia",
                    "łączę pozdrowienia",
                    "miłego dnia",
                    "best regards",
                    "kind regards",
                    "warm regards",
                    "regards",
                    "best wishes",
                    "sincerely",
                    "yours sincerely",
                    "yours faithfully",
                    "cheers",
                    "mit freundlichen grüßen",
                    "freundliche grüße",
                    "viele grüße",
                    "beste grüße",
                    "cordialement",
                    "bien à vous",
                    "med venlig hilsen",
                    "venlig hilsen",
                    "mvh",
                    "sent from my",
                    "wysłane z",
                    "wysłano z",
                    "wysłane za pomocą",
                    "gesendet von",
                    "get outlook for",
                    "pobierz outlook",
                    "pobierz aplikację outlook",
                    "uzyskaj aplikację outlook",
                    "envoyé de mon");

    private Snippet() {}

    /** At most 200 characters, one line, of a text whose history is still to be found. */
    public static String of(String text) {
        return of(text, QuotedText.foldPoint(text));
    }

    /** The same, where it is known already at which index the history begins. */
    public static String of(String text, int fold) {
        String own = text.substring(0, Math.min(fold, LOOK_AT));
        String said = said(own);
        if (said.isEmpty()) {
            said = oneLine(own);
        }
        return said.isEmpty() ? oneLine(text.substring(0, Math.min(text.length(), LOOK_AT))) : said;
    }

    private static String said(String own) {
        StringBuilder said = new StringBuilder();
        boolean begun = false;
        String[] lines = own.split("\n");
        for (int i = 0; i < lines.length && said.length() <= 2 * LONGEST; i++) {
            String line = lines[i].strip();
            if (line.equals("--")) {
                break;
            }
            int attribution = attribution(lines, i);
            if (attribution > 0) {
                i += attribution - 1;
                continue;
            }
            if (line.isEmpty() || line.charAt(0) == '>' || isRule(line)) {
                continue;
            }
            if (!begun) {
                line = withoutGreeting(oneLine(line));
                if (line.isEmpty()) {
                    continue;
                }
            } else if (isClosing(line)) {
                break;
            }
            begun = true;
            said.append(line).append(' ');
        }
        return oneLine(said.toString());
    }

    /** How many lines say who wrote the quoted lines that follow ("W dniu … pisze:"), as where the answer stands below; mostly 0. */
    private static int attribution(String[] lines, int from) {
        boolean dated = false;
        for (int i = from; i < lines.length && i < from + ATTRIBUTION_LINES; i++) {
            String line = lines[i].strip();
            if (line.isEmpty() || line.charAt(0) == '>') {
                return 0;
            }
            dated |= line.chars().anyMatch(c -> Character.isDigit(c) || c == '@');
            if (line.endsWith(":")) {
                return dated && quotedFrom(lines, i + 1) ? i + 1 - from : 0;
            }
        }
        return 0;
    }

    private static boolean quotedFrom(String[] lines, int from) {
        int i = from;
        while (i < lines.length && lines[i].isBlank()) {
            i++;
        }
        return i < lines.length && lines[i].strip().startsWith(">");
    }

    private static String withoutGreeting(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        for (String greeting : GREETINGS) {
            if (lower.startsWith(greeting)) {
                int past = greeting.length();
                if (past == line.length()) {
                    return "";
                }
                char next = lower.charAt(past);
                if (Character.isLetterOrDigit(next)) {
                    continue;
                }
                int end = endOfGreeting(line, past);
                if (end >= 0) {
                    return line.substring(end).strip();
                }
            }
        }
        return line;
    }

    /** Up to the comma or exclamation mark within the first words; the whole line when it is only a name. */
    private static int endOfGreeting(String line, int from) {
        int words = 0;
        for (int i = from; i < line.length() && i < LONGEST_GREETING; i++) {
            char c = line.charAt(i);
            if (c == ',' || c == '!') {
                return i + 1;
            }
            if ((c == '.' || c == ':' || c == ';') && i + 1 < line.length() && i > from + 3) {
                return line.charAt(i + 1) == ' ' ? i + 1 : -1;
            }
            if (c == '?') {
                return -1;
            }
            if (c == ' ' && ++words > 4) {
                return -1;
            }
        }
        return line.length() < LONGEST_GREETING ? line.length() : -1;
    }

    private static boolean isClosing(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        if (lower.length() > 80) {
            return false;
        }
        for (String closing : CLOSINGS) {
            if (lower.startsWith(closing)) {
                int past = closing.length();
                return past == lower.length() || !Character.isLetter(lower.charAt(past));
            }
        }
        return false;
    }

    private static boolean isRule(String line) {
        for (int i = 0; i < line.length(); i++) {
            if ("-_=*~#•.".indexOf(line.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /** White space collapsed, invisible padding and image placeholders left out. */
    private static String oneLine(String text) {
        StringBuilder out = new StringBuilder(LONGEST);
        boolean space = false;
        for (int i = 0; i < text.length() && out.length() <= LONGEST; i++) {
            char c = text.charAt(i);
            if (c == '[' && (text.startsWith("[cid:", i) || text.startsWith("[image:", i))) {
                int end = text.indexOf(']', i);
                i = end < 0 ? text.length() : end;
                space = true;
            } else if (c == '<'
                    && (text.startsWith("<http", i) || text.startsWith("<mailto:", i))) {
                int end = text.indexOf('>', i);
                i = end < 0 ? text.length() : end;
                space = true;
            } else if (Character.isWhitespace(c)
                    || Character.isSpaceChar(c)
                    || Character.isISOControl(c)) {
                space = true;
            } else if (!CleanText.isInvisible(c)) {
                if (space && !out.isEmpty()) {
                    out.append(' ');
                }
                space = false;
                out.append(c);
            }
        }
        String line = out.toString();
        return line.length() <= LONGEST
                ? line
                : CleanText.cut(line, LONGEST - 1).stripTrailing() + '…';
    }
}
