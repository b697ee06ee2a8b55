package pl.rozmowa.conversation;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import pl.rozmowa.contact.TimeCursor;

/**
 * A part of a list.
 *
 * @param next the cursor of the following part; null at the end
 */
public record Page<T>(List<T> items, @Nullable String next) {

    /** {@code rows} were asked for with one more than {@code limit}. */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, TimeCursor> cursor) {
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        List<T> items = rows.subList(0, limit);
        return new Page<>(items, cursor.apply(items.getLast()).text());
    }
}
