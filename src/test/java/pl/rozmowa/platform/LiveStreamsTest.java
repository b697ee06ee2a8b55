package pl.rozmowa.platform;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

class LiveStreamsTest extends DatabaseTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final UUID project = Ids.next();
    private final LiveRecipient lidia = new LiveRecipient(project, Ids.next(), Ids.next());
    private final LiveRecipient tymon = new LiveRecipient(project, Ids.next(), Ids.next());
    private final Set<LiveRecipient> signedOut = ConcurrentHashMap.newKeySet();
    private final Set<UUID> hidden = ConcurrentHashMap.newKeySet();
    private final Map<UUID, UUID> onlyFor = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final LiveStreams streams = new LiveStreams(List.of(new Audience()));
    private final LiveListener listener =
            new LiveListener(address, streams, beans(new Login()), JSON, List.of());

    /** Conversations can be seen by everybody in the project unless hidden. */
    private final class Audience implements LiveAudience {
        @Override
        public boolean decides(LiveEvent event) {
            return event.type().equals("conversation") || event.type().equals("read");
        }

        @Override
        public Set<UUID> among(LiveEvent event, Set<UUID> memberIds) {
            asked.incrementAndGet();
            if (hidden.contains(event.conversationId())) {
                return Set.of();
            }
            UUID only = onlyFor.get(event.conversationId());
            return only == null ? memberIds : Set.of(only);
        }
    }

    private final class Login implements LiveLogin {
        @Override
        public LiveRecipient recipient(HttpServletRequest request) {
            return lidia;
        }

        @Override
        public Set<LiveRecipient> gone(Collection<LiveRecipient> open) {
            return signedOut;
        }
    }

    private static <T> ObjectProvider<T> beans(T bean) {
        return new ObjectProvider<>() {
            @Override
            public T getObject() {
                return bean;
            }
        };
    }

    @BeforeEach
    void listen() {
        listener.start();
        Await.until("the listener listens", listener::isListening);
    }

    @AfterEach
    void stop() {
        listener.stop();
    }

    @Test
    void events_arrive_once_in_order_and_only_after_the_commit() {
        Page page = open(lidia, null);
        List<UUID> conversations = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            conversations.add(Ids.next());
        }
        transaction.executeWithoutResult(status -> {
            for (UUID conversation : conversations) {
                liveUpdates().publish(about(conversation));
                liveUpdates().publish(about(conversation));
            }
            assertThat(page.conversations()).isEmpty();
        });
        Await.until("all arrived", () -> page.conversations().size() >= 20);
        assertThat(page.conversations())
                .isEqualTo(conversations.stream().map(UUID::toString).toList());
    }

    @Test
    void a_rollback_tells_nobody() {
        Page page = open(lidia, null);
        transaction.executeWithoutResult(status -> {
            liveUpdates().publish(about(Ids.next()));
            status.setRollbackOnly();
        });
        UUID later = Ids.next();
        liveUpdates().publish(about(later));
        Await.until("the later one arrived", () -> !page.conversations().isEmpty());
        assertThat(page.conversations()).containsExactly(later.toString());
    }

    @Test
    void access_is_asked_again_for_each_event() {
        Page page = open(lidia, null);
        UUID shown = Ids.next();
        UUID revoked = Ids.next();
        liveUpdates().publish(about(revoked));
        Await.until("the first arrived", () -> page.conversations().size() == 1);
        hidden.add(revoked);
        liveUpdates().publish(about(revoked));
        liveUpdates().publish(about(shown));
        Await.until(
                "the visible one arrived", () -> page.conversations().contains(shown.toString()));
        assertThat(page.conversations()).containsExactly(revoked.toString(), shown.toString());
    }

    @Test
    void all_open_pages_are_asked_about_together_and_each_gets_its_own_answer() {
        List<Page> pages = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            pages.add(open(i % 2 == 0 ? lidia : tymon, null));
        }
        UUID told = Ids.next();
        onlyFor.put(told, tymon.memberId());
        UUID all = Ids.next();
        liveUpdates().publish(about(told));
        liveUpdates().publish(about(all));
        Await.until(
                "all heard the second",
                () ->
                        pages.stream()
                                .allMatch(page -> page.conversations().contains(all.toString())));
        for (int i = 0; i < 20; i++) {
            assertThat(pages.get(i).conversations())
                    .isEqualTo(
                            i % 2 == 0
                                    ? List.of(all.toString())
                                    : List.of(told.toString(), all.toString()));
        }
        assertThat(asked).hasValueLessThan(20);
    }

    @Test
    void another_project_another_member_and_unknown_kinds_hear_nothing() {
        Page page = open(lidia, null);
        UUID seen = Ids.next();
        liveUpdates()
                .publish(
                        new LiveEvent(
                                Ids.next(), "conversation", null, Ids.next(), null, Map.of()));
        liveUpdates()
                .publish(
                        new LiveEvent(
                                project, "read", null, Ids.next(), tymon.memberId(), Map.of()));
        liveUpdates()
                .publish(
                        new LiveEvent(project, "nobody-decides", null, Ids.next(), null, Map.of()));
        liveUpdates()
                .publish(new LiveEvent(project, "read", null, seen, lidia.memberId(), Map.of()));
        Await.until("own event arrived", () -> !page.conversations().isEmpty());
        assertThat(page.conversations()).containsExactly(seen.toString());
    }

    @Test
    void a_page_that_was_away_for_a_moment_catches_up() {
        Page page = open(lidia, null);
        UUID before = Ids.next();
        liveUpdates().publish(about(before));
        Await.until("it arrived", () -> !page.conversations().isEmpty());
        page.stream.close();

        UUID missed = Ids.next();
        liveUpdates().publish(about(missed));
        Page again = open(lidia, page.lastId());
        Await.until("the missed one arrived", () -> !again.conversations().isEmpty());
        assertThat(again.conversations()).containsExactly(missed.toString());
        assertThat(again.text()).doesNotContain("resync");
    }

    @Test
    void a_page_from_another_life_looks_at_everything_again() {
        for (String id : List.of("elsewhere.5", "nonsense", "", "x.99999999999999999999")) {
            Page page = open(lidia, id);
            Await.until("told to look again", () -> page.text().contains("resync"));
        }
    }

    @Test
    void a_page_too_slow_for_its_line_looks_at_everything_again() {
        LiveStream slow = streams.open(lidia, null);
        for (int i = 0; i < 300; i++) {
            streams.tell(about(Ids.next()));
        }
        Page page = new Page(slow);
        Await.until("told to look again", () -> page.text().contains("resync"));
        assertThat(page.conversations()).hasSizeLessThan(50);
    }

    @Test
    void losing_the_listening_connection_ends_in_looking_again() {
        Page page = open(lidia, null);
        JdbcClient.create(dataSource)
                .sql(
                        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'listen%'")
                .query(Boolean.class)
                .list();
        Await.until("told to look again", () -> page.text().contains("resync"));
        UUID next = Ids.next();
        liveUpdates().publish(about(next));
        Await.until("events flow again", () -> page.conversations().contains(next.toString()));
    }

    @Test
    void signing_out_ends_the_streams_of_that_session_and_no_other() {
        LiveRecipient elsewhere = new LiveRecipient(project, lidia.memberId(), Ids.next());
        Page stays = open(lidia, null);
        Page goes = open(elsewhere, null);
        signedOut.add(elsewhere);
        Await.until("the stream ended", () -> !goes.thread.isAlive());
        assertThat(stays.thread.isAlive()).isTrue();
    }

    @Test
    void stopping_ends_every_stream_and_opens_no_new_one() {
        Page page = open(lidia, null);
        listener.stop();
        Await.until("the stream ended", () -> !page.thread.isAlive());
        Page late = open(lidia, null);
        Await.until("the late one ended at once", () -> !late.thread.isAlive());
    }

    private LiveEvent about(UUID conversation) {
        return new LiveEvent(project, "conversation", null, conversation, null, Map.of());
    }

    private Page open(LiveRecipient recipient, String lastEventId) {
        return new Page(streams.open(recipient, lastEventId));
    }

    /** The other end of a stream: keeps what was written. */
    private final class Page {
        private final List<String> said = Collections.synchronizedList(new ArrayList<>());
        private final LiveStream stream;
        private final Thread thread;

        Page(LiveStream stream) {
            this.stream = stream;
            this.thread = Thread.ofVirtual().start(this::read);
        }

        private void read() {
            try {
                stream.writeTo(said::add, new LiveEvents(JSON), streams::maySee);
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        String text() {
            return String.join("", List.copyOf(said));
        }

        String lastId() {
            String text = text();
            int start = text.lastIndexOf("id: ") + 4;
            return text.substring(start, text.indexOf('\n', start));
        }

        List<String> conversations() {
            return text().lines()
                    .filter(line -> line.startsWith("data: ") && line.contains("conversationId"))
                    .map(line -> JSON.readTree(line.substring(6)).path("conversationId").asString())
                    .toList();
        }
    }
}
