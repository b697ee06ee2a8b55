package pl.rozmowa.mail;

/** Where the writer's own text ends and the quoted history begins. */
public final class QuotedText {
    private QuotedText() {}

    /** The index in {@code text} at which the history begins; its length when nothing is quoted. */
    public static int foldPoint(String text) {
        return text.length();
    }
}
