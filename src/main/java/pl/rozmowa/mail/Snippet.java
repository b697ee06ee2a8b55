package pl.rozmowa.mail;

/** The line that a list of conversations shows: what the writer says first, without greeting, signature and history. */
public final class Snippet {
    static final int LONGEST = 200;

    private Snippet() {}

    /** At most 200 characters, one line. */
    public static String of(String text) {
        String own = text.substring(0, QuotedText.foldPoint(text));
        return own.substring(0, Math.min(own.length(), LONGEST));
    }
}
