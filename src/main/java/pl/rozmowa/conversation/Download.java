package pl.rozmowa.conversation;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.http.ResponseEntity;

/** An answer that a browser saves and never runs (THREATS.md, Attachments). */
public final class Download {

    private static final Pattern MEDIA_TYPE =
            Pattern.compile("[a-z]{1,40}/[a-z0-9][a-z0-9.+-]{0,80}");

    /** What a browser would act on if it ever showed it. */
    private static final Set<String> ACTIVE =
            Set.of(
                    "text/html",
                    "application/xhtml+xml",
                    "image/svg+xml",
                    "text/xml",
                    "application/xml",
                    "text/javascript",
                    "application/javascript",
                    "text/css",
                    "application/pdf",
                    "application/x-shockwave-flash");

    private static final int LONGEST_NAME = 180;

    private Download() {}

    public static ResponseEntity<byte[]> of(byte[] bytes, String fileName, String mediaType) {
        boolean plain = MEDIA_TYPE.matcher(mediaType).matches() && !ACTIVE.contains(mediaType);
        return ResponseEntity.ok()
                .header("Content-Type", plain ? mediaType : "application/octet-stream")
                .header("Content-Disposition", disposition(fileName))
                .header(
                        "Content-Security-Policy",
                        "sandbox; default-src 'none'; frame-ancestors 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .body(bytes);
    }

    /** RFC 6266 §4.3 with RFC 8187: the true name, and an ASCII likeness for what does not know that. */
    static String disposition(String fileName) {
        String name = harmless(fileName);
        StringBuilder ascii = new StringBuilder();
        name.chars()
                .forEach(c ->
                        ascii.append(
                                c < 0x7f && c != '"' && c != '\\' && c != '%' ? (char) c : '_'));
        String encoded =
                URLEncoder.encode(name, StandardCharsets.UTF_8)
                        .replace("+", "%20")
                        .replace("*", "%2A");
        return "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + encoded;
    }

    /** Without folders, control and direction-changing characters. */
    private static String harmless(String fileName) {
        StringBuilder kept = new StringBuilder();
        fileName.codePoints()
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT)
                .filter(c -> Character.getType(c) != Character.SURROGATE)
                .forEach(c -> kept.appendCodePoint("/\\:*?<>|".indexOf(c) >= 0 ? '_' : c));
        String name = Texts.cut(kept.toString().strip(), LONGEST_NAME);
        while (name.startsWith(".")) {
            name = name.substring(1);
        }
        return name.isEmpty() ? "file" : name;
    }
}
