package pl.rozmowa.mail;

/** Characters that have no business in a name, a subject or a snippet. */
final class CleanText {

    private CleanText() {}

    /** One line: control characters become spaces, those that turn the reading direction and NUL are left out. */
    static String line(String value) {
        boolean clean = true;
        for (int i = 0; i < value.length() && clean; i++) {
            char c = value.charAt(i);
            clean =
                    c >= ' ' && c < 0x7f
                            || c >= 0xa0
                                    && !turnsDirection(c)
                                    && !Character.isSurrogate(c)
                                    && !breaksLine(c);
        }
        return clean ? value : cleaned(value);
    }

    private static String cleaned(String value) {
        StringBuilder out = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (turnsDirection(c) || c == 0) {
                continue;
            }
            if (Character.isSurrogate(c)) {
                boolean pair =
                        Character.isHighSurrogate(c)
                                && i + 1 < value.length()
                                && Character.isLowSurrogate(value.charAt(i + 1));
                if (pair) {
                    out.append(c).append(value.charAt(++i));
                } else {
                    out.append('\ufffd');
                }
                continue;
            }
            out.append(Character.isISOControl(c) || breaksLine(c) ? ' ' : c);
        }
        return out.toString();
    }

    private static boolean breaksLine(char c) {
        return c == '\u2028' || c == '\u2029';
    }

    /** U+202A–202E, U+2066–2069, the marks U+200E, U+200F, U+061C: with them "gpj.exe" reads as another name. */
    static boolean turnsDirection(char c) {
        return c >= '\u202a' && c <= '\u202e'
                || c >= '\u2066' && c <= '\u2069'
                || c == '\u200e'
                || c == '\u200f'
                || c == '\u061c';
    }

    /** Characters that take no room: newsletters pad their preview text with hundreds of them. */
    static boolean isInvisible(char c) {
        return c >= '\u200b' && c <= '\u200f'
                || c == '\u00ad'
                || c == '\u034f'
                || c == '\u2060'
                || c == '\ufeff'
                || c == '\u180e'
                || c >= '\u2061' && c <= '\u2064'
                || turnsDirection(c);
    }

    /** At most {@code length} characters, never half a surrogate pair. */
    static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end);
    }
}
