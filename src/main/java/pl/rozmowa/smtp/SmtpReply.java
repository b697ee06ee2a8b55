package pl.rozmowa.smtp;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reply (RFC 5321 §4.2), its lines without code and enhanced code (RFC 2034).
 *
 * @param code three digits
 * @param enhanced such as 5.7.1; empty when there is none
 */
record SmtpReply(int code, String enhanced, List<String> lines) {

    private static final Pattern ENHANCED =
            Pattern.compile("^([245]\\.\\d{1,3}\\.\\d{1,3})(?: |$)");
    private static final int LONGEST = 300;

    static SmtpReply of(int code, List<String> lines) {
        Matcher m = ENHANCED.matcher(lines.getFirst());
        return m.find()
                ? new SmtpReply(
                        code, m.group(1), lines.stream().map(SmtpReply::withoutEnhanced).toList())
                : new SmtpReply(code, "", lines);
    }

    private static String withoutEnhanced(String line) {
        return ENHANCED.matcher(line).replaceFirst("");
    }

    boolean positive() {
        return code >= 200 && code < 300;
    }

    /** The server's words made harmless: one line, without control characters, not long. */
    String text() {
        String text = String.join(" ", lines).replaceAll("\\p{Cntrl}", " ");
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    /** The failure this reply means when nothing more is known. */
    SmtpFailure failure() {
        return code == 421
                ? new SmtpFailure.Closed(text())
                : new SmtpFailure.ServerSaidNo(code, enhanced, text());
    }
}
