package pl.rozmowa.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Short messages in a Maildir, for where their number matters and not what they say. */
final class SmallMail {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private SmallMail() {}

    /** So many in one folder, already seen, spread over the last so many days. */
    static void write(Path folder, String owner, int messages, int days) throws IOException {
        for (String part : new String[] {"cur", "new", "tmp"}) {
            Files.createDirectories(folder.resolve(part));
        }
        long end = Instant.now().getEpochSecond() - 60;
        for (int i = 0; i < messages; i++) {
            Instant at =
                    Instant.ofEpochSecond(
                            end - (long) ((double) (messages - i) / messages * days * 86_400));
            Path file =
                    folder.resolve("cur")
                            .resolve("%d.M%dP1.bench:2,S".formatted(at.getEpochSecond(), i));
            String name = folder.getFileName().toString();
            Files.writeString(file, text(name, owner, i, at), StandardCharsets.UTF_8);
            Files.setLastModifiedTime(file, FileTime.from(at));
        }
    }

    static String text(String thread, String owner, int number, Instant at) {
        return """
        Date: %s
        From: Jan Kowal <jan@klient.example>
        To: %s
        Message-ID: <%d.%s@klient.example>
        Subject: Zamowienie %s %d
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8

        Prosze o wycene zamowienia numer %d.
        """
                .formatted(
                        DATE.format(at),
                        owner,
                        number,
                        thread.replaceAll("[^A-Za-z0-9]", "-"),
                        thread,
                        number,
                        number)
                .replace("\n", "\r\n");
    }
}
