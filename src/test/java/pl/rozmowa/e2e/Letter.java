package pl.rozmowa.e2e;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;

/** A letter of the named world as it lies on the server: its very bytes, and when it came. */
record Letter(byte[] source, Instant at) {

    private static final DateTimeFormatter INTERNAL_DATE =
            DateTimeFormatter.ofPattern("dd-MMM-yyyy HH:mm:ss Z", Locale.ROOT);

    /** The INTERNALDATE as APPEND wants it. */
    String internalDate() {
        return INTERNAL_DATE.format(at.atOffset(ZoneOffset.UTC));
    }

    /** Plain text in any charset, the subject in it too. */
    static Letter text(Head head, Charset charset, String text) {
        return of(
                head,
                charset,
                "Content-Type: text/plain; charset="
                        + charset.name()
                        + "\nContent-Transfer-Encoding: 8bit",
                text.getBytes(charset));
    }

    /** HTML alone. */
    static Letter html(Head head, Charset charset, String html) {
        return of(
                head,
                charset,
                "Content-Type: text/html; charset="
                        + charset.name()
                        + "\nContent-Transfer-Encoding: 8bit",
                html.getBytes(charset));
    }

    /** Several parts, each with its own headers; the text may say {@code --=b} where one begins. */
    static Letter parts(Head head, Charset charset, String kind, String parts) {
        return of(
                head,
                charset,
                "Content-Type: multipart/" + kind + "; boundary=\"=b\"",
                parts.getBytes(charset));
    }

    private static Letter of(Head head, Charset charset, String type, byte[] body) {
        Instant at = Instant.now().minus(head.ago());
        String headers =
                """
                From: %s
                To: %s
                Subject: %s
                Date: %s
                Message-ID: <%s>
                %sMIME-Version: 1.0
                %s

                """
                        .formatted(
                                head.from(),
                                head.to(),
                                word(head.subject(), charset),
                                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                        at.atOffset(ZoneOffset.UTC)),
                                head.id(),
                                head.references().isEmpty()
                                        ? ""
                                        : "References: " + head.references() + "\n",
                                type);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(lines(headers).getBytes(StandardCharsets.UTF_8));
        all.writeBytes(
                lines(new String(body, StandardCharsets.ISO_8859_1))
                        .getBytes(StandardCharsets.ISO_8859_1));
        return new Letter(all.toByteArray(), at);
    }

    /** An encoded word of RFC 2047. */
    static String word(String text, Charset charset) {
        return "=?"
                + charset.name()
                + "?B?"
                + Base64.getEncoder().encodeToString(text.getBytes(charset))
                + "?=";
    }

    private static String lines(String text) {
        return text.replace("\r\n", "\n").replace("\n", "\r\n");
    }

    /** Who writes to whom about what, how long ago, under which Message-ID, after which others. */
    record Head(
            String from, String to, String subject, Duration ago, String id, String references) {

        static Head of(String from, String to, String subject, long hoursAgo, String id) {
            return new Head(from, to, subject, Duration.ofHours(hoursAgo), id, "");
        }

        Head after(String... ids) {
            String all = "<" + String.join("> <", ids) + ">";
            return new Head(from, to, subject, ago, id, all);
        }
    }
}
