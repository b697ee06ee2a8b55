package pl.rozmowa.demo;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes the bytes of a message (RFC 5322, 2045, 2047, 2231), in the character set that its sender would have used. */
final class MimeWriter {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);
    private static final Base64.Encoder LINES =
            Base64.getMimeEncoder(76, "\r\n".getBytes(StandardCharsets.US_ASCII));

    private final Charset charset;
    private final StringBuilder headers = new StringBuilder();

    MimeWriter(Charset charset) {
        this.charset = charset;
    }

    /** A part of the body with its own headers; {@code content} is what the wire carries, in ASCII. */
    record Part(List<String> headers, String content) {

        String written() {
            return String.join("\r\n", headers) + "\r\n\r\n" + content;
        }
    }

    MimeWriter header(String name, String value) {
        headers.append(name).append(": ").append(value).append("\r\n");
        return this;
    }

    MimeWriter words(String name, String text) {
        return header(name, encoded(text));
    }

    MimeWriter people(String name, List<Correspondent> people) {
        return people.isEmpty()
                ? this
                : header(
                        name,
                        people.stream().map(this::mailbox).collect(Collectors.joining(",\r\n ")));
    }

    MimeWriter date(Instant at, ZoneId zone) {
        return header("Date", DATE.format(at.atZone(zone)));
    }

    byte[] message(Part body) {
        return (headers + "MIME-Version: 1.0\r\n" + body.written() + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    Part text(String subtype, String text, String parameters) {
        if (!charset.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException(charset + " cannot write: " + text);
        }
        return new Part(
                List.of(
                        "Content-Type: text/"
                                + subtype
                                + "; charset="
                                + charset.name().toLowerCase(Locale.ROOT)
                                + parameters,
                        "Content-Transfer-Encoding: quoted-printable"),
                quotedPrintable(text));
    }

    static Part multipart(String type, String boundary, List<Part> parts) {
        StringBuilder content = new StringBuilder();
        for (Part part : parts) {
            content.append("--")
                    .append(boundary)
                    .append("\r\n")
                    .append(part.written())
                    .append("\r\n");
        }
        return new Part(
                List.of("Content-Type: multipart/" + type + ";\r\n boundary=\"" + boundary + "\""),
                content.append("--").append(boundary).append("--").toString());
    }

    Part attachment(String mediaType, String fileName, byte[] bytes) {
        return new Part(
                List.of(
                        "Content-Type: " + mediaType + ";\r\n name=\"" + encoded(fileName) + "\"",
                        "Content-Disposition: attachment;\r\n filename*=utf-8''"
                                + percent(fileName),
                        "Content-Transfer-Encoding: base64"),
                LINES.encodeToString(bytes));
    }

    static Part inline(String mediaType, String fileName, String contentId, byte[] bytes) {
        return new Part(
                List.of(
                        "Content-Type: " + mediaType + "; name=\"" + fileName + "\"",
                        "Content-Disposition: inline; filename=\"" + fileName + "\"",
                        "Content-ID: <" + contentId + ">",
                        "Content-Transfer-Encoding: base64"),
                LINES.encodeToString(bytes));
    }

    private String mailbox(Correspondent person) {
        return (isAscii(person.name()) ? '"' + person.name() + '"' : encoded(person.name()))
                + " <"
                + person.address()
                + ">";
    }

    /** Encoded words of at most 75 characters, cut between characters (RFC 2047 §2, §5). */
    String encoded(String text) {
        if (isAscii(text)) {
            return text;
        }
        Charset able = charset.newEncoder().canEncode(text) ? charset : StandardCharsets.UTF_8;
        List<String> words = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        for (int point : text.codePoints().toArray()) {
            if ((piece.toString() + Character.toString(point)).getBytes(able).length > 39) {
                words.add(word(piece.toString(), able));
                piece.setLength(0);
            }
            piece.appendCodePoint(point);
        }
        words.add(word(piece.toString(), able));
        return String.join("\r\n ", words);
    }

    private static String word(String piece, Charset charset) {
        return "=?"
                + charset.name()
                + "?B?"
                + Base64.getEncoder().encodeToString(piece.getBytes(charset))
                + "?=";
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }

    private static String percent(String text) {
        StringBuilder out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b > 0 && (Character.isLetterOrDigit(b) || "-._".indexOf(b) >= 0);
            out.append(plain ? Character.toString(b) : "%%%02X".formatted(b & 0xff));
        }
        return out.toString();
    }

    private String quotedPrintable(String text) {
        StringBuilder out = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            ByteArrayOutputStream encoded = new ByteArrayOutputStream();
            int width = 0;
            byte[] bytes = line.getBytes(charset);
            for (int i = 0; i < bytes.length; i++) {
                int b = bytes[i] & 0xff;
                boolean last = i == bytes.length - 1;
                boolean plain =
                        (b >= 33 && b <= 126 && b != '=') || ((b == ' ' || b == '\t') && !last);
                String piece = plain ? Character.toString(b) : "=%02X".formatted(b);
                if (width + piece.length() > 75) {
                    encoded.writeBytes("=\r\n".getBytes(StandardCharsets.US_ASCII));
                    width = 0;
                }
                encoded.writeBytes(piece.getBytes(StandardCharsets.US_ASCII));
                width += piece.length();
            }
            out.append(encoded.toString(StandardCharsets.US_ASCII)).append("\r\n");
        }
        out.setLength(out.length() - 2);
        return out.toString();
    }
}
