package pl.rozmowa.mail;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.owasp.html.HtmlStreamEventReceiver;
import org.owasp.html.HtmlStreamEventReceiverWrapper;

/**
 * The last step before the text is written: sees only what the policy let through and decides about every address. Images
 * come from where {@link ImagePolicy} says or not at all; links lead out of the frame and say nothing of where they were.
 */
final class SafeTags extends HtmlStreamEventReceiverWrapper {

    private static final int LONGEST_DATA = 2_000_000;
    private static final List<String> RASTER =
            List.of(
                    "data:image/png;",
                    "data:image/jpeg;",
                    "data:image/jpg;",
                    "data:image/gif;",
                    "data:image/webp;",
                    "data:image/bmp;");

    private final ImagePolicy images;
    private int blockedImages;

    SafeTags(HtmlStreamEventReceiver out, ImagePolicy images) {
        super(out);
        this.images = images;
    }

    int blockedImages() {
        return blockedImages;
    }

    @Override
    public void openTag(String element, List<String> attributes) {
        switch (element) {
            case "a" -> super.openTag(element, link(attributes));
            case "img" -> super.openTag(element, image(attributes));
            default -> super.openTag(element, attributes);
        }
    }

    private static List<String> link(List<String> attributes) {
        List<String> kept = new ArrayList<>(attributes.size() + 4);
        boolean leads = false;
        for (int i = 0; i + 1 < attributes.size(); i += 2) {
            String name = attributes.get(i);
            String value = attributes.get(i + 1);
            if (name.equals("href")) {
                String target = target(value);
                if (target != null) {
                    leads = true;
                    kept.add(name);
                    kept.add(target);
                }
            } else if (!name.equals("target") && !name.equals("rel")) {
                kept.add(name);
                kept.add(value);
            }
        }
        if (leads) {
            kept.addAll(List.of("target", "_blank", "rel", "noopener noreferrer nofollow"));
        }
        return kept;
    }

    /** Null for an address without scheme: it would lead into our own pages. */
    private static @Nullable String target(String url) {
        String address = url.strip();
        if (address.startsWith("//")) {
            return "https:" + address;
        }
        String lower = address.toLowerCase(Locale.ROOT);
        return SafeHtml.isWeb(address) || lower.startsWith("mailto:") || lower.startsWith("tel:")
                ? address
                : null;
    }

    private List<String> image(List<String> attributes) {
        List<String> kept = new ArrayList<>(attributes.size() + 2);
        for (int i = 0; i + 1 < attributes.size(); i += 2) {
            String name = attributes.get(i);
            String value = attributes.get(i + 1);
            if (name.equals("src")) {
                source(value.strip(), kept);
            } else {
                kept.add(name);
                kept.add(value);
            }
        }
        return kept;
    }

    private void source(String url, List<String> kept) {
        String lower = url.substring(0, Math.min(url.length(), 24)).toLowerCase(Locale.ROOT);
        String address = url.startsWith("//") ? "https:" + url : url;
        String shown = null;
        if (lower.startsWith("cid:")) {
            shown = images.cid().apply(decoded(url.substring(4)));
        } else if (RASTER.stream().anyMatch(lower::startsWith)) {
            shown = url.length() <= LONGEST_DATA ? url : null;
        } else if (SafeHtml.isWeb(address)) {
            shown = images.remote().apply(address);
            if (shown == null) {
                blockedImages++;
                kept.add("data-remote-src");
                kept.add(address);
            }
        }
        if (shown != null) {
            kept.add("src");
            kept.add(shown);
        }
    }

    private static String decoded(String contentId) {
        try {
            return URLDecoder.decode(contentId.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return contentId;
        }
    }
}
