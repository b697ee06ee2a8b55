package pl.rozmowa.conversation;

/** What any text from outside goes through before it is stored: no NUL (PostgreSQL has none), no absurd length. */
final class Texts {

    private Texts() {}

    /** At most {@code longest} characters, never half a surrogate pair. */
    static String cut(String text, int longest) {
        String stored = text.indexOf('\0') < 0 ? text : text.replace("\0", "");
        if (stored.length() <= longest) {
            return stored;
        }
        int end = Character.isHighSurrogate(stored.charAt(longest - 1)) ? longest - 1 : longest;
        return stored.substring(0, end);
    }
}
