package pl.rozmowa.peers;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Random;

/** Messages of all kinds that one seed gives: short and long, plain and multipart, new and answering, their bytes all different. */
final class RandomMessages {

    private static final String[] WORDS =
            ("zamówienie kubek talerz szkliwo wypał glina dostawa paczka faktura oferta łazienka próbka"
                            + " kolor termin źdźbło pięć odcieni zieleni jutro ceramika miska dzbanek")
                    .split(" ");

    private final Random random;
    private final String owner;
    private final String series;
    private int number;
    private String former = "";

    /**
     * @param owner whose mailbox it is
     * @param series in every Message-ID, so that several makers never make the same one
     */
    RandomMessages(Random random, String owner, String series) {
        this.random = random;
        this.owner = owner;
        this.series = series;
    }

    /** @param ours written by the owner of the mailbox */
    byte[] next(Instant at, boolean ours) {
        int kind = random.nextInt(20);
        String id = "<" + series + "." + ++number + "@klient.example>";
        StringBuilder head = new StringBuilder();
        head.append("Received: from mx.klient.example by mx.debowa.test with LMTP id ")
                .append(series)
                .append(number)
                .append("\r\n");
        String outsider = "klient" + random.nextInt(30) + "@klient.example";
        head.append("From: Ola Brzask <").append(ours ? owner : outsider).append(">\r\n");
        head.append("To: <").append(ours ? outsider : owner).append(">\r\n");
        head.append("Date: ")
                .append(DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC)))
                .append("\r\n");
        // Now and then a Message-ID that another message has already: no reason to lose either.
        boolean forged = kind == 0 && !former.isEmpty();
        head.append("Message-ID: ").append(forged ? former : id).append("\r\n");
        if (!former.isEmpty() && kind % 3 == 0) {
            head.append("In-Reply-To: ").append(former).append("\r\n");
            head.append("References: ").append(former).append("\r\n");
        }
        head.append("Subject: ")
                .append(kind % 3 == 0 ? "Re: " : "")
                .append("Sprawa ")
                .append(random.nextInt(400))
                .append("\r\nMIME-Version: 1.0\r\n");
        former = id;
        return switch (kind) {
            case 1, 2 -> withAttachments(head, 1 + random.nextInt(2), 70_000);
            case 3 -> withAttachments(head, 1, 600_000);
            case 4, 5 -> withAttachments(head, 1, 5_000);
            case 6 -> plain(head, 3_000);
            default -> plain(head, 20);
        };
    }

    /** One with an attachment of so many octets or up to twice as many. */
    byte[] large(Instant at, int octets) {
        String id = "<" + series + "." + ++number + "@klient.example>";
        StringBuilder head = new StringBuilder();
        head.append("From: Ola Brzask <ola@klient.example>\r\nTo: <").append(owner).append(">\r\n");
        head.append("Date: ")
                .append(DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC)))
                .append("\r\nMessage-ID: ")
                .append(id)
                .append("\r\nSubject: Katalog\r\nMIME-Version: 1.0\r\n");
        return withAttachments(head, 1, octets);
    }

    private byte[] plain(StringBuilder head, int words) {
        return (head
                        + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
                        + text(words))
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] withAttachments(StringBuilder head, int attachments, int octets) {
        String boundary = "granica-" + series + number;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(
                (head
                                + "Content-Type: multipart/mixed; boundary=\""
                                + boundary
                                + "\"\r\n\r\n--"
                                + boundary
                                + "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
                                + text(30))
                        .getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < attachments; i++) {
            byte[] content = new byte[octets + random.nextInt(octets)];
            random.nextBytes(content);
            out.writeBytes(
                    ("--"
                                    + boundary
                                    + "\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=\"plik"
                                    + i
                                    + ".bin\"\r\nContent-Transfer-Encoding: base64\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            out.writeBytes(Base64.getMimeEncoder().encode(content));
            out.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        out.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    private String text(int words) {
        StringBuilder text = new StringBuilder("Dzień dobry, ");
        for (int i = 0; i < words; i++) {
            text.append(WORDS[random.nextInt(WORDS.length)]).append(i % 12 == 11 ? "\r\n" : " ");
        }
        return text.append("numer ").append(series).append(number).append("\r\n").toString();
    }
}
