package pl.rozmowa.imap;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One line of LIST (RFC 9051 §7.3.1).
 *
 * @param wireName exactly as the server spells it, a character a byte (ISO-8859-1): the only form to be used in commands and keys
 * @param name decoded for people (modified UTF-7, else UTF-8, else as it is)
 * @param delimiter between the levels of the name; {@code null} where there are no levels
 * @param attributes in lower case, such as {@code \noselect}, {@code \sent}
 * @param status where it was asked for and the server told it along (RFC 5819)
 */
public record FolderListing(
        String wireName,
        String name,
        @Nullable String delimiter,
        Set<String> attributes,
        @Nullable FolderStatus status) {

    /** May it be selected? */
    public boolean selectable() {
        return !has("\\Noselect") && !has("\\NonExistent");
    }

    /** Is the attribute there, in whatever capitals? */
    public boolean has(String attribute) {
        return attributes.contains(attribute.toLowerCase(Locale.ROOT));
    }

    /** INBOX is one folder in any spelling (RFC 9051 §5.1). */
    public boolean isInbox() {
        return wireName.equalsIgnoreCase("INBOX");
    }

    /** The decoded name level by level. */
    public List<String> path() {
        return delimiter == null || delimiter.isEmpty()
                ? List.of(name)
                : Arrays.stream(name.split(Pattern.quote(delimiter)))
                        .filter(level -> !level.isEmpty())
                        .toList();
    }

    FolderListing with(FolderStatus told) {
        return new FolderListing(wireName, name, delimiter, attributes, told);
    }
}
