package pl.rozmowa.mail;

/**
 * HTML that may be shown in the sandboxed frame.
 *
 * @param html the body's inner HTML; nothing may be changed in it afterwards
 * @param blockedImages remote images that {@link ImagePolicy} refused
 * @param folded quoted history was put into {@code <details class="quoted">}
 */
public record SafeHtml(String html, int blockedImages, boolean folded) {

    public static SafeHtml clean(String html, ImagePolicy images) {
        return new SafeHtml("", 0, false);
    }
}
