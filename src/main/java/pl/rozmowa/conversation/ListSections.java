package pl.rozmowa.conversation;

import java.util.Arrays;

/** The words by which a part of the list is asked for. */
public final class ListSections {

    private ListSections() {}

    public static boolean isOne(String word) {
        return Arrays.stream(Section.values()).anyMatch(section -> section.key().equals(word));
    }
}
