package pl.rozmowa.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import pl.rozmowa.conversation.Receiving;
import pl.rozmowa.platform.AppTest;
import pl.rozmowa.platform.Browser;
import pl.rozmowa.platform.Secrets;
import tools.jackson.databind.JsonNode;

/** Answers and their drafts when several people work on one conversation. */
class RacingTest extends AppTest {

    @Autowired Receiving receiving;
    @Autowired TransactionTemplate transaction;
    @Autowired Secrets secrets;

    private Office office;
    private Browser hannas;
    private Browser lidias;
    private UUID lidia;
    private UUID question;
    private UUID conversation;

    @BeforeEach
    void open() {
        office = new Office(jdbc, receiving, transaction, secrets);
        hannas = office.signedIn(office.hanna, browser());
        lidia = office.member("Lidia Maj", "member");
        lidias = office.signedIn(lidia, browser());
        question = office.question();
        conversation = office.conversationOf(question);
    }

    @Test
    void of_two_who_answer_at_the_same_moment_exactly_one_goes_through_unasked() throws Exception {
        for (int round = 0; round < 5; round++) {
            UUID asked =
                    office.arrived(
                            "Subject: Pytanie %d\nMessage-ID: <p%d@studiolaka.example>"
                                    .formatted(round, round),
                            "Ile?");
            Map<String, Object> hers = begun(hannas, asked, "<p>12 zł</p>");
            Map<String, Object> other = begun(lidias, asked, "<p>14 zł</p>");
            CyclicBarrier together = new CyclicBarrier(2);
            try (ExecutorService people = Executors.newFixedThreadPool(2)) {
                Future<Browser.Answer> first =
                        people.submit(() -> {
                            together.await();
                            return office.send(hannas, asked, hers);
                        });
                Future<Browser.Answer> second =
                        people.submit(() -> {
                            together.await();
                            return office.send(lidias, asked, other);
                        });
                assertThat(List.of(first.get().status(), second.get().status()))
                        .containsExactlyInAnyOrder(202, 409);
                Browser.Answer stopped = first.get().status() == 409 ? first.get() : second.get();
                assertThat(stopped.code()).isEqualTo("conversation_changed");
                assertThat(stopped.json().path("args").path("came").get(0).path("kind").asString())
                        .isEqualTo("reply");
            }
            assertThat(
                            jdbc.sql(
                                            "select count(*) from email_submission where conversation_id = ?")
                                    .param(office.conversationOf(asked))
                                    .query(Integer.class)
                                    .single())
                    .isOne();
        }
    }

    @Test
    void an_answer_is_stopped_by_what_others_brought_and_goes_when_one_wants_it_even_so() {
        Map<String, Object> reply = begun(hannas, question, "<p>12 zł</p>");
        JsonNode nothing =
                office.send(hannas, question, begun(hannas, question, "<p>a</p>")).json();
        assertThat(nothing.path("submissionId").isMissingNode()).isFalse();
        note(hannas, "<p>moja</p>");
        note(lidias, "<p>Rabat najwyżej 12%</p>");
        office.arrived(
                "Subject: Re: Płytki do łazienki\nMessage-ID: <jeszcze@studiolaka.example>\nIn-Reply-To: <pytanie@studiolaka.example>",
                "I jeszcze jedno");
        Browser.Answer stopped = office.send(hannas, question, reply);
        assertThat(stopped.status()).isEqualTo(409);
        List<String> came = new ArrayList<>();
        stopped.json()
                .path("args")
                .path("came")
                .forEach(one ->
                        came.add(one.path("kind").asString() + " " + one.path("who").asString()));
        assertThat(came)
                .as("neither her own answer nor her own note")
                .containsExactlyInAnyOrder("note Lidia Maj", "email Żaneta Gołąb");
        assertThat(stopped.text()).doesNotContain("Rabat");

        reply.put("evenSo", true);
        office.sent(hannas, question, reply, "accepted");
        assertThat(verbs()).contains("sent_even_so");
    }

    @Test
    void what_was_there_when_it_was_begun_stops_nothing() {
        note(lidias, "<p>wcześniej</p>");
        office.arrived(
                "Subject: Re: Płytki do łazienki\nMessage-ID: <przed@studiolaka.example>\nIn-Reply-To: <pytanie@studiolaka.example>",
                "Przed");
        office.sent(hannas, question, begun(hannas, question, "<p>tak</p>"), "accepted");
        assertThat(verbs()).doesNotContain("sent_even_so");
    }

    @Test
    void what_was_begun_before_and_committed_after_the_moment_counts_as_having_come() {
        Map<String, Object> reply =
                transaction.execute(open -> {
                    jdbc.sql("select pg_current_xact_id()").query(String.class).single();
                    Map<String, Object> begun = begun(hannas, question, "<p>tak</p>");
                    jdbc.sql(
                                    """
                                    insert into note (project_id, id, conversation_id, home_id, author_id, key, html, text, written_at)
                                    values (?, gen_random_uuid(), ?, ?, ?, 'k', 'x', 'x', now() - interval '1 minute')
                                    """)
                            .params(office.project, conversation, conversation, lidia)
                            .update();
                    return begun;
                });
        assertThat(office.send(hannas, question, reply).code()).isEqualTo("conversation_changed");
    }

    @Test
    void a_mark_that_is_none_is_refused() {
        for (String asOf : List.of("", "yesterday", "1@1:1", "1@5:1:", "1@1:1:0,0", "1@:::")) {
            Map<String, Object> reply = office.reply(question, "<p>x</p>");
            reply.put("asOf", asOf);
            assertThat(office.send(hannas, question, reply).status()).as(asOf).isEqualTo(400);
        }
    }

    @Test
    void what_a_note_says_leaves_in_no_answer_and_no_quote() {
        note(lidias, "<p>kanarek-7431</p>");
        JsonNode proposal = proposal(hannas, question);
        assertThat(proposal.toString()).doesNotContain("kanarek");
        office.sent(hannas, question, begun(hannas, question, "<p>tak</p>"), "accepted");
        assertThat(office.awaitMail(office.zaneta, "INBOX", 1).getFirst())
                .doesNotContain("kanarek");
        assertThat(
                        office.count(
                                "select count(*) from email_submission where project_id = ? and convert_from(source, 'UTF8') like '%kanarek%'"))
                .isZero();
    }

    @Test
    void a_draft_is_kept_for_its_writer_and_shown_to_the_team() {
        UUID draft = UUID.randomUUID();
        assertThat(save(hannas, draft, 0, "<p>Dzień do<script>x</script></p>").status())
                .isEqualTo(200);
        assertThat(save(hannas, draft, 1, "<p>Dzień dobry</p>").json().path("version").asInt())
                .isEqualTo(2);
        assertThat(save(hannas, draft, 1, "<p>starsza karta</p>").code())
                .isEqualTo("draft_changed");
        assertThat(save(hannas, draft, 0, "<p>jeszcze raz</p>").code()).isEqualTo("draft_changed");
        assertThat(save(lidias, draft, 2, "<p>cudze</p>").code()).isEqualTo("draft_changed");
        JsonNode seen = drafts(lidias).get(0);
        assertThat(seen.path("html").asString()).isEqualTo("<p>Dzień dobry</p>");
        assertThat(seen.path("by").path("name").asString()).isEqualTo("Hanna Wrzos");
        assertThat(seen.path("mine").asBoolean()).isFalse();
        assertThat(lidias.delete(path("/drafts/" + draft)).status()).isEqualTo(403);
    }

    @Test
    void a_draft_taken_over_is_the_takers_and_its_first_writer_cannot_send_it() {
        UUID draft = UUID.randomUUID();
        save(hannas, draft, 0, "<p>Dzień dobry</p>");
        JsonNode taken = lidias.post(path("/drafts/" + draft + "/take"), Map.of()).json();
        assertThat(taken.path("mine").asBoolean()).isTrue();
        assertThat(verbs()).containsExactly("draft_taken");
        assertThat(save(hannas, draft, 1, "<p>dalej</p>").code()).isEqualTo("draft_changed");
        Map<String, Object> reply = begun(hannas, question, "<p>Dzień dobry</p>");
        reply.put("draftId", draft);
        Browser.Answer refused = office.send(hannas, question, reply);
        assertThat(refused.code()).isEqualTo("draft_taken");
        assertThat(refused.json().path("args").path("name").asString()).isEqualTo("Lidia Maj");

        Map<String, Object> hers = begun(lidias, question, "<p>Dzień dobry</p>");
        hers.put("draftId", draft);
        office.sent(lidias, question, hers, "accepted");
        assertThat(drafts(lidias)).isEmpty();
    }

    @Test
    void a_draft_whose_answer_is_stopped_stays_and_one_given_up_for_that_is_told() {
        UUID draft = UUID.randomUUID();
        save(hannas, draft, 0, "<p>Dzień dobry</p>");
        Map<String, Object> reply = begun(hannas, question, "<p>Dzień dobry</p>");
        reply.put("draftId", draft);
        note(lidias, "<p>czekaj</p>");
        assertThat(office.send(hannas, question, reply).status()).isEqualTo(409);
        assertThat(drafts(hannas)).hasSize(1);
        assertThat(hannas.delete(path("/drafts/" + draft + "?changed=true")).status())
                .isEqualTo(204);
        assertThat(drafts(hannas)).isEmpty();
        assertThat(verbs()).containsExactly("reply_discarded");
    }

    @Test
    void a_guest_who_may_reply_has_only_their_own_drafts() {
        UUID borys = office.member("Borys Klon", "guest");
        jdbc.sql(
                        """
                        insert into conversation_grant (project_id, conversation_id, member_id, level, granted_by, granted_at)
                        values (?, ?, ?, 'reply', ?, now())
                        """)
                .params(office.project, conversation, borys, office.hanna)
                .update();
        Browser guests = office.signedIn(borys, browser());
        UUID draft = UUID.randomUUID();
        save(hannas, draft, 0, "<p>Marża 40%</p>");
        assertThat(drafts(guests)).isEmpty();
        assertThat(guests.post(path("/drafts/" + draft + "/take"), Map.of()).status())
                .isEqualTo(404);
        save(guests, UUID.randomUUID(), 0, "<p>ja</p>");
        assertThat(drafts(guests)).hasSize(1);
        assertThat(drafts(hannas)).hasSize(2);
    }

    @Test
    void nobody_fills_a_conversation_with_drafts() {
        for (int i = 0; i < 20; i++) {
            assertThat(save(hannas, UUID.randomUUID(), 0, "<p>x</p>").status()).isEqualTo(200);
        }
        assertThat(save(hannas, UUID.randomUUID(), 0, "<p>x</p>").code())
                .isEqualTo("too_many_drafts");
    }

    private String path(String what) {
        return "/api/conversations/" + conversation + what;
    }

    private JsonNode proposal(Browser who, UUID email) {
        return who.get(
                        "/api/conversations/"
                                + office.conversationOf(email)
                                + "/reply?email="
                                + email)
                .json();
    }

    /** An answer that is begun now. */
    private Map<String, Object> begun(Browser who, UUID email, String html) {
        Map<String, Object> reply = office.reply(email, html);
        reply.put("asOf", proposal(who, email).path("asOf").asString());
        return reply;
    }

    private void note(Browser who, String html) {
        assertThat(
                        who.post(path("/notes"), Map.of("key", UUID.randomUUID(), "html", html))
                                .status())
                .isEqualTo(201);
    }

    private Browser.Answer save(Browser who, UUID draft, int version, String html) {
        Map<String, Object> form = new HashMap<>(office.reply(question, html));
        form.remove("idempotencyKey");
        form.put("version", version);
        form.put("all", false);
        return who.put(path("/drafts/" + draft), form);
    }

    private List<JsonNode> drafts(Browser who) {
        List<JsonNode> drafts = new ArrayList<>();
        who.get(path("/drafts")).json().path("items").forEach(drafts::add);
        return drafts;
    }

    private List<String> verbs() {
        List<String> verbs = new ArrayList<>();
        hannas.get(path("/history"))
                .json()
                .path("items")
                .forEach(line -> verbs.add(line.path("verb").asString()));
        return verbs;
    }
}
