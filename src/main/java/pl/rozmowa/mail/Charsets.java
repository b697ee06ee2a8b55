package pl.rozmowa.mail;

import com.beetstra.jutf7.CharsetProvider;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mozilla.universalchardet.UniversalDetector;

/** Bytes of unknown or doubtful charset as text. A label is a hint: the bytes have the last word. */
final class Charsets {

    private static final int DETECT_BYTES = 16_384;
    private static final Charset UTF_7 = new CharsetProvider().charsetForName("UTF-7");

    private Charsets() {}

    /** The charset that a label means, read as generously as browsers do; null when nobody knows it. */
    static @Nullable Charset named(String label) {
        String name =
                label.strip()
                        .toLowerCase(Locale.ROOT)
                        .replace("\"", "")
                        .replace("'", "")
                        .replace("_", "-");
        return switch (name) {
            case "utf-8", "utf8", "utf-8-mac", "unicode-1-1-utf-8", "utf8mb4" ->
                    StandardCharsets.UTF_8;
            case "us-ascii", "ascii", "ansi-x3.4-1968", "iso646-us" -> StandardCharsets.US_ASCII;
            case "iso-8859-1",
                    "iso8859-1",
                    "latin1",
                    "latin-1",
                    "l1",
                    "windows-1252",
                    "cp1252",
                    "cp-1252",
                    "win-1252" ->
                    Charset.forName("windows-1252");
            case "iso-8859-2",
                    "iso8859-2",
                    "iso-8859-2:1987",
                    "latin2",
                    "latin-2",
                    "l2",
                    "8859-2",
                    "iso-88592" ->
                    Charset.forName("ISO-8859-2");
            case "windows-1250",
                    "cp1250",
                    "cp-1250",
                    "win-1250",
                    "windows1250",
                    "x-cp1250",
                    "win1250",
                    "1250" ->
                    Charset.forName("windows-1250");
            case "cp852", "ibm852", "cp-852", "852", "pcp852" -> Charset.forName("IBM852");
            case "x-mac-ce", "x-mac-centraleurroman", "macce" ->
                    Charset.forName("x-MacCentralEurope");
            case "iso-8859-9", "iso8859-9", "latin5" -> Charset.forName("windows-1254");
            case "gb2312", "gbk", "gb-2312-80", "x-gbk", "chinesebig5-gb" ->
                    Charset.forName("GB18030");
            case "ks-c-5601-1987", "ks-c-5601", "euc-kr", "ksc5601" ->
                    Charset.forName("x-windows-949");
            case "shift-jis", "sjis", "x-sjis", "ms-kanji" -> Charset.forName("windows-31j");
            case "iso-8859-8-i", "iso-8859-8-e" -> Charset.forName("ISO-8859-8");
            case "utf-7", "unicode-1-1-utf-7", "utf7", "x-utf-7" -> UTF_7;
            case "utf-16" -> StandardCharsets.UTF_16;
            default -> lookup(name);
        };
    }

    private static @Nullable Charset lookup(String name) {
        if (name.isEmpty() || name.length() > 40) {
            return null;
        }
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return null;
        }
    }

    /** Text without NUL, whatever the label says; {@code label} is empty when there is none. */
    static String decode(byte[] bytes, String label, Set<Defect> defects) {
        String text = decodeWithNul(bytes, label, defects);
        if (text.indexOf('\0') >= 0) {
            defects.add(Defect.NUL_IN_TEXT);
            text = text.replace("\0", "");
        }
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    private static String decodeWithNul(byte[] bytes, String label, Set<Defect> defects) {
        Charset declared = label.isEmpty() ? null : named(label);
        if (declared == null && !label.isEmpty()) {
            defects.add(Defect.UNKNOWN_CHARSET);
        }
        boolean ascii = isAscii(bytes, bytes.length);
        if (declared != null && !PolishLetters.extendsAscii(declared)) {
            // UTF-7, UTF-16, ISO-2022: their bytes look like ASCII, or like nothing else.
            boolean plausible = !declared.name().startsWith("UTF-16") || hasNul(bytes);
            if (plausible) {
                return new String(bytes, declared);
            }
            defects.add(Defect.WRONG_CHARSET);
            declared = null;
        }
        if (ascii) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
        String utf8 = utf8(bytes, bytes.length);
        if (utf8 != null) {
            if (declared != null && declared != StandardCharsets.UTF_8) {
                if (PolishLetters.isMultiByte(declared)) {
                    return new String(bytes, declared);
                }
                defects.add(Defect.WRONG_CHARSET);
            }
            return utf8;
        }
        if (declared == StandardCharsets.UTF_8 && mostlyUtf8(bytes)) {
            defects.add(Defect.WRONG_CHARSET);
            return new String(bytes, StandardCharsets.UTF_8);
        }
        if (declared == null
                || declared == StandardCharsets.UTF_8
                || declared == StandardCharsets.US_ASCII) {
            if (declared != null) {
                defects.add(Defect.WRONG_CHARSET);
            }
            return new String(bytes, guess(bytes, bytes.length));
        }
        Charset better = PolishLetters.betterThan(declared, bytes, bytes.length);
        if (better != declared) {
            defects.add(Defect.WRONG_CHARSET);
        }
        return new String(bytes, better);
    }

    /** For raw 8-bit bytes in a header, where nobody says what they are. */
    static String decodeUndeclared(byte[] bytes, int length) {
        String utf8 = utf8(bytes, length);
        return utf8 != null ? utf8 : new String(bytes, 0, length, guess(bytes, length));
    }

    private static Charset guess(byte[] bytes, int length) {
        Charset polish = PolishLetters.recognise(bytes, length);
        if (polish != null) {
            return polish;
        }
        UniversalDetector detector = new UniversalDetector();
        detector.handleData(bytes, 0, Math.min(length, DETECT_BYTES));
        detector.dataEnd();
        String detected = detector.getDetectedCharset();
        Charset found = detected == null ? null : named(detected);
        return found == null
                        || found == StandardCharsets.UTF_8
                        || found == StandardCharsets.US_ASCII
                ? Charset.forName("windows-1252")
                : found;
    }

    static boolean isAscii(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasNul(byte[] bytes) {
        for (int i = 0; i < Math.min(bytes.length, 256); i++) {
            if (bytes[i] == 0 || bytes[i] == (byte) 0xff || bytes[i] == (byte) 0xfe) {
                return true;
            }
        }
        return false;
    }

    /** The text when the bytes are well-formed UTF-8, otherwise null. */
    private static @Nullable String utf8(byte[] bytes, int length) {
        if (!mayBeUtf8(bytes, length)) {
            return null;
        }
        String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
        int at = text.indexOf('\ufffd');
        return at < 0 || countReplacements(text, at) == countEncodedReplacements(bytes, length)
                ? text
                : null;
    }

    /** Looks at the first bytes beyond ASCII only: in any other charset hardly one of them passes. */
    private static boolean mayBeUtf8(byte[] bytes, int length) {
        int seen = 0;
        for (int i = 0; i < length && seen < 8; i++) {
            int lead = bytes[i] & 0xff;
            if (lead < 0x80) {
                continue;
            }
            int following = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
            if (lead < 0xc2 || lead > 0xf4 || i + following >= length) {
                return false;
            }
            for (int j = 1; j <= following; j++) {
                if ((bytes[i + j] & 0xc0) != 0x80) {
                    return false;
                }
            }
            i += following;
            seen++;
        }
        return true;
    }

    private static int countReplacements(String text, int first) {
        int count = 0;
        for (int at = first; at >= 0; at = text.indexOf('\ufffd', at + 1)) {
            count++;
        }
        return count;
    }

    private static int countEncodedReplacements(byte[] bytes, int length) {
        int count = 0;
        for (int i = 0; i + 2 < length; i++) {
            if (bytes[i] == (byte) 0xef
                    && bytes[i + 1] == (byte) 0xbf
                    && bytes[i + 2] == (byte) 0xbd) {
                count++;
            }
        }
        return count;
    }

    /** UTF-8 with a wound: cut in the middle of a character, or a few bytes of something else pasted in. */
    private static boolean mostlyUtf8(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int good = 0;
        int bad = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\ufffd') {
                bad++;
            } else if (c > 0x7f) {
                good++;
            }
        }
        return good > bad * 4L || (bad == 1 && text.endsWith("\ufffd"));
    }
}
