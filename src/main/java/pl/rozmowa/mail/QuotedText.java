package pl.rozmowa.mail;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds where the writer's own text ends and the quoted history begins. Nothing is ever taken away: the history is only
 * folded. History that has own text after it (answers between the lines, answers below) is not folded, nor is a mail that
 * consists of nothing else.
 */
public final class QuotedText {

    private static final int LOOK_AT_LINES = 20_000;
    private static final int LONGEST_LINE = 400;
    private static final int ATTRIBUTION_LINES = 4;
    private static final int HEADER_LINES = 9;

    private static final List<String> WROTE =
            List.of(
                    "wrote",
                    "writes",
                    "napisał",
                    "napisała",
                    "napisał(a)",
                    "napisał/a",
                    "napisali",
                    "napisano",
                    "pisze",
                    "schrieb",
                    "a écrit",
                    "skrev",
                    "escribió",
                    "ha scritto",
                    "schreef",
                    "napsal",
                    "napsal(a)",
                    "kirjoitti",
                    "escreveu",
                    "írta",
                    "написал",
                    "написав");
    private static final Map<Character, List<String>> OPENINGS =
            byFirst(
                    "on ",
                    "w dniu ",
                    "dnia ",
                    "użytkownik ",
                    "am ",
                    "le ",
                    "el ",
                    "il ",
                    "den ",
                    "op ",
                    "dne ",
                    "em ",
                    "pon",
                    "wt",
                    "śr",
                    "czw",
                    "pt",
                    "sob",
                    "niedz",
                    "nd",
                    "wiadomość napisana przez ",
                    "mon",
                    "tue",
                    "wed",
                    "thu",
                    "fri",
                    "sat",
                    "sun");
    private static final List<String> ORIGINAL =
            List.of(
                    "original message",
                    "original appointment",
                    "wiadomość oryginalna",
                    "oryginalna wiadomość",
                    "wiadomosc oryginalna",
                    "oryginalny e-mail",
                    "ursprüngliche nachricht",
                    "message d'origine",
                    "mensaje original",
                    "messaggio originale",
                    "ursprungligt meddelande",
                    "oprindelig meddelelse",
                    "oorspronkelijk bericht",
                    "původní zpráva",
                    "mensagem original");
    private static final Map<Character, List<String>> FROM =
            byFirst(
                    "od:",
                    "from:",
                    "von:",
                    "de:",
                    "de :",
                    "da:",
                    "fra:",
                    "från:",
                    "van:",
                    "nadawca:",
                    "odesílatel:");
    private static final Map<Character, List<String>> SENT =
            byFirst(
                    "wysłano:",
                    "wysłane:",
                    "wysłana:",
                    "sent:",
                    "date:",
                    "data:",
                    "gesendet:",
                    "datum:",
                    "envoyé:",
                    "envoyé :",
                    "enviado:",
                    "inviato:",
                    "sendt:",
                    "skickat:",
                    "verzonden:",
                    "odesláno:");
    private static final Map<Character, List<String>> SUBJECT =
            byFirst(
                    "temat:",
                    "subject:",
                    "betreff:",
                    "objet:",
                    "objet :",
                    "asunto:",
                    "oggetto:",
                    "emne:",
                    "ämne:",
                    "onderwerp:",
                    "předmět:",
                    "dw:",
                    "do:",
                    "to:",
                    "an:",
                    "à:",
                    "à :",
                    "para:",
                    "til:",
                    "till:",
                    "aan:");

    private final String text;
    private final int[] starts;
    private final int lines;

    private QuotedText(String text) {
        this.text = text;
        int[] found = new int[Math.min(LOOK_AT_LINES, text.length() + 1) + 1];
        int count = 0;
        int at = 0;
        while (at <= text.length() && count < found.length - 1) {
            found[count++] = at;
            int end = text.indexOf('\n', at);
            if (end < 0) {
                at = text.length() + 1;
            } else {
                at = end + 1;
            }
        }
        found[count] = Math.min(at, text.length());
        this.starts = found;
        this.lines = count;
    }

    /** The index in {@code text} at which the history begins; its length when nothing is to be folded. */
    public static int foldPoint(String text) {
        return text.length() < 4 ? text.length() : new QuotedText(text).find();
    }

    private int find() {
        int lastOwn = lastOwnLine();
        boolean own = false;
        for (int i = 0; i < lines; i++) {
            String line = line(i);
            if (line.isEmpty()) {
                continue;
            }
            boolean quoted = line.charAt(0) == '>';
            int attribution = quoted ? 0 : attributionLength(i);
            boolean history =
                    quoted
                            ? lastOwn < i
                            : isOriginal(line)
                                    || headerBlockAt(i)
                                    || (attribution > 0
                                            && historyFollows(i + attribution, i, lastOwn));
            if (history) {
                return own ? starts[i] : text.length();
            }
            if (!quoted && attribution == 0) {
                own = true;
            }
            if (attribution > 0) {
                // Answers stand between the lines: the attribution is no boundary.
                own = true;
                i += attribution - 1;
            }
        }
        return text.length();
    }

    /** Quoted lines must reach to the end; without marks the attribution itself has to be beyond doubt. */
    private boolean historyFollows(int next, int attribution, int lastOwn) {
        int i = next;
        while (i < lines && line(i).isEmpty()) {
            i++;
        }
        if (i >= lines) {
            return false;
        }
        return line(i).charAt(0) == '>' ? lastOwn < i : startsWithAny(plain(attribution), OPENINGS);
    }

    /** How many lines an attribution ("On … wrote:") takes that starts here; 0 when none does. */
    private int attributionLength(int from) {
        String first = plain(from);
        if (first.length() < 5 || !mayOpen(first)) {
            return 0;
        }
        StringBuilder joined = new StringBuilder(first);
        for (int i = 0; i < ATTRIBUTION_LINES && from + i < lines; i++) {
            if (i > 0) {
                String next = plain(from + i);
                if (next.isEmpty() || next.charAt(0) == '>') {
                    return 0;
                }
                joined.append(' ').append(next);
            }
            if (joined.length() > LONGEST_LINE) {
                return 0;
            }
            if (joined.charAt(joined.length() - 1) == ':') {
                return isAttribution(joined.toString()) ? i + 1 : 0;
            }
        }
        return 0;
    }

    private static boolean mayOpen(String line) {
        return startsWithAny(line, OPENINGS)
                || line.indexOf('@') >= 0
                || line.indexOf('<') >= 0
                || (line.endsWith(":") && isAttribution(line))
                || Character.isDigit(line.charAt(0));
    }

    /** Ends with "wrote:" or says it inside, and names a time or an address. */
    static boolean isAttribution(String line) {
        if (!line.endsWith(":") || line.length() > LONGEST_LINE) {
            return false;
        }
        String words = line.substring(0, line.length() - 1).strip().toLowerCase(Locale.ROOT);
        boolean dated = words.chars().anyMatch(c -> c >= '0' && c <= '9') || words.indexOf('@') > 0;
        if (!dated) {
            return false;
        }
        if (words.startsWith("wiadomość napisana przez ")) {
            return true;
        }
        for (String verb : WROTE) {
            if (words.endsWith(" " + verb)
                    || words.contains(" " + verb + " ")
                    || words.endsWith(">" + verb)) {
                return true;
            }
        }
        return false;
    }

    /** "-----Original Message-----" in any language. */
    static boolean isOriginal(String line) {
        if (!line.startsWith("--") && !line.startsWith("==") && !line.startsWith("__")) {
            return false;
        }
        String words = bare(line);
        return ORIGINAL.contains(words);
    }

    /** Outlook's block: From, then Sent and Subject or To within the next lines; a ruled line may stand above it. */
    private boolean headerBlockAt(int from) {
        int i = from;
        if (line(i).startsWith("_____") || line(i).startsWith("-----")) {
            i++;
            while (i < lines && i < from + 3 && line(i).isEmpty()) {
                i++;
            }
        }
        if (i >= lines || !startsWithAny(plain(i), FROM)) {
            return false;
        }
        boolean sent = false;
        boolean subject = false;
        for (int j = i + 1; j < lines && j < i + HEADER_LINES; j++) {
            String line = plain(j);
            sent |= startsWithAny(line, SENT);
            subject |= startsWithAny(line, SUBJECT);
        }
        return sent && subject;
    }

    /** The same for text that runs together, as in an HTML cell. */
    static boolean isHeaderBlock(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        return startsWithAny(lower, FROM)
                && containsAny(lower, SENT)
                && containsAny(lower, SUBJECT);
    }

    static boolean mayOpenHeaderBlock(String text) {
        return startsWithAny(text.strip(), FROM);
    }

    /** The last line with something in it that is neither quoted nor the signature under a quote. */
    private int lastOwnLine() {
        int last = -1;
        boolean quoteSeen = false;
        for (int i = 0; i < lines; i++) {
            String line = line(i);
            if (line.isEmpty()) {
                continue;
            }
            if (line.charAt(0) == '>') {
                quoteSeen = true;
            } else if (quoteSeen && line.equals("--")) {
                return last;
            } else {
                last = i;
            }
        }
        return last;
    }

    private String line(int i) {
        int from = starts[i];
        int to = Math.max(from, i + 1 < lines ? starts[i + 1] - 1 : starts[lines]);
        return text.substring(from, Math.min(to, from + LONGEST_LINE)).strip();
    }

    /** Without the asterisks of bold type. */
    private String plain(int i) {
        String line = line(i);
        return line.indexOf('*') < 0 ? line : line.replace("*", "").strip();
    }

    private static String bare(String line) {
        int from = 0;
        int to = line.length();
        while (from < to && " -_=*".indexOf(line.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && " -_=*:".indexOf(line.charAt(to - 1)) >= 0) {
            to--;
        }
        return line.substring(from, to).toLowerCase(Locale.ROOT);
    }

    /** By their first letter, so that a line is compared with few of them. */
    private static Map<Character, List<String>> byFirst(String... openings) {
        return Stream.of(openings).collect(Collectors.groupingBy(opening -> opening.charAt(0)));
    }

    private static boolean containsAny(String text, Map<Character, List<String>> openings) {
        return openings.values().stream().flatMap(List::stream).anyMatch(text::contains);
    }

    private static boolean startsWithAny(String line, Map<Character, List<String>> openings) {
        if (line.isEmpty()) {
            return false;
        }
        char first = Character.toLowerCase(line.charAt(0));
        for (String opening : openings.getOrDefault(first, List.of())) {
            if (line.regionMatches(true, 0, opening, 0, opening.length())) {
                return true;
            }
        }
        return false;
    }
}
