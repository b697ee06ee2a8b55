package pl.rozmowa.conversation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntSupplier;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;
import pl.rozmowa.Rozmowa;
import pl.rozmowa.account.FolderRole;

/**
 * How long one message takes from parsed to stored, threaded and listed, over the embedded PostgreSQL as it runs in production:
 * {@code ReceivingBench [messages] [page] [rounds] [writers]}. With two writers INBOX and Sent come at the same time, as in the first
 * synchronisation. Ends with one line of JSON.
 */
public final class ReceivingBench {

    private static final Random RANDOM = new Random(7);

    private ReceivingBench() {}

    public static void main(String[] args) throws Exception {
        int messages = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
        int pageSize = args.length > 1 ? Integer.parseInt(args[1]) : 500;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 3;
        int writers = args.length > 3 ? Integer.parseInt(args[3]) : 1;
        Path data = Files.createTempDirectory("rozmowa-bench");
        try (ConfigurableApplicationContext app =
                new SpringApplicationBuilder(Rozmowa.class)
                        .run(
                                "--rozmowa.data=" + data,
                                "--server.port=0",
                                "--logging.level.root=warn")) {
            JdbcClient db = app.getBean(JdbcClient.class);
            double best = Double.MAX_VALUE;
            for (int round = 0; round < rounds; round++) {
                Desk desk =
                        new Desk(
                                db,
                                app.getBean(Receiving.class),
                                app.getBean(TransactionTemplate.class));
                List<ReceivedPage> pages = pages(desk, messages, pageSize);
                long start = System.nanoTime();
                if (writers == 1) {
                    pages.forEach(desk::receive);
                } else {
                    bothAtOnce(desk, pages);
                }
                double each = (System.nanoTime() - start) / 1e6 / messages;
                System.out.printf(
                        Locale.ROOT,
                        "round %d: %.3f ms a message, %d conversations%n",
                        round,
                        each,
                        desk.count("conversation"));
                best = Math.min(best, each);
            }
            if (Boolean.getBoolean("statements")) {
                db.sql(
                                "select query, calls, round(total_exec_time) from pg_stat_statements order by 3 desc limit 20")
                        .query()
                        .listOfRows()
                        .forEach(System.out::println);
            }
            System.out.printf(
                    Locale.ROOT,
                    "{\"name\":\"receive\",\"messages\":%d,\"page\":%d,\"writers\":%d,\"ms_per_message\":%.3f}%n",
                    messages,
                    pageSize,
                    writers,
                    best);
        } finally {
            FileSystemUtils.deleteRecursively(data);
        }
    }

    /** A writer for each folder, as {@code PageWriter} works. */
    private static void bothAtOnce(Desk desk, List<ReceivedPage> pages)
            throws InterruptedException {
        Thread sent = Thread.ofVirtual().start(() -> store(desk, pages, desk.sent));
        store(desk, pages, desk.inbox);
        sent.join();
    }

    private static void store(Desk desk, List<ReceivedPage> pages, UUID folder) {
        pages.stream().filter(page -> page.folderId().equals(folder)).forEach(desk::receive);
    }

    /** Newest first, as the first synchronisation goes: threads of one to nine letters, a third of them in Sent. */
    static List<ReceivedPage> pages(Desk desk, int messages, int pageSize) {
        return pages(desk, messages, pageSize, 0);
    }

    /** {@code block}: tells further messages of the same mailbox from those before. */
    static List<ReceivedPage> pages(Desk desk, int messages, int pageSize, int block) {
        return pages(
                desk,
                messages,
                pageSize,
                block,
                () -> 1 + RANDOM.nextInt(RANDOM.nextInt(3) == 0 ? 9 : 2));
    }

    /** {@code threadLength}: how many letters the next conversation has. */
    static List<ReceivedPage> pages(
            Desk desk, int messages, int pageSize, int block, IntSupplier threadLength) {
        List<Letter> inbox = new ArrayList<>();
        List<Letter> sent = new ArrayList<>();
        String filler =
                "Proszę o informację, kiedy możemy liczyć na dostawę próbek kafli. Pozdrawiam serdecznie. ";
        int made = 0;
        for (int thread = 0; made < messages; thread++) {
            int length = threadLength.getAsInt();
            String client = "klient" + RANDOM.nextInt(messages / 8 + 1) + "@brzask.example";
            List<String> named = new ArrayList<>();
            for (int i = 0; i < length && made < messages; i++, made++) {
                String id = desk.project + "-" + block + "-" + thread + "-" + i;
                Letter letter =
                        Letter.letter(id)
                                .subject(
                                        (i == 0 ? "" : "Re: ")
                                                + "Zamówienie "
                                                + block
                                                + "/"
                                                + thread)
                                .at(
                                        Letter.NOON
                                                .minusSeconds(RANDOM.nextInt(2_000_000))
                                                .plusSeconds(3_600L * i))
                                .naming(named.toArray(String[]::new))
                                .text(filler.repeat(1 + RANDOM.nextInt(30)));
                if (!named.isEmpty()) {
                    letter.answering(named.getLast());
                }
                if (RANDOM.nextInt(2) == 0) {
                    letter.html(
                            "<html><body><p>"
                                    + filler.repeat(5 + RANDOM.nextInt(60))
                                    + "</p></body></html>");
                }
                byte[] source =
                        filler.repeat(20 + RANDOM.nextInt(100))
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
                letter.source(source, true);
                if (i % 3 == 1) {
                    sent.add(letter.from("Biuro", "biuro@debowa.test").to(client));
                } else {
                    inbox.add(
                            RANDOM.nextInt(4) == 0
                                    ? letter.from("Kamil Ślaz", client).unseen()
                                    : letter.from("Kamil Ślaz", client));
                }
                named.add(id);
            }
        }
        List<ReceivedPage> pages = new ArrayList<>();
        add(pages, desk, inbox, pageSize, true, 1_000_000L * (block + 1));
        add(pages, desk, sent, pageSize, false, 1_000_000L * (block + 1));
        Collections.shuffle(pages, RANDOM);
        return pages;
    }

    private static void add(
            List<ReceivedPage> pages,
            Desk desk,
            List<Letter> letters,
            int pageSize,
            boolean in,
            long lastUid) {
        letters.sort((one, other) -> instant(other).compareTo(instant(one)));
        for (int from = 0; from < letters.size(); from += pageSize) {
            List<ReceivedEmail> emails = new ArrayList<>();
            for (int i = from; i < Math.min(letters.size(), from + pageSize); i++) {
                emails.add(letters.get(i).at(lastUid - i));
            }
            pages.add(
                    new ReceivedPage(
                            desk.project,
                            desk.biuro,
                            Desk.OWN,
                            in ? desk.inbox : desk.sent,
                            in ? FolderRole.INBOX : FolderRole.SENT,
                            1,
                            true,
                            emails));
        }
    }

    private static Instant instant(Letter letter) {
        Instant at = letter.at(0L).internalDate();
        return at == null ? Instant.EPOCH : at;
    }
}
