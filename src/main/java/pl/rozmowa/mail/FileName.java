package pl.rozmowa.mail;

import java.util.Map;

/** The name under which an attachment may be saved: no folders, no tricks with control or direction-changing characters. */
final class FileName {

    private static final int LONGEST = 180;
    private static final Map<String, String> EXTENSIONS =
            Map.ofEntries(
                    Map.entry("application/pdf", "pdf"),
                    Map.entry("application/zip", "zip"),
                    Map.entry("application/ics", "ics"),
                    Map.entry("application/json", "json"),
                    Map.entry("application/pgp-signature", "asc"),
                    Map.entry("application/pkcs7-signature", "p7s"),
                    Map.entry("application/pkcs7-mime", "p7m"),
                    Map.entry("image/jpeg", "jpg"),
                    Map.entry("image/jpg", "jpg"),
                    Map.entry("image/png", "png"),
                    Map.entry("image/gif", "gif"),
                    Map.entry("image/webp", "webp"),
                    Map.entry("image/svg+xml", "svg"),
                    Map.entry("image/bmp", "bmp"),
                    Map.entry("message/rfc822", "eml"),
                    Map.entry("message/delivery-status", "txt"),
                    Map.entry("text/rfc822-headers", "txt"),
                    Map.entry("text/plain", "txt"),
                    Map.entry("text/html", "html"),
                    Map.entry("text/calendar", "ics"),
                    Map.entry("text/vcard", "vcf"),
                    Map.entry("text/x-vcard", "vcf"),
                    Map.entry("text/csv", "csv"),
                    Map.entry("text/xml", "xml"));

    private FileName() {}

    /** Never empty: a part without a usable name is called after its type and its place. */
    static String of(String raw, String mediaType, String partPath) {
        String name = clean(raw);
        if (!name.isEmpty()) {
            return name;
        }
        String stem =
                mediaType.startsWith("image/")
                        ? "image-"
                        : mediaType.startsWith("message/") ? "message-" : "attachment-";
        return stem + partPath.replace('/', '.') + '.' + extension(mediaType);
    }

    static String extension(String mediaType) {
        return EXTENSIONS.getOrDefault(mediaType, "bin");
    }

    static String clean(String raw) {
        String line = CleanText.line(raw);
        StringBuilder out = new StringBuilder(Math.min(line.length(), LONGEST));
        int start = Math.max(line.lastIndexOf('/'), line.lastIndexOf('\\')) + 1;
        for (int i = start; i < line.length(); i++) {
            char c = line.charAt(i);
            if (CleanText.isInvisible(c)) {
                continue;
            }
            out.append("<>:\"|?*".indexOf(c) >= 0 ? '_' : c);
        }
        return shorten(withoutDotsAround(out.toString().strip()));
    }

    /** Without hidden beginnings and without ends that some systems drop; a name of a million dots is walked once. */
    private static String withoutDotsAround(String name) {
        int from = 0;
        int to = name.length();
        while (from < to && name.charAt(from) == '.') {
            from++;
        }
        while (to > from && (name.charAt(to - 1) == '.' || name.charAt(to - 1) == ' ')) {
            to--;
        }
        return name.substring(from, to);
    }

    private static String shorten(String name) {
        if (name.length() <= LONGEST) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String extension = dot > 0 && name.length() - dot <= 12 ? name.substring(dot) : "";
        return CleanText.cut(name, LONGEST - extension.length()) + extension;
    }
}
