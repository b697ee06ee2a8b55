package pl.rozmowa.mail;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
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
        String text = new String(bytes, 0, Math.min(length, LOOK_AT), charset);
        int polish = 0;
        int odd = 0;
        int foreign = 0;
        int caron = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                continue;
            }
            boolean before = i > 0 && isLetter(text.charAt(i - 1));
            boolean after = i + 1 < text.length() && isLetter(text.charAt(i + 1));
            if (LETTERS.indexOf(c) >= 0) {
                boolean shouting =
                        Character.isUpperCase(c)
                                && before
                                && Character.isLowerCase(text.charAt(i - 1));
                if (shouting) {
                    odd++;
                } else if (before || after) {
                    polish++;
                }
            } else if (c < 0xa0 || c == '\ufffd') {
                odd++;
            } else if (!Character.isLetter(c)) {
                // Quotes and dashes may touch a word; signs like ³ ¶ ± ¥ ¢ stand inside one only by
                // mistake.
                if (before
                        && after
                        && c != '\u2019'
                        && c != '\u00ad'
                        && c != '\u2013'
                        && c != '·'
                        && c != '\u00a0') {
                    odd++;
                } else if (after && "³¶¼±¹¥¢".indexOf(c) >= 0) {
                    odd++;
                }
            } else if (c == 'š' || c == 'Š') {
                caron++;
            } else if (FOREIGN.indexOf(c) >= 0) {
                foreign++;
            }
        }
        return new Reading(polish, odd, foreign, caron);
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= 0x80 && Character.isLetter(c));
    }
}
