package pl.rozmowa.conversation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntFunction;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;
import pl.rozmowa.Rozmowa;
import pl.rozmowa.platform.Browser;

/**
 * How long the list and an opened conversation take, over HTTP with a session, in a small mailbox and in one twenty times as large:
 * {@code ListBench [--messages SMALL,LARGE] [--requests N]}. Ends with one line of JSON.
 */
public final class ListBench {

    private static final int BLOCK = 10_000;

    private ListBench() {}

    public static void main(String[] args) throws Exception {
        int[] sizes = {10_000, 200_000};
        int requests = 500;
        for (int i = 0; i + 1 < args.length; i += 2) {
            switch (args[i]) {
                case "--messages" ->
                        sizes =
                                Arrays.stream(args[i + 1].split(","))
                                        .mapToInt(Integer::parseInt)
                                        .toArray();
                case "--requests" -> requests = Integer.parseInt(args[i + 1]);
                default -> throw new IllegalArgumentException(args[i]);
            }
        }
        Path data = Files.createTempDirectory("rozmowa-bench");
        try (ConfigurableApplicationContext app =
                new SpringApplicationBuilder(Rozmowa.class)
                        .run(
                                "--rozmowa.data=" + data,
                                "--server.port=0",
                                "--logging.level.root=warn")) {
            measure(app, sizes, requests);
        } finally {
            FileSystemUtils.deleteRecursively(data);
        }
    }

    private static void measure(ConfigurableApplicationContext app, int[] sizes, int requests) {
        JdbcClient db = app.getBean(JdbcClient.class);
        Desk desk =
                new Desk(db, app.getBean(Receiving.class), app.getBean(TransactionTemplate.class));
        int port = app.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        Browser browser = desk.signedIn(desk.hanna, new Browser("http://127.0.0.1:" + port));
        StringBuilder line = new StringBuilder("{\"name\":\"list\"");
        List<double[]> lists = new ArrayList<>();
        List<double[]> opens = new ArrayList<>();
        int stored = 0;
        for (int size : sizes) {
            for (; stored < size; stored += BLOCK) {
                int block = stored / BLOCK;
                ReceivingBench.pages(desk, Math.min(BLOCK, size - stored), 500, block)
                        .forEach(desk::receive);
            }
            db.sql("vacuum analyze").update();
            lists.add(figures(browser, line, "list_" + size, requests, pages(browser, requests)));
            opens.add(figures(browser, line, "open_" + size, requests, opened(db, desk)).clone());
            figures(browser, line, "unread_" + size, 50, i -> "/api/conversations?unread=true");
            figures(browser, line, "counts_" + size, 50, i -> "/api/counts");
            figures(browser, line, "contacts_" + size, 50, i -> "/api/contacts?q=klient" + i % 10);
        }
        line.append(
                String.format(
                        Locale.ROOT,
                        ",\"list_ratio\":%.2f",
                        lists.getLast()[1] / lists.getFirst()[1]));
        line.append(
                String.format(
                        Locale.ROOT,
                        ",\"open_ratio\":%.2f",
                        opens.getLast()[1] / opens.getFirst()[1]));
        line.append(",\"cores\":").append(Runtime.getRuntime().availableProcessors()).append('}');
        System.out.println(line);
    }

    /** The first page, and those that follow it: one request in four begins anew. */
    private static IntFunction<String> pages(Browser browser, int requests) {
        List<String> paths = new ArrayList<>();
        String cursor = "";
        for (int i = 0; i < requests; i++) {
            String path = "/api/conversations?limit=50&cursor=" + cursor;
            paths.add(path);
            cursor = i % 4 == 3 ? "" : browser.get(path).json().path("next").asString("");
        }
        return paths::get;
    }

    private static IntFunction<String> opened(JdbcClient db, Desk desk) {
        List<UUID> ids =
                db.sql(
                                "select id from conversation where project_id = ? and merged_into is null order by id")
                        .param(desk.project)
                        .query(UUID.class)
                        .list();
        Random random = new Random(5);
        return i -> "/api/conversations/" + ids.get(random.nextInt(ids.size()));
    }

    /** p50 and p99 in milliseconds, after as many requests again to warm up. */
    private static double[] figures(
            Browser asked,
            StringBuilder line,
            String name,
            int requests,
            IntFunction<String> paths) {
        double[] took = new double[requests];
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < requests; i++) {
                String path = paths.apply(i);
                long start = System.nanoTime();
                Browser.Answer answer = asked.get(path);
                took[i] = (System.nanoTime() - start) / 1e6;
                if (answer.status() != 200) {
                    throw new IllegalStateException(path + " " + answer.status());
                }
            }
        }
        Arrays.sort(took);
        double p50 = took[requests / 2];
        double p99 = took[Math.min(requests - 1, requests * 99 / 100)];
        line.append(
                String.format(
                        Locale.ROOT,
                        ",\"%s_p50_ms\":%.1f,\"%s_p99_ms\":%.1f",
                        name,
                        p50,
                        name,
                        p99));
        System.err.printf(Locale.ROOT, "%s p50 %.1f ms, p99 %.1f ms%n", name, p50, p99);
        return new double[] {p50, p99};
    }
}
