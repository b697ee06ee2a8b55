package pl.rozmowa.mail;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells the single-byte charsets of Central Europe apart by what they make of Polish words. In the wrong charset a letter
 * becomes a sign that never stands inside a word: {@code ł} of ISO-8859-2 is {@code ³} to windows-1252.
 */
final class PolishLetters {

    /** Without ó, which half of Europe writes, and at the same place in each of these charsets but one. */
    private static final String LETTERS = "ąćęłńśźżĄĆĘŁŃŚŹŻ";

    private static final String FOREIGN = "ěřůčďťňýžĚŘŮČĎŤŇÝŽőűŐŰâăîșțäöüß";
    private static final Charset ISO_2 = Charset.forName("ISO-8859-2");
    private static final Charset WINDOWS_1250 = Charset.forName("windows-1250");
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final Charset CP852 = Charset.forName("IBM852");
    private static final Charset[] CANDIDATES = {WINDOWS_1250, ISO_2, WINDOWS_1252, CP852};
    private static final int LOOK_AT = 16_384;

    private PolishLetters() {}

    /**
     * @param polish letters of Polish that stand in or at a word
     * @param odd signs and control characters where only a letter can stand
     * @param foreign letters of the neighbouring languages
     * @param caron š, which is what ISO-8859-2 makes of the ą of windows-1250
     */
    private record Reading(int polish, int odd, int foreign, int caron) {
        int score() {
            return 2 * polish - 6 * odd - foreign - caron;
        }
    }

    /** The charset in which the bytes are evidently Polish; null when they are not. */
    static @Nullable Charset recognise(byte[] bytes, int length) {
        Charset best = null;
        int bestScore = 0;
        for (Charset candidate : CANDIDATES) {
            Reading reading = read(bytes, length, candidate);
            if (candidate != WINDOWS_1252 && reading.polish > 0 && reading.score() > bestScore) {
                best = candidate;
                bestScore = reading.score();
            }
        }
        return best;
    }

    /** The declared charset, unless it makes nonsense of the words and another one of the family does not. */
    static Charset betterThan(Charset declared, byte[] bytes, int length) {
        boolean family = false;
        for (Charset candidate : CANDIDATES) {
            family |= candidate.equals(declared);
        }
        if (!family) {
            return declared;
        }
        Reading asDeclared = read(bytes, length, declared);
        boolean caronForOgonek =
                declared.equals(ISO_2)
                        && asDeclared.polish > 0
                        && asDeclared.caron > 0
                        && asDeclared.foreign == 0;
        if (asDeclared.odd == 0 && !caronForOgonek) {
            return declared;
        }
        Charset best = declared;
        int bestScore = asDeclared.score() + 2;
        for (Charset candidate : CANDIDATES) {
            Reading reading = read(bytes, length, candidate);
            if (reading.score() > bestScore && reading.polish > 0) {
                best = candidate;
                bestScore = reading.score();
            }
        }
        return best;
    }

    static boolean extendsAscii(Charset charset) {
        String name = charset.name();
        return !(name.startsWith("UTF-7")
                || name.startsWith("UTF-16")
                || name.startsWith("UTF-32")
                || name.startsWith("ISO-2022")
                || name.startsWith("x-ISO-2022")
                || name.startsWith("IBM03")
                || name.startsWith("IBM10"));
    }

    static boolean isMultiByte(Charset charset) {
        return charset != StandardCharsets.US_ASCII
                && charset.newEncoder().maxBytesPerChar() > 1.0f;
    }

    private static Reading read(byte[] bytes, int length, Charset charset) {
        return Signs.of(charset).read(bytes, Math.min(length, LOOK_AT));
    }

    /** What each byte means in one charset; a table, since every mail in such a charset is looked at. */
    private static final class Signs {
        private static final byte NOTHING = 0;
        private static final byte POLISH = 1;
        private static final byte CAPITAL = 2;
        private static final byte CONTROL = 3;
        private static final byte SIGN = 4;
        private static final byte LOOSE_SIGN = 5;
        private static final byte STRANGE_SIGN = 6;
        private static final byte CARON = 7;
        private static final byte FOREIGN_LETTER = 8;

        private static final Map<Charset, Signs> ALL =
                Stream.of(CANDIDATES).collect(Collectors.toMap(charset -> charset, Signs::new));

        private final byte[] kind = new byte[256];
        private final boolean[] letter = new boolean[256];
        private final boolean[] small = new boolean[256];

        private Signs(Charset charset) {
            for (int i = 0; i < 256; i++) {
                char c = new String(new byte[] {(byte) i}, charset).charAt(0);
                letter[i] = Character.isLetter(c);
                small[i] = Character.isLowerCase(c);
                kind[i] = c < 0x80 ? NOTHING : kindOf(c);
            }
        }

        static Signs of(Charset charset) {
            Signs known = ALL.get(charset);
            return known == null ? new Signs(charset) : known;
        }

        private static byte kindOf(char c) {
            if (LETTERS.indexOf(c) >= 0) {
                return Character.isUpperCase(c) ? CAPITAL : POLISH;
            }
            if (c < 0xa0 || c == '\ufffd') {
                return CONTROL;
            }
            if (c == 'š' || c == 'Š') {
                return CARON;
            }
            if (Character.isLetter(c)) {
                return FOREIGN.indexOf(c) >= 0 ? FOREIGN_LETTER : NOTHING;
            }
            // Quotes and dashes may touch a word; signs like ³ ¶ ± ¥ ¢ stand inside one only by
            // mistake.
            if ("\u2019\u00ad\u2013\u00b7\u00a0".indexOf(c) >= 0) {
                return LOOSE_SIGN;
            }
            return "³¶¼±¹¥¢".indexOf(c) >= 0 ? STRANGE_SIGN : SIGN;
        }

        Reading read(byte[] bytes, int length) {
            int polish = 0;
            int odd = 0;
            int foreign = 0;
            int caron = 0;
            for (int i = 0; i < length; i++) {
                if (bytes[i] >= 0) {
                    continue;
                }
                int previous = i > 0 ? bytes[i - 1] & 0xff : ' ';
                int next = i + 1 < length ? bytes[i + 1] & 0xff : ' ';
                boolean before = letter[previous];
                boolean after = letter[next];
                switch (kind[bytes[i] & 0xff]) {
                    case POLISH -> polish += before || after ? 1 : 0;
                    case CAPITAL -> {
                        // A capital inside a word of small letters is another letter misread.
                        odd += small[previous] ? 1 : 0;
                        polish += !small[previous] && (before || after) ? 1 : 0;
                    }
                    case CONTROL -> odd++;
                    case SIGN -> odd += before && after ? 1 : 0;
                    case STRANGE_SIGN -> odd += after ? 1 : 0;
                    case CARON -> caron++;
                    case FOREIGN_LETTER -> foreign++;
                    default -> {}
                }
            }
            return new Reading(polish, odd, foreign, caron);
        }
    }
}
