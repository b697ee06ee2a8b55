package pl.rozmowa.imap;

import java.io.IOException;

/** What a verb does with the untagged responses to it. */
interface Answers {

    Answers NONE = new Answers() {};

    /**
     * A response with its keyword in capitals; {@code in} stands behind the keyword.
     *
     * @param number before the keyword; -1 when there is none
     * @return whether it was meant for this verb
     */
    default boolean response(String keyword, long number, ImapReader in, ImapStrings strings)
            throws IOException, Malformed {
        return false;
    }

    /** Is a folder being opened, so that its UIDVALIDITY is expected? */
    default boolean opensFolder() {
        return false;
    }

    /** Untagged OK, NO or BAD with its code. */
    default void status(StatusLine status) throws ImapException {}
}
