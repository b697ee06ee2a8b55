package pl.rozmowa.mail;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The msg-id of RFC 5322 §3.6.4, without angle brackets and white space. Case is kept: it belongs to the id.
 *
 * @param value as in {@code local@domain}; broken senders leave the {@code @} out
 */
public record MessageId(String value) implements Comparable<MessageId> {

    private static final int LONGEST = 998;

    /** A conversation that is named by more has long been found. */
    private static final int MOST = 1_000;

    /** The first id of a field value, however it is bracketed; null when there is none. */
    public static @Nullable MessageId parse(String value) {
        List<MessageId> all = listOf(value);
        return all.isEmpty() ? null : all.getFirst();
    }

    /** The ids of a field value in their order, without repetitions; at most a thousand. Text between ids is left out. */
    public static List<MessageId> listOf(String value) {
        LinkedHashSet<MessageId> found = new LinkedHashSet<>();
        int at = 0;
        while (at < value.length() && found.size() < MOST) {
            char c = value.charAt(at);
            if (c == '<') {
                int end = value.indexOf('>', at);
                int stop = end < 0 ? value.length() : end;
                add(found, value.substring(at, stop), true);
                at = stop + 1;
            } else if (isSeparator(c)) {
                at++;
            } else {
                int end = at;
                while (end < value.length()
                        && !isSeparator(value.charAt(end))
                        && value.charAt(end) != '<') {
                    end++;
                }
                add(found, value.substring(at, end), false);
                at = end;
            }
        }
        return new ArrayList<>(found);
    }

    private static void add(LinkedHashSet<MessageId> found, String piece, boolean bracketed) {
        StringBuilder id = new StringBuilder(piece.length());
        boolean at = false;
        for (int i = 0; i < piece.length(); i++) {
            char c = piece.charAt(i);
            if (c > ' ' && c != '<' && c != '>' && c != 0x7f) {
                id.append(c);
                at |= c == '@';
            }
        }
        // Outside brackets only what has an @ is an id: the rest is "Your message of Monday".
        if (!id.isEmpty() && id.length() <= LONGEST && (bracketed || at)) {
            found.add(new MessageId(id.toString()));
        }
    }

    private static boolean isSeparator(char c) {
        return c <= ' ' || c == '>' || c == ',' || c == ';' || c == '(' || c == ')' || c == '"';
    }

    /** By its characters; sets of ids chosen to share a hash stay quick only when they can be ordered. */
    @Override
    public int compareTo(MessageId other) {
        return value.compareTo(other.value);
    }

    /** As it stands in a header field. */
    public String inBrackets() {
        return '<' + value + '>';
    }
}
