package pl.rozmowa.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Writes a sales mailbox of any size straight into a Maildir++ as Dovecot keeps it: Polish and English, 60 % of the messages in
 * threads, a third with HTML beside the text, ISO-8859-2 and windows-1250 among the charsets, a fifth with attachments of
 * 50 to 500 KB; received mail in INBOX, own mail in Wysłane. The same seed gives the same mailbox, counted back from its end.
 */
final class MailboxGenerator {

    private static final String[] POLISH =
            ("oferta zamówienie płytki łazienka dostawa faktura termin próbki kolor wzór cena rabat magazyn paleta transport"
                            + " projekt klient umowa płatność korekta zwrot reklamacja montaż ściana podłoga kuchnia gres glazura"
                            + " proszę dziękuję przesyłam załączam czekamy jutro tydzień później możliwość ilość metry sztuki źródło"
                            + " wyślę żółty odcień świeży łączna kwota przelew spotkanie rozmowa potwierdzam zgoda wersja poprawka")
                    .split(" ");
    private static final String[] ENGLISH =
            ("offer order tiles bathroom delivery invoice date samples colour pattern price discount warehouse pallet freight"
                            + " project client contract payment correction return complaint fitting wall floor kitchen stoneware glaze"
                            + " please thank attached waiting tomorrow week later possible quantity metres pieces source send yellow"
                            + " shade fresh total amount transfer meeting call confirm agreed version change quote stock sheet")
                    .split(" ");
    private static final String[] CLIENTS = {
        "Żaneta Gołąb <zaneta.golab@studiolaka.example>", "Iwo Ćwik <iwo.cwik@studiolaka.example>",
        "Kamil Ślaz <kamil.slaz@brzask.example>", "Dorota Mróz <dorota.mroz@brzask.example>",
        "Imogen Hale <imogen.hale@northgate.example>", "Rufus Penn <rufus.penn@northgate.example>",
        "Freja Lind <freja.lind@soholm.example>", "Bożena Kita <bozena.kita@podjesionem.example>",
        "Jörg Ahorn <joerg.ahorn@bauzeder.example>"
    };
    private static final Charset[] CHARSETS = {
        StandardCharsets.UTF_8,
        StandardCharsets.UTF_8,
        StandardCharsets.UTF_8,
        Charset.forName("ISO-8859-2"),
        Charset.forName("windows-1250")
    };

    private final Random random;
    private final String owner;
    private final Instant end;
    private final byte[] noise = new byte[1 << 20];

    MailboxGenerator(long seed, String owner, Instant end) {
        this.random = new Random(seed);
        this.owner = owner;
        this.end = end;
        random.nextBytes(noise);
    }

    private record Sent(
            String id, String subject, boolean polish, String client, String text, Instant at) {}

    /** Writes so many messages, spread over the days before the end; answers how many octets they have. */
    long write(Path maildir, int messages, int days) throws IOException {
        Path inbox = folder(maildir);
        Path sent = folder(maildir.resolve(".Wys&AUI-ane"));
        List<Sent> open = new ArrayList<>();
        long octets = 0;
        for (int i = 0; i < messages; i++) {
            Instant at =
                    end.minusSeconds((long) ((double) (messages - i) / messages * days * 86_400));
            Sent parent =
                    !open.isEmpty() && random.nextInt(100) < 60
                            ? open.get(random.nextInt(open.size()))
                            : null;
            boolean own = parent != null && random.nextInt(100) < 40;
            boolean polish = parent == null ? random.nextInt(100) < 60 : parent.polish();
            Sent message =
                    new Sent(
                            "<"
                                    + i
                                    + "."
                                    + Long.toHexString(random.nextLong())
                                    + "@"
                                    + (own ? "debowa.test" : "klient.example")
                                    + ">",
                            parent == null ? sentence(polish, 5) : parent.subject(),
                            polish,
                            parent == null
                                    ? CLIENTS[random.nextInt(CLIENTS.length)]
                                    : parent.client(),
                            body(polish),
                            at);
            byte[] source = source(message, parent, own);
            octets += source.length;
            save(own ? sent : inbox, i, at, source, own || random.nextInt(4) > 0);
            open.add(message);
            if (open.size() > 200) {
                open.removeFirst();
            }
        }
        return octets;
    }

    private byte[] source(Sent message, @Nullable Sent parent, boolean own) {
        Charset charset = CHARSETS[random.nextInt(CHARSETS.length)];
        ByteArrayOutputStream out = new ByteArrayOutputStream(20_000);
        String from =
                own
                        ? "Ceramika =?utf-8?Q?D=C4=99bowa?= <" + owner + ">"
                        : encoded(message.client());
        String to = own ? encoded(message.client()) : owner;
        line(
                out,
                "Return-Path: <" + (own ? owner : message.client().replaceAll(".*<|>", "")) + ">");
        line(
                out,
                "Received: from mx.klient.example (mx.klient.example [192.0.2.1])\r\n\tby mx.debowa.test with ESMTPS id "
                        + Long.toString(random.nextLong() >>> 1, 36)
                        + ";\r\n\t"
                        + date(message.at()));
        line(out, "Date: " + date(message.at()));
        line(out, "From: " + from);
        line(out, "To: " + to);
        line(out, "Message-ID: " + message.id());
        if (parent != null) {
            line(out, "In-Reply-To: " + parent.id());
            line(out, "References: " + parent.id());
        }
        line(
                out,
                "Subject: "
                        + encoded(
                                (parent == null ? "" : message.polish() ? "Odp: " : "Re: ")
                                        + message.subject()));
        line(out, "MIME-Version: 1.0");
        String text = message.text() + (parent == null ? "" : quoted(parent));
        boolean html = random.nextInt(3) == 0;
        boolean attached = random.nextInt(5) == 0;
        if (attached) {
            line(out, "Content-Type: multipart/mixed; boundary=\"mixed-of-it\"");
            line(out, "\r\n--mixed-of-it");
        }
        if (html) {
            line(out, "Content-Type: multipart/alternative; boundary=\"either-of-it\"");
            line(out, "\r\n--either-of-it");
        }
        text(out, "plain", charset, text);
        if (html) {
            line(out, "--either-of-it");
            text(out, "html", charset, html(text));
            line(out, "--either-of-it--");
        }
        if (attached) {
            line(out, "--mixed-of-it");
            attachment(out, 50_000 + random.nextInt(450_000));
            line(out, "--mixed-of-it--");
        }
        return out.toByteArray();
    }

    private void text(ByteArrayOutputStream out, String kind, Charset charset, String text) {
        line(
                out,
                "Content-Type: text/"
                        + kind
                        + "; charset="
                        + charset.name().toLowerCase(java.util.Locale.ROOT));
        line(out, "Content-Transfer-Encoding: base64\r\n");
        line(out, Base64.getMimeEncoder().encodeToString(text.getBytes(charset)));
    }

    private void attachment(ByteArrayOutputStream out, int size) {
        line(out, "Content-Type: application/pdf; name=\"karta.pdf\"");
        line(
                out,
                "Content-Disposition: attachment; filename=\"karta "
                        + random.nextInt(1000)
                        + ".pdf\"");
        line(out, "Content-Transfer-Encoding: base64\r\n");
        byte[] bytes = new byte[size];
        System.arraycopy(noise, random.nextInt(noise.length - size), bytes, 0, size);
        line(out, Base64.getMimeEncoder().encodeToString(bytes));
    }

    private String body(boolean polish) {
        StringBuilder text = new StringBuilder(polish ? "Dzień dobry,\r\n\r\n" : "Hello,\r\n\r\n");
        int paragraphs = 1 + random.nextInt(6);
        for (int p = 0; p < paragraphs; p++) {
            int sentences = 2 + random.nextInt(5);
            for (int s = 0; s < sentences; s++) {
                text.append(sentence(polish, 6 + random.nextInt(10))).append(". ");
            }
            text.append("\r\n\r\n");
        }
        return text.append(polish ? "Pozdrawiam\r\n" : "Kind regards\r\n").toString();
    }

    private String quoted(Sent parent) {
        String lead =
                parent.polish()
                        ? "\r\nW dniu " + date(parent.at()) + " " + parent.client() + " pisze:\r\n"
                        : "\r\nOn " + date(parent.at()) + ", " + parent.client() + " wrote:\r\n";
        return lead + "> " + parent.text().strip().replace("\r\n", "\r\n> ") + "\r\n";
    }

    private static String html(String text) {
        return "<html><body style=\"font-family:sans-serif\"><p>"
                + text.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace("\r\n\r\n", "</p>\r\n<p>")
                        .replace("\r\n", "<br>\r\n")
                + "</p></body></html>";
    }

    private String sentence(boolean polish, int words) {
        String[] all = polish ? POLISH : ENGLISH;
        StringBuilder text = new StringBuilder();
        for (int w = 0; w < words; w++) {
            text.append(w == 0 ? "" : " ").append(all[random.nextInt(all.length)]);
        }
        text.setCharAt(0, Character.toUpperCase(text.charAt(0)));
        return text.toString();
    }

    private static String encoded(String value) {
        int angle = value.indexOf(" <");
        String words = angle < 0 ? value : value.substring(0, angle);
        if (words.chars().allMatch(c -> c < 128)) {
            return value;
        }
        return "=?utf-8?B?"
                + Base64.getEncoder().encodeToString(words.getBytes(StandardCharsets.UTF_8))
                + "?="
                + (angle < 0 ? "" : value.substring(angle));
    }

    private static String date(Instant at) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atZone(ZoneOffset.ofHours(1)));
    }

    private static void line(ByteArrayOutputStream out, String line) {
        out.writeBytes(line.getBytes(StandardCharsets.UTF_8));
        out.write('\r');
        out.write('\n');
    }

    private static Path folder(Path folder) throws IOException {
        for (String part : List.of("cur", "new", "tmp")) {
            Files.createDirectories(folder.resolve(part));
        }
        return folder;
    }

    /** Dovecot's own names: with sizes on disk and on the wire, and the flags. Lines end with LF on disk. */
    private static void save(Path folder, int number, Instant at, byte[] source, boolean seen)
            throws IOException {
        byte[] disk = new byte[source.length];
        int length = 0;
        for (byte b : source) {
            if (b != '\r') {
                disk[length++] = b;
            }
        }
        Path file =
                folder.resolve("cur")
                        .resolve(
                                at.getEpochSecond()
                                        + ".M"
                                        + number
                                        + "P1.bench,S="
                                        + length
                                        + ",W="
                                        + source.length
                                        + ":2,"
                                        + (seen ? "S" : ""));
        Files.write(file, java.util.Arrays.copyOf(disk, length));
        Files.setLastModifiedTime(file, FileTime.from(at));
    }
}
