package pl.rozmowa.conversation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;
import pl.rozmowa.Rozmowa;
import pl.rozmowa.platform.Browser;
import pl.rozmowa.platform.Ids;

/**
 * A team of fifty with mixed rights over twenty mailboxes: lists, sections and counts over HTTP, and how long one member's click takes to
 * another's open page: {@code TeamBench [--messages N] [--requests N] [--streams N] [--clicks N]}. Ends with one line of JSON.
 */
public final class TeamBench {

    private static final int BLOCK = 10_000;
    private static final int MEMBERS = 50;
    private static final int MAILBOXES = 20;
    private static final int TAGS = 30;
    private static final List<String> ASKED =
            List.of(
                    "",
                    "?section=mine",
                    "?section=unassigned",
                    "?section=waiting_for_us",
                    "?section=waiting_for_them",
                    "?section=snoozed",
                    "?section=closed",
                    "?unread=true");

    private final JdbcClient db;
    private final Desk desk;
    private final String base;
    private final Random random = new Random(11);
    private final List<UUID> members = new ArrayList<>();
    private final List<UUID> tags = new ArrayList<>();
    private final StringBuilder line = new StringBuilder("{\"name\":\"team\"");

    private TeamBench(ConfigurableApplicationContext app) {
        db = app.getBean(JdbcClient.class);
        desk = new Desk(db, app.getBean(Receiving.class), app.getBean(TransactionTemplate.class));
        base =
                "http://127.0.0.1:"
                        + app.getEnvironment()
                                .getRequiredProperty("local.server.port", Integer.class);
    }

    public static void main(String[] args) throws Exception {
        Map<String, Integer> options = new ConcurrentHashMap<>();
        options.putAll(
                Map.of(
                        "--messages",
                        200_000,
                        "--requests",
                        400,
                        "--streams",
                        200,
                        "--clicks",
                        100));
        for (int i = 0; i + 1 < args.length; i += 2) {
            if (options.replace(args[i], Integer.valueOf(args[i + 1])) == null) {
                throw new IllegalArgumentException(args[i]);
            }
        }
        Path data = Files.createTempDirectory("rozmowa-bench");
        try (ConfigurableApplicationContext app =
                new SpringApplicationBuilder(Rozmowa.class)
                        .run(
                                "--rozmowa.data=" + data,
                                "--server.port=0",
                                "--logging.level.root=warn")) {
            new TeamBench(app)
                    .measure(
                            options.get("--messages"),
                            options.get("--requests"),
                            options.get("--streams"),
                            options.get("--clicks"));
        } finally {
            FileSystemUtils.deleteRecursively(data);
        }
    }

    private void measure(int messages, int requests, int streams, int clicks) throws Exception {
        for (int stored = 0; stored < messages; stored += BLOCK) {
            ReceivingBench.pages(
                            desk,
                            Math.min(BLOCK, messages - stored),
                            500,
                            stored / BLOCK,
                            () -> 1 + random.nextInt(19))
                    .forEach(desk::receive);
        }
        team();
        db.sql("vacuum analyze").update();
        int conversations =
                db.sql("select count(*) from conversation where project_id = ? and live_count > 0")
                        .param(desk.project)
                        .query(Integer.class)
                        .single();
        line.append(",\"messages\":").append(messages);
        line.append(",\"conversations\":").append(conversations);
        List<Browser> browsers = new ArrayList<>();
        for (UUID member : members.subList(0, 12)) {
            browsers.add(desk.signedIn(member, new Browser(base)));
        }
        List<String> lists = new ArrayList<>();
        ASKED.forEach(asked -> lists.add("/api/conversations" + asked));
        tags.subList(0, 4).forEach(tag -> lists.add("/api/conversations?tag=" + tag));
        figures("views", browsers, requests * 2, lists);
        for (String asked : ASKED) {
            figures(
                    asked.isEmpty()
                            ? "inbox"
                            : asked.replaceAll(".*[?=]", "").replace("true", "unread"),
                    browsers,
                    requests / 4,
                    List.of("/api/conversations" + asked));
        }
        figures("tag", browsers, requests / 4, lists.subList(ASKED.size(), lists.size()));
        figures("counts", browsers, requests, List.of("/api/counts"));
        live(streams, clicks);
        line.append(",\"cores\":").append(Runtime.getRuntime().availableProcessors()).append('}');
        System.out.println(line);
    }

    /** By chance, always the same: eight mailboxes for all, eight for some, four private; grants, tags, states, readers. */
    private void team() {
        members.add(desk.hanna);
        for (int i = 1; i < MEMBERS; i++) {
            members.add(desk.member("Osoba " + i, i % 10 == 9 ? "guest" : "member"));
        }
        List<UUID> accounts = new ArrayList<>(List.of(desk.biuro));
        for (int i = 1; i < MAILBOXES; i++) {
            String sharing = i < 8 ? "project" : i < 16 ? "members" : "private";
            UUID owner = members.get(i % 9);
            UUID account = desk.account("skrzynka" + i + "@debowa.test", owner, sharing);
            accounts.add(account);
            if (sharing.equals("members")) {
                members.stream()
                        .filter(member -> !member.equals(owner) && random.nextInt(3) == 0)
                        .forEach(member -> share(account, member));
            }
        }
        for (int i = 0; i < TAGS; i++) {
            UUID tag = Ids.next();
            tags.add(tag);
            db.sql(
                            "insert into tag (project_id, id, name, name_key, colour, created_by, created_at) values (?, ?, ?, ?, 1, ?, now())")
                    .params(desk.project, tag, "Etykieta " + i, "etykieta " + i, desk.hanna)
                    .update();
        }
        db.sql(
                        """
                        update conversation c
                        set account_id = (:accounts::uuid[])[1 + abs(hashtext(c.id::text)) % 20],
                            assignee_id = case when abs(hashtext(c.id::text || 'a')) % 10 < 7
                                               then (:members::uuid[])[1 + abs(hashtext(c.id::text || 'm')) % 40] end,
                            state = case abs(hashtext(c.id::text || 's')) % 10
                                    when 0 then 'closed' when 1 then 'closed' when 2 then 'snoozed' else 'open' end,
                            state_at = now()
                        where c.project_id = :project
                        """)
                .param("accounts", accounts.toArray(UUID[]::new))
                .param("members", members.toArray(UUID[]::new))
                .param("project", desk.project)
                .update();
        db.sql(
                        """
                        insert into conversation_tag (project_id, conversation_id, tag_id, at)
                        select c.project_id, c.id, (:tags::uuid[])[1 + abs(hashtext(c.id::text || 't')) % 30], now()
                        from conversation c
                        where c.project_id = :project
                          and abs(hashtext(c.id::text || 'u')) % 4 = 0
                        """)
                .param("tags", tags.toArray(UUID[]::new))
                .param("project", desk.project)
                .update();
        db.sql(
                        """
                        insert into conversation_grant (project_id, conversation_id, member_id, level, granted_by, granted_at)
                        select c.project_id, c.id, m.id, 'reply', :hanna, now()
                        from conversation c
                        join member m on m.project_id = c.project_id
                        where c.project_id = :project
                          and abs(hashtext(c.id::text || m.id::text)) % 2000 = 0
                        """)
                .param("hanna", desk.hanna)
                .param("project", desk.project)
                .update();
        db.sql(
                        """
                        insert into conversation_read (project_id, conversation_id, member_id, read_until, archived_at)
                        select c.project_id, c.id, m.id, c.last_at,
                               case when abs(hashtext(c.id::text || m.id::text || 'x')) % 50 = 0 then now() end
                        from conversation c
                        join member m on m.project_id = c.project_id
                        where c.project_id = :project
                          and abs(hashtext(c.id::text || m.id::text || 'r')) % 5 = 0
                        """)
                .param("project", desk.project)
                .update();
    }

    private void share(UUID account, UUID member) {
        List<String> levels = List.of("read", "reply", "manage");
        db.sql(
                        "insert into account_share (project_id, account_id, member_id, level) values (?, ?, ?, ?)")
                .params(desk.project, account, member, levels.get(random.nextInt(3)))
                .update();
    }

    /** p50 and p99 in milliseconds over all members in turn, after as many requests again to warm up. */
    private void figures(String name, List<Browser> browsers, int requests, List<String> paths) {
        double[] took = new double[requests];
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < requests; i++) {
                String path = paths.get(i % paths.size());
                Browser browser = browsers.get((i / paths.size()) % browsers.size());
                long start = System.nanoTime();
                Browser.Answer answer = browser.get(path);
                took[i] = (System.nanoTime() - start) / 1e6;
                if (answer.status() != 200) {
                    throw new IllegalStateException(path + " " + answer.status());
                }
            }
        }
        tell(name, took);
    }

    private void tell(String name, double[] took) {
        Arrays.sort(took);
        double p50 = took[took.length / 2];
        double p99 = took[Math.min(took.length - 1, took.length * 99 / 100)];
        line.append(
                String.format(
                        Locale.ROOT,
                        ",\"%s_p50_ms\":%.1f,\"%s_p99_ms\":%.1f",
                        name,
                        p50,
                        name,
                        p99));
        System.err.printf(Locale.ROOT, "%s p50 %.1f ms, p99 %.1f ms%n", name, p50, p99);
    }

    /** Each click changes the state of one conversation; it has arrived when the last page that may see it has heard. */
    private void live(int streams, int clicks) throws Exception {
        List<UUID> team = members.stream().limit(9).toList();
        Browser clicking = desk.signedIn(desk.hanna, new Browser(base));
        List<UUID> ids =
                db.sql(
                                """
                                select c.id
                                from conversation c
                                where c.project_id = ?
                                  and c.account_id = ?
                                  and c.live_count > 0
                                  and c.state = 'open'
                                order by c.id
                                limit ?
                                """)
                        .params(desk.project, desk.biuro, clicks)
                        .query(UUID.class)
                        .list();
        Map<String, CountDownLatch> awaited = new ConcurrentHashMap<>();
        CountDownLatch open = new CountDownLatch(streams);
        long before = usedHeap();
        try (HttpClient client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .executor(Executors.newVirtualThreadPerTaskExecutor())
                        .build()) {
            List<Thread> pages = new ArrayList<>();
            List<String> cookies = new ArrayList<>();
            for (UUID member : team) {
                cookies.add(desk.signedIn(member, new Browser(base)).cookie("rozmowa"));
            }
            for (int i = 0; i < streams; i++) {
                String cookie = cookies.get(i % cookies.size());
                pages.add(Thread.ofVirtual().start(() -> listen(client, cookie, open, awaited)));
            }
            if (!open.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("not all streams are open");
            }
            line.append(
                    String.format(
                            Locale.ROOT,
                            ",\"streams\":%d,\"heap_kb_per_stream_with_client\":%.1f",
                            streams,
                            (usedHeap() - before) / 1024.0 / streams));
            double[] took = new double[ids.size()];
            for (int i = 0; i < ids.size(); i++) {
                CountDownLatch all = new CountDownLatch(streams);
                awaited.put(ids.get(i).toString(), all);
                long start = System.nanoTime();
                int status =
                        clicking.put(
                                        "/api/conversations/" + ids.get(i) + "/state",
                                        Map.of("state", "closed"))
                                .status();
                if (status != 204 || !all.await(20, TimeUnit.SECONDS)) {
                    throw new IllegalStateException(
                            "click " + i + ": " + status + ", missing " + all);
                }
                took[i] = (System.nanoTime() - start) / 1e6;
            }
            tell("click_to_last_page", took);
            pages.forEach(Thread::interrupt);
            client.shutdownNow();
        }
    }

    private void listen(
            HttpClient client,
            String cookie,
            CountDownLatch open,
            Map<String, CountDownLatch> awaited) {
        try {
            HttpResponse<java.io.InputStream> response =
                    client.send(
                            HttpRequest.newBuilder(URI.create(base + "/api/live"))
                                    .header("Cookie", "rozmowa=" + cookie)
                                    .build(),
                            HttpResponse.BodyHandlers.ofInputStream());
            try (BufferedReader lines =
                    new BufferedReader(
                            new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                String told = lines.readLine();
                open.countDown();
                while (told != null) {
                    String heard = told;
                    awaited.entrySet().stream()
                            .filter(one -> heard.contains(one.getKey()))
                            .forEach(one -> one.getValue().countDown());
                    told = lines.readLine();
                }
            }
        } catch (IOException | InterruptedException e) {
            Thread.currentThread()
                    .interrupt(); // the bench is over, or never begins: the latch tells
        }
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
