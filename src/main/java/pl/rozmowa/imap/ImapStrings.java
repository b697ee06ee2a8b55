package pl.rozmowa.imap;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the composed tokens of RFC 9051 §9, as forgivingly as can be done without guessing. */
final class ImapStrings {

    private final ImapReader in;
    private final ImapLimits limits;

    ImapStrings(ImapReader in, ImapLimits limits) {
        this.in = in;
        this.limits = limits;
    }

    /** nstring, or an atom where a string was due; {@code null} for NIL. */
    byte @Nullable [] bytes() throws IOException, Malformed {
        if (in.peek() == '"') {
            return in.quoted();
        }
        if (in.atLiteral()) {
            long size = in.literalSize();
            if (size > limits.lineBytes()) {
                in.skipLiteral(size);
                throw new Malformed("literal too long for a name");
            }
            return in.literal((int) size);
        }
        String atom = in.atom();
        if (atom.isEmpty()) {
            throw new Malformed("no string");
        }
        return atom.equalsIgnoreCase("NIL") ? null : atom.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The same, a character a byte. */
    @Nullable String wire() throws IOException, Malformed {
        byte[] bytes = bytes();
        return bytes == null ? null : new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** The same for people: UTF-8 where it is, else ISO-8859-1. */
    @Nullable String text() throws IOException, Malformed {
        byte[] bytes = bytes();
        return bytes == null ? null : decode(bytes);
    }

    static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    /** {@code (\Seen $Forwarded)}; system flags in their usual capitals. */
    Set<String> flags() throws Malformed {
        in.expect('(');
        Set<String> flags = new LinkedHashSet<>();
        for (String flag : in.upTo(')').split(" ")) {
            if (!flag.isEmpty()) {
                flags.add(usualCapitals(flag));
            }
        }
        return Set.copyOf(flags);
    }

    private static String usualCapitals(String flag) {
        if (flag.charAt(0) != '\\') {
            return flag;
        }
        return switch (flag.toLowerCase(Locale.ROOT)) {
            case "\\seen" -> "\\Seen";
            case "\\answered" -> "\\Answered";
            case "\\flagged" -> "\\Flagged";
            case "\\deleted" -> "\\Deleted";
            case "\\draft" -> "\\Draft";
            case "\\recent" -> "\\Recent";
            default -> flag;
        };
    }

    /** Any value, read past without looking: a string, an atom, a list of any depth. */
    void skipValue() throws IOException, Malformed {
        int depth = 0;
        do {
            in.skipSpaces();
            int c = in.peek();
            if (c < 0) {
                throw new Malformed("value cut");
            } else if (c == '(') {
                in.skip('(');
                depth++;
            } else if (c == ')') {
                if (depth == 0) {
                    throw new Malformed("no value");
                }
                in.skip(')');
                depth--;
            } else if (c == '"') {
                in.quoted();
            } else if (in.atLiteral()) {
                in.skipLiteral(in.literalSize());
            } else if (in.atom().isEmpty()) {
                in.position(in.position() + 1);
            }
        } while (depth > 0);
    }

    /** A sequence set such as {@code 1:3,7}, in any order; what isn't a number (an asterisk) is left out. */
    UidSet uidSet() throws Malformed, ImapException {
        LongRanges ranges = new LongRanges();
        do {
            if (in.skip('*')) {
                continue;
            }
            long first = in.number();
            long last = first;
            if (in.skip(':')) {
                last = in.skip('*') ? first : in.number();
            }
            ranges.add(Math.min(first, last), Math.max(first, last));
        } while (in.skip(','));
        return ranges.toUidSet();
    }
}
