package pl.rozmowa.teamwork;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.rozmowa.conversation.Letter.letter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pl.rozmowa.account.FolderRole;
import pl.rozmowa.conversation.DeskTest;
import pl.rozmowa.conversation.Letter;
import pl.rozmowa.platform.Browser;
import pl.rozmowa.platform.Ids;
import tools.jackson.databind.JsonNode;

/** Many people do by chance what people do, all at once, while mail comes in; then each sees what the tables say, worked out plainly. */
class ManyAtOnceTest extends DeskTest {

    private static final int DEEDS = 60;
    private static final int CONVERSATIONS = 30;

    private final List<UUID> members = new ArrayList<>();
    private final List<Browser> browsers = new ArrayList<>();
    private final List<UUID> accounts = new ArrayList<>();
    private final List<UUID> inboxes = new ArrayList<>();
    private final List<UUID> conversations = new ArrayList<>();
    private final List<String> letters = new ArrayList<>();
    private final List<UUID> tags = new ArrayList<>();
    private final AtomicInteger letter = new AtomicInteger();

    @BeforeEach
    void world() {
        members.add(desk.hanna);
        members.add(desk.member("Tymon Sowa", "admin"));
        members.add(desk.member("Lidia Maj", "member"));
        members.add(desk.member("Zofia Wierzba", "member"));
        members.add(desk.member("Borys Klon", "guest"));
        members.forEach(member -> browsers.add(desk.signedIn(member, browser())));
        accounts.add(desk.biuro);
        accounts.add(desk.account("export@debowa.test", members.get(2), "project"));
        accounts.add(desk.account("hanna@debowa.test", desk.hanna, "private"));
        accounts.add(desk.account("zofia@debowa.test", members.get(3), "members"));
        inboxes.add(desk.inbox);
        accounts.stream()
                .skip(1)
                .forEach(account -> inboxes.add(desk.folder(account, "INBOX", "inbox")));
        for (int i = 0; i < CONVERSATIONS; i++) {
            String id = "first" + i;
            come(i % accounts.size(), letter(id).subject("Sprawa " + i).unseen());
            letters.add(id);
            conversations.add(desk.conversationOf(id));
        }
        for (int i = 0; i < 4; i++) {
            UUID tag = Ids.next();
            tags.add(tag);
            jdbc.sql(
                            "insert into tag (project_id, id, name, name_key, colour, created_by, created_at) values (?, ?, ?, ?, 1, ?, now())")
                    .params(desk.project, tag, "T" + i, "t" + i, desk.hanna)
                    .update();
        }
    }

    @Test
    void everybody_ends_with_what_the_tables_say() throws Exception {
        List<Future<@Nullable Void>> walks = new ArrayList<>();
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < members.size(); i++) {
                int who = i;
                walks.add(all.submit(walk(() -> deed(browsers.get(who), new Random(100L + who)))));
            }
            walks.add(all.submit(walk(() -> mail(new Random(7)))));
        }
        for (Future<@Nullable Void> walk : walks) {
            walk.get();
        }

        for (int i = 0; i < members.size(); i++) {
            compare(members.get(i), browsers.get(i));
        }
    }

    /** One of the walkers: what to do is made anew for each, and goes on by chance. */
    private static Callable<@Nullable Void> walk(Callable<Runnable> begin) {
        return () -> {
            Runnable deed = begin.call();
            for (int i = 0; i < DEEDS; i++) {
                deed.run();
            }
            return null;
        };
    }

    private Runnable deed(Browser browser, Random random) {
        return () -> {
            String path = "/api/conversations/" + any(conversations, random);
            Browser.Answer answer =
                    switch (random.nextInt(9)) {
                        case 0 -> browser.put(path + "/state", Map.of("state", "closed"));
                        case 1 -> browser.put(path + "/state", Map.of("state", "open"));
                        case 2 ->
                                browser.put(
                                        path + "/state",
                                        Map.of(
                                                "state",
                                                "snoozed",
                                                "until",
                                                Instant.now().plusSeconds(90_000).toString()));
                        case 3 -> browser.put(path + "/assignee", someone(random));
                        case 4 -> browser.put(path + "/members/" + any(members, random), Map.of());
                        case 5 -> browser.delete(path + "/members/" + any(members, random));
                        case 6 ->
                                browser.put(
                                        path + "/tags",
                                        Map.of("tagIds", List.of(any(tags, random))));
                        case 7 ->
                                browser.put(
                                        path + "/archived",
                                        Map.of("archived", random.nextBoolean()));
                        default ->
                                browser.put(path + "/read", Map.of("read", random.nextBoolean()));
                    };
            assertThat(answer.status()).as(answer.text()).isIn(204, 403, 404);
        };
    }

    private Map<String, @Nullable Object> someone(Random random) {
        Map<String, @Nullable Object> body = new HashMap<>();
        body.put("memberId", random.nextInt(4) == 0 ? null : any(members, random));
        return body;
    }

    private Runnable mail(Random random) {
        return () -> {
            int i = random.nextInt(letters.size());
            String id = "answer" + letter.incrementAndGet();
            Letter answer =
                    letter(id)
                            .subject("Re: Sprawa " + i)
                            .answering(letters.get(i))
                            .at(Instant.now());
            come(i % accounts.size(), random.nextBoolean() ? answer.unseen() : answer);
        };
    }

    private void come(int account, Letter letter) {
        desk.arrive(accounts.get(account), inboxes.get(account), FolderRole.INBOX, letter);
    }

    private static <T> T any(List<T> some, Random random) {
        return some.get(random.nextInt(some.size()));
    }

    /** A conversation as one member finds it, from the tables with no more than joins. */
    private record Plain(
            UUID id,
            String state,
            @Nullable UUID assignee,
            boolean forUs,
            boolean works,
            boolean archived,
            boolean unread,
            Set<UUID> tags) {}

    private void compare(UUID member, Browser browser) {
        List<Plain> plain = plain(member);
        JsonNode counts = browser.get("/api/counts").json();
        Map<String, Set<UUID>> expected = new TreeMap<>();
        expected.put("inbox", open(plain, one -> !one.archived()));
        expected.put("mine", open(plain, one -> one.works() || member.equals(one.assignee())));
        expected.put("unassigned", open(plain, one -> one.assignee() == null));
        expected.put("waiting_for_us", open(plain, Plain::forUs));
        expected.put("waiting_for_them", open(plain, one -> !one.forUs()));
        expected.put("archived_by_me", open(plain, Plain::archived));
        expected.put("snoozed", of(plain, one -> one.state().equals("snoozed")));
        expected.put("closed", of(plain, one -> one.state().equals("closed")));
        Map<String, Set<UUID>> found = new TreeMap<>();
        expected.keySet()
                .forEach(section -> found.put(section, listed(browser, "section=" + section)));
        assertThat(found).isEqualTo(expected);
        assertThat(listed(browser, "unread=true")).isEqualTo(open(plain, Plain::unread));
        assertThat(counts.path("unread").asInt()).isEqualTo(open(plain, Plain::unread).size());
        JsonNode sections = counts.path("sections");
        assertThat(sections.path("mine").asInt()).isEqualTo(size(expected, "mine"));
        assertThat(sections.path("unassigned").asInt()).isEqualTo(size(expected, "unassigned"));
        assertThat(sections.path("waitingForUs").asInt())
                .isEqualTo(size(expected, "waiting_for_us"));
        assertThat(sections.path("waitingForThem").asInt())
                .isEqualTo(size(expected, "waiting_for_them"));
        assertThat(sections.path("snoozed").asInt()).isEqualTo(size(expected, "snoozed"));
        for (UUID tag : tags) {
            Set<UUID> tagged = open(plain, one -> one.tags().contains(tag));
            assertThat(counts.path("tags").path(tag.toString()).asInt(0)).isEqualTo(tagged.size());
        }
    }

    private static int size(Map<String, Set<UUID>> sections, String name) {
        return sections.getOrDefault(name, Set.of()).size();
    }

    private static Set<UUID> open(
            List<Plain> plain, java.util.function.Predicate<Plain> condition) {
        return of(plain, one -> one.state().equals("open") && condition.test(one));
    }

    private static Set<UUID> of(List<Plain> plain, java.util.function.Predicate<Plain> condition) {
        Set<UUID> ids = new TreeSet<>();
        plain.stream().filter(condition).forEach(one -> ids.add(one.id()));
        return ids;
    }

    private static Set<UUID> listed(Browser browser, String asked) {
        Set<UUID> ids = new TreeSet<>();
        String cursor = "";
        do {
            JsonNode page =
                    browser.get("/api/conversations?limit=7&" + asked + "&cursor=" + cursor).json();
            page.path("items").forEach(row -> ids.add(UUID.fromString(row.path("id").asString())));
            cursor = page.path("next").asString("");
        } while (!cursor.isEmpty());
        return ids;
    }

    private List<Plain> plain(UUID member) {
        return jdbc.sql(
                        """
                        select c.id, c.state, c.assignee_id,
                               (select max(e.at) from email e
                                where e.project_id = c.project_id and e.conversation_id = c.id and e.direction = 'in') as inbound,
                               (select max(e.at) from email e
                                where e.project_id = c.project_id and e.conversation_id = c.id and e.direction = 'out') as outbound,
                               exists (select 1 from conversation_member w
                                       where w.project_id = c.project_id and w.conversation_id = c.id
                                         and w.member_id = :member) as works,
                               r.archived_at, r.read_until, coalesce(r.marked_unread, false) as marked,
                               (select max(e.at) from email e
                                where e.project_id = c.project_id and e.conversation_id = c.id and e.arrived_unseen) as unseen,
                               array(select t.tag_id from conversation_tag t
                                     where t.project_id = c.project_id and t.conversation_id = c.id) as tags
                        from conversation c
                        left join conversation_read r
                               on r.project_id = c.project_id and r.conversation_id = c.id and r.member_id = :member
                        where c.project_id = :project
                          and exists (select 1 from conversation_access x
                                      where x.project_id = c.project_id and x.conversation_id = c.id and x.member_id = :member)
                        """)
                .param("project", desk.project)
                .param("member", member)
                .query((row, number) -> {
                    Instant inbound = instant(row.getTimestamp("inbound"));
                    Instant outbound = instant(row.getTimestamp("outbound"));
                    Instant archived = instant(row.getTimestamp("archived_at"));
                    Instant read = instant(row.getTimestamp("read_until"));
                    Instant unseen = instant(row.getTimestamp("unseen"));
                    return new Plain(
                            row.getObject("id", UUID.class),
                            row.getString("state"),
                            row.getObject("assignee_id", UUID.class),
                            inbound != null && (outbound == null || !inbound.isBefore(outbound)),
                            row.getBoolean("works"),
                            archived != null && (inbound == null || !archived.isBefore(inbound)),
                            row.getBoolean("marked")
                                    || unseen != null && (read == null || unseen.isAfter(read)),
                            Set.of((UUID[]) row.getArray("tags").getArray()));
                })
                .list();
    }

    private static @Nullable Instant instant(java.sql.@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
