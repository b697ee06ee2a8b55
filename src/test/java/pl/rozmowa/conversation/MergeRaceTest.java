package pl.rozmowa.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.rozmowa.conversation.Letter.letter;

import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import pl.rozmowa.platform.Await;

/** A letter that would join two conversations comes while somebody does something to one of them. */
class MergeRaceTest extends DeskTest {

    @Autowired private ReachQuery reach;

    @Test
    void what_is_being_opened_to_a_guest_is_joined_with_nothing() throws InterruptedException {
        UUID borys = desk.member("Borys Klon", "guest");
        desk.arrive(letter("a"), letter("c").subject("Rabat tylko dla nas"));
        UUID opened = desk.conversationOf("a");
        CountDownLatch held = new CountDownLatch(1);
        Thread opening =
                Thread.ofVirtual()
                        .start(() ->
                                transaction.executeWithoutResult(_ -> {
                                    assertThat(reach.hold(desk.project, desk.hanna, opened))
                                            .isPresent();
                                    held.countDown();
                                    desk.grant(opened, borys, "read");
                                    Await.until("the letter waits", this::isSomebodyWaiting);
                                }));
        held.await();
        desk.arrive(letter("both").answering("a").naming("a", "c"));
        opening.join();
        assertThat(desk.conversationOf("c")).isNotEqualTo(desk.conversationOf("a"));
    }

    @Test
    void what_is_being_done_to_it_is_taken_along() throws InterruptedException {
        desk.arrive(letter("a"), letter("b").answering("a"));
        desk.arrive(letter("c").subject("Coś innego"));
        UUID smaller = desk.conversationOf("c");
        CountDownLatch held = new CountDownLatch(1);
        Thread doing =
                Thread.ofVirtual()
                        .start(() ->
                                transaction.executeWithoutResult(_ -> {
                                    assertThat(reach.hold(desk.project, desk.hanna, smaller))
                                            .isPresent();
                                    held.countDown();
                                    work(smaller, desk.hanna);
                                    Await.until("the letter waits", this::isSomebodyWaiting);
                                }));
        held.await();
        desk.arrive(letter("both").answering("a").naming("a", "c"));
        doing.join();
        UUID joined = desk.conversationOf("a");
        assertThat(desk.conversationOf("c")).isEqualTo(joined);
        assertThat(
                        jdbc.sql(
                                        "select member_id from conversation_member where project_id = ? and conversation_id = ?")
                                .params(desk.project, joined)
                                .query(UUID.class)
                                .list())
                .containsExactly(desk.hanna);
    }

    private void work(UUID conversation, UUID member) {
        jdbc.sql(
                        """
                        insert into conversation_member (project_id, conversation_id, member_id, added_by, added_at)
                        values (:project, :conversation, :member, :member, now())
                        """)
                .param("project", desk.project)
                .param("conversation", conversation)
                .param("member", member)
                .update();
    }

    private boolean isSomebodyWaiting() {
        return jdbc.sql(
                        """
                        select exists (
                            select 1
                            from pg_stat_activity a
                            where pg_backend_pid() = any(pg_blocking_pids(a.pid)))
                        """)
                .query(Boolean.class)
                .single();
    }
}
