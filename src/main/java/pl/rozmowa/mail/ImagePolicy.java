package pl.rozmowa.mail;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where the images of a body may come from.
 *
 * @param cid from a content id (without angle brackets) to the URL that serves it; null leaves the image out
 * @param remote from an http(s) URL to the URL of the image proxy; null blocks it and marks the place
 */
public record ImagePolicy(
        Function<String, @Nullable String> cid, Function<String, @Nullable String> remote) {

    /** No image at all: what a stranger's mail gets. */
    public static final ImagePolicy NONE = new ImagePolicy(cid -> null, url -> null);
}
