package pl.rozmowa.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pl.rozmowa.conversation.Letter.NOON;
import static pl.rozmowa.conversation.Letter.letter;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.IllegalTransactionStateException;
import pl.rozmowa.account.FolderRemoval;
import pl.rozmowa.account.FolderRole;
import pl.rozmowa.mail.AttachmentPart;
import pl.rozmowa.mail.AutoKind;
import pl.rozmowa.platform.Await;

class ReceivingTest extends DeskTest {

    @Autowired ConversationList list;
    @Autowired Forgetting forgetting;

    @Test
    void a_page_that_comes_again_changes_nothing() {
        ReceivedPage page =
                desk.page(
                        desk.biuro,
                        desk.inbox,
                        FolderRole.INBOX,
                        List.of(
                                letter("a").unseen().at(1L),
                                letter("b").minute(1).answering("a").at(2L),
                                letter("c").attaching(file("1.2")).at(3L)));
        Received first = desk.receive(page);
        String before = everything();
        Received again = desk.receive(page);
        assertThat(first.newEmails()).isEqualTo(3);
        assertThat(again).isEqualTo(new Received(0, 3, 0, Set.of()));
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void the_same_email_twice_in_a_page_is_one_email_in_two_places() {
        desk.receive(
                desk.page(
                        desk.biuro,
                        desk.inbox,
                        FolderRole.INBOX,
                        List.of(letter("a").at(1L), letter("a").at(2L))));
        assertThat(desk.count("email")).isOne();
        assertThat(desk.count("email_placement")).isEqualTo(2);
    }

    @Test
    void a_message_id_that_somebody_used_before_suppresses_nothing() {
        desk.arrive(letter("real").from("", "podszywacz@bauzeder.example").text("pierwszy"));
        desk.arrive(letter("real").text("prawdziwy"));
        assertThat(desk.count("email")).isEqualTo(2);
        UUID other = desk.account("export@debowa.test", desk.hanna, "project");
        desk.arrive(other, desk.folder(other, "INBOX", "inbox"), FolderRole.INBOX, letter("real"));
        assertThat(desk.count("email")).isEqualTo(3);
    }

    @Test
    void who_only_claims_to_be_us_comes_in_unread_and_marked() {
        desk.arrive(
                letter("forged")
                        .from("Hanna Wrzos", "biuro@debowa.test")
                        .to("kamil.slaz@brzask.example")
                        .delivered()
                        .unseen());
        assertThat(directions()).containsExactly("in {claims_to_be_us} true");
    }

    @Test
    void a_copy_that_our_mail_program_filed_is_ours_wherever_it_lies() {
        desk.arrive(
                letter("filed")
                        .from("Hanna Wrzos", "biuro@debowa.test")
                        .to("kamil.slaz@brzask.example"));
        assertThat(directions()).containsExactly("out {} false");
    }

    @Test
    void what_is_met_elsewhere_first_and_then_in_Sent_is_ours() {
        Letter own =
                letter("own")
                        .from("Hanna Wrzos", "biuro@debowa.test")
                        .to("kamil.slaz@brzask.example")
                        .serverIdentity("gmail-77")
                        .delivered()
                        .unseen();
        desk.arrive(own);
        assertThat(directions()).containsExactly("in {claims_to_be_us} true");
        desk.leave(own);
        assertThat(directions()).containsExactly("out {} false");
    }

    private List<String> directions() {
        return jdbc.sql(
                        "select direction || ' ' || defects::text || ' ' || arrived_unseen::text from email where project_id = ?")
                .param(desk.project)
                .query(String.class)
                .list();
    }

    @Test
    void a_stranger_who_uses_the_message_id_of_what_we_sent_is_seen() {
        UUID conversation = desk.arrive(letter("a")).conversations().iterator().next();
        sent(
                letter("ours").from("", "biuro@debowa.test").to("zaneta@studiolaka.example"),
                conversation);
        desk.arrive(
                letter("ours")
                        .from("", "biuro@debowa.test")
                        .text("Proszę o przelew.")
                        .salted("forged")
                        .delivered(),
                letter("ours").salted("second"));
        assertThat(desk.count("email")).isEqualTo(4);
    }

    @Test
    void a_copy_to_ourselves_of_what_we_sent_only_adds_its_place_wherever_it_is_met_first() {
        UUID conversation = desk.arrive(letter("a")).conversations().iterator().next();
        UUID all = desk.folder(desk.biuro, "All Mail", "all");
        Letter ours =
                letter("ours")
                        .from("", "biuro@debowa.test")
                        .to("zaneta@studiolaka.example")
                        .cc("biuro@debowa.test")
                        .answering("a");
        UUID email = sent(ours, conversation);
        Letter copy = ours.salted("as the server has it").delivered().unseen();
        desk.arrive(desk.biuro, all, FolderRole.ALL, copy);
        desk.arrive(copy);
        desk.leave(copy);
        assertThat(desk.count("email")).isEqualTo(2);
        assertThat(
                        number(
                                "select count(*) from email_placement where project_id = ? and email_id = '"
                                        + email
                                        + "'"))
                .isEqualTo(3);
        assertThat(unread(desk.hanna)).isZero();
    }

    @Test
    void the_copy_in_Sent_of_what_we_sent_only_adds_its_place_even_with_another_message_id() {
        UUID conversation = desk.arrive(letter("a")).conversations().iterator().next();
        Letter ours =
                letter("ours")
                        .from("", "biuro@debowa.test")
                        .to("zaneta@studiolaka.example")
                        .answering("a")
                        .minute(1);
        UUID email = sent(ours, conversation);
        desk.leave(
                letter("changed")
                        .from("", "biuro@debowa.test")
                        .originally("ours")
                        .minute(1)
                        .serverIdentity("77"));
        assertThat(desk.count("email")).isEqualTo(2);
        assertThat(
                        number(
                                "select count(*) from email_placement where project_id = ? and email_id = '"
                                        + email
                                        + "'"))
                .isOne();
        desk.arrive(letter("answer").answering("changed").minute(2));
        assertThat(desk.conversationOf("answer")).isEqualTo(conversation);
    }

    @Test
    void the_copy_in_Sent_may_be_quicker_than_we_are() {
        UUID conversation = desk.arrive(letter("a")).conversations().iterator().next();
        Letter ours = letter("ours").from("", "biuro@debowa.test").answering("a").minute(1);
        desk.leave(ours.salted("as the server has it"));
        UUID email = sent(ours.salted("as we have it"), conversation);
        assertThat(desk.count("email")).isEqualTo(2);
        assertThat(sent(ours, conversation)).isEqualTo(email);
    }

    @Test
    void INBOX_and_Sent_come_at_the_same_time_without_a_quarrel() throws Exception {
        UUID other = desk.account("export@debowa.test", desk.hanna, "project");
        UUID otherInbox = desk.folder(other, "INBOX", "inbox");
        List<Callable<Received>> work = new ArrayList<>();
        for (int page = 0; page < 12; page++) {
            List<ReceivedEmail> in = new ArrayList<>();
            List<ReceivedEmail> out = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                int thread = (page * 7 + i * 3) % 60;
                String id = "t" + thread + "-" + page + "-" + i;
                in.add(
                        letter(id)
                                .subject("Sprawa " + thread)
                                .naming("root" + thread)
                                .from("", "k" + (59 - thread) + "@brzask.example")
                                .minute(i)
                                .at(page * 100L + i));
                out.add(
                        letter(id + "o")
                                .subject("Sprawa " + thread)
                                .naming("root" + thread, id)
                                .from("", "biuro@debowa.test")
                                .to("k" + thread + "@brzask.example")
                                .minute(i)
                                .at(page * 100L + i));
            }
            work.add(() -> desk.receive(desk.page(desk.biuro, desk.inbox, FolderRole.INBOX, in)));
            work.add(() -> desk.receive(desk.page(desk.biuro, desk.sent, FolderRole.SENT, out)));
            work.add(() -> desk.receive(desk.page(other, otherInbox, FolderRole.INBOX, in)));
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(6)) {
            for (Future<Received> done : pool.invokeAll(work)) {
                done.get();
            }
        }
        assertThat(desk.count("email")).isEqualTo(12 * 40 * 3);
        assertThat(
                        number(
                                "select count(*) from conversation where project_id = ? and merged_into is null"))
                .isEqualTo(120);
        assertThat(number("select count(*) from contact where project_id = ?")).isEqualTo(60);
    }

    @Test
    void what_was_seen_on_the_server_is_read_and_what_was_not_is_unread_for_everybody() {
        UUID lidia = desk.member("Lidia Maj", "member");
        desk.arrive(letter("seen"));
        assertThat(unread(lidia)).isZero();
        desk.arrive(letter("new").subject("Nowa sprawa").unseen());
        assertThat(unread(lidia)).isOne();
        assertThat(unread(desk.hanna)).isOne();
        desk.leave(letter("ours").subject("Nasza sprawa").from("", "biuro@debowa.test").unseen());
        UUID junk = desk.folder(desk.biuro, "Spam", "junk");
        desk.arrive(desk.biuro, junk, FolderRole.JUNK, letter("spam").subject("Wygrana").unseen());
        assertThat(unread(lidia)).isOne();
        desk.arrive(letter("spam").subject("Wygrana").unseen());
        assertThat(unread(lidia)).as("out of junk again").isEqualTo(2);
    }

    @Test
    void what_the_owner_reads_in_another_program_is_read_for_the_owner_alone() {
        UUID lidia = desk.member("Lidia Maj", "member");
        desk.arrive(letter("new").unseen());
        UUID email = email("new");
        transaction.executeWithoutResult(status ->
                receiving.flagsChanged(
                        desk.project,
                        desk.biuro,
                        List.of(new FlagChange(email, Set.of("\\SEEN")))));
        assertThat(unread(desk.hanna)).isZero();
        assertThat(unread(lidia)).isOne();
    }

    @Test
    void an_email_gone_from_every_folder_is_marked_and_one_that_comes_back_is_there_again() {
        desk.arrive(letter("a"));
        UUID email = email("a");
        goneFromServer(email);
        assertThat(number("select live_count from conversation where project_id = ?")).isZero();
        assertThat(
                        list.page(
                                        desk.project,
                                        desk.hanna,
                                        new ConversationList.Filter(
                                                null, false, null, null, Section.INBOX),
                                        null,
                                        50)
                                .items())
                .isEmpty();
        desk.arrive(letter("a"));
        assertThat(number("select live_count from conversation where project_id = ?")).isOne();
        assertThat(
                        number(
                                "select count(*) from email where project_id = ? and removed_at is not null"))
                .isZero();
    }

    @Test
    void contacts_are_the_people_outside_and_nobody_else() {
        desk.arrive(
                letter("a"),
                letter("b").from("Sklep", "no-reply@brzask.example"),
                letter("c")
                        .from("Lista", "lista@soholm.example")
                        .auto(AutoKind.LIST)
                        .replyTo("lista@soholm.example"),
                letter("d").from("", "jorg@bauzeder.example").auto(AutoKind.AUTO_REPLY),
                letter("e")
                        .from("Formularz", "biuro@debowa.test")
                        .replyTo("klient@podjesionem.example"),
                letter("f")
                        .from("Iwo", "IWO@Studiolaka.Example")
                        .replyTo("iwo.cwik@northgate.example"));
        desk.leave(
                letter("g")
                        .from("", "biuro@debowa.test")
                        .to("freja@soholm.example", "biuro@debowa.test")
                        .cc("imogen@northgate.example"));
        assertThat(
                        jdbc.sql("select email_key from contact where project_id = ? order by 1")
                                .param(desk.project)
                                .query(String.class)
                                .list())
                .containsExactly(
                        "freja@soholm.example",
                        "imogen@northgate.example",
                        "iwo.cwik@northgate.example",
                        "iwo@studiolaka.example",
                        "klient@podjesionem.example",
                        "zaneta@studiolaka.example");
    }

    @Test
    void a_contact_remembers_when_it_was_met_first_and_last_whatever_comes_first() {
        desk.arrive(letter("b").minute(5));
        desk.arrive(letter("a"), letter("c").minute(9));
        assertThat(
                        jdbc.sql(
                                        "select first_seen_at, last_seen_at from contact where project_id = ?")
                                .param(desk.project)
                                .query((row, n) ->
                                        List.of(
                                                row.getTimestamp(1).toInstant(),
                                                row.getTimestamp(2).toInstant()))
                                .single())
                .containsExactly(NOON, NOON.plusSeconds(540));
    }

    @Test
    void hostile_text_is_stored_as_text() {
        String nasty = "\0<script>canary()</script>\ud800\u202e'); drop table email; --\n";
        desk.arrive(
                letter("nasty")
                        .from(nasty, "x" + "y".repeat(3000) + "@evil.example")
                        .to(nasty, "@", "a".repeat(70_000))
                        .subject(nasty.repeat(1000))
                        .text(nasty.repeat(200_000))
                        .html("\0<b>")
                        .answering("z".repeat(900))
                        .attaching(new AttachmentPart("1\0", nasty, nasty, 5, nasty, true, null)));
        desk.arrive(letter("ż".repeat(900)).subject("łą"));
        assertThat(desk.count("email")).isEqualTo(2);
        assertThat(number("select max(length(text_body)) from email where project_id = ?"))
                .isEqualTo(2_000_000);
        assertThat(
                        jdbc.sql(
                                        "select 'text_truncated' = any(defects) from email where project_id = ? and message_id = 'nasty@test'")
                                .param(desk.project)
                                .query(Boolean.class)
                                .single())
                .isTrue();
    }

    @Test
    void times_that_cannot_be_are_clamped() {
        desk.arrive(
                letter("future").at(Instant.parse("2999-01-01T00:00:00Z")),
                letter("past").subject("x").at(Instant.parse("-5000-01-01T00:00:00Z")));
        assertThat(
                        number(
                                "select count(*) from email where project_id = ? and at between '1970-01-01' and now()"))
                .isEqualTo(2);
    }

    @Test
    void the_source_is_kept_and_an_attachment_once_fetched_is_remembered() {
        byte[] source = "Subject: a\r\n\r\nb".getBytes(StandardCharsets.UTF_8);
        desk.arrive(letter("a").source(source, false).html("<p>b</p>").attaching(file("2")));
        UUID attachment =
                jdbc.sql("select id from attachment where project_id = ?")
                        .param(desk.project)
                        .query(UUID.class)
                        .single();
        String sha = "ab".repeat(32);
        transaction.executeWithoutResult(
                status -> receiving.attachmentStored(desk.project, attachment, sha, 17));
        assertThat(
                        jdbc.sql("select sha256 from attachment where id = ?")
                                .param(attachment)
                                .query(byte[].class)
                                .single())
                .isEqualTo(HexFormat.of().parseHex(sha));
        assertThat(number("select length from email_source where project_id = ?"))
                .isEqualTo(source.length);
    }

    @Test
    void outside_of_a_transaction_nothing_is_received() {
        ReceivedPage page =
                desk.page(desk.biuro, desk.inbox, FolderRole.INBOX, List.of(letter("a").at(1L)));
        assertThatThrownBy(() -> receiving.receive(page))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void a_folder_no_longer_wanted_takes_along_what_lies_nowhere_else() {
        desk.arrive(letter("a"), letter("both").subject("Druga"));
        UUID archive = desk.folder(desk.biuro, "Archiwum", "archive");
        desk.arrive(desk.biuro, archive, FolderRole.ARCHIVE, letter("both").subject("Druga"));
        FolderRemoval removal = forgetting;
        transaction.executeWithoutResult(
                status -> removal.removing(desk.project, desk.biuro, Set.of(desk.inbox)));
        assertThat(
                        jdbc.sql("select message_id from email where project_id = ?")
                                .param(desk.project)
                                .query(String.class)
                                .list())
                .containsExactly("both@test");
        assertThat(desk.count("conversation")).isOne();
    }

    @Test
    void a_page_that_comes_in_two_folders_at_once_leaves_one_source_and_one_attachment()
            throws Exception {
        UUID archive = desk.folder(desk.biuro, "Archiwum", "archive");
        Letter letter = letter("a").attaching(file("2"));
        meanwhile(
                () -> desk.arrive(letter),
                () -> desk.arrive(desk.biuro, archive, FolderRole.ARCHIVE, letter));
        assertThat(desk.count("email")).isOne();
        assertThat(desk.count("email_placement")).isEqualTo(2);
        assertThat(desk.count("email_source")).isOne();
        assertThat(desk.count("attachment")).isOne();
    }

    @Test
    void what_is_forgotten_while_it_comes_again_is_stored_anew_with_source_and_attachment()
            throws Exception {
        UUID archive = desk.folder(desk.biuro, "Archiwum", "archive");
        Letter letter = letter("a").attaching(file("2"));
        desk.arrive(letter);
        meanwhile(
                () -> forgetting.removing(desk.project, desk.biuro, Set.of(desk.inbox)),
                () -> desk.arrive(desk.biuro, archive, FolderRole.ARCHIVE, letter));
        assertThat(desk.count("email")).isOne();
        assertThat(desk.count("email_source")).isOne();
        assertThat(desk.count("attachment")).isOne();
    }

    @Test
    void an_answer_written_while_its_folder_is_dropped_stays() throws Exception {
        UUID archive = desk.folder(desk.biuro, "Archiwum", "archive");
        desk.arrive(letter("a"));
        meanwhile(
                () ->
                        desk.arrive(
                                desk.biuro,
                                archive,
                                FolderRole.ARCHIVE,
                                letter("b").answering("a").minute(1)),
                () -> drop(desk.inbox));
        assertThat(
                        jdbc.sql("select message_id from email where project_id = ?")
                                .param(desk.project)
                                .query(String.class)
                                .list())
                .containsExactly("b@test");
        assertThat(number("select email_count from conversation where project_id = ?")).isOne();
    }

    @Test
    void a_conversation_that_is_being_answered_outlives_its_folder() throws Exception {
        UUID conversation = desk.arrive(letter("a")).conversations().iterator().next();
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            transaction.executeWithoutResult(status -> {
                jdbc.sql("select id from conversation where id = ? for key share")
                        .param(conversation)
                        .query(UUID.class)
                        .single();
                Future<?> dropped = other.submit(() -> drop(desk.inbox));
                Await.until("the folder is gone", dropped::isDone);
                sent(letter("ours").from("", "biuro@debowa.test"), conversation);
            });
        }
        assertThat(desk.conversationOf("ours")).isEqualTo(conversation);
        assertThat(number("select email_count from conversation where project_id = ?")).isOne();
    }

    private void drop(UUID folder) {
        transaction.executeWithoutResult(
                status -> forgetting.removing(desk.project, desk.biuro, Set.of(folder)));
    }

    /** The second begins when the first is done but for its commit, and waits for it. */
    private void meanwhile(Runnable first, Runnable second) throws Exception {
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            Future<?> waiting =
                    transaction.execute(status -> {
                        first.run();
                        Future<?> begun = other.submit(second);
                        Await.until("it waits for the mailbox", this::somebodyWaits);
                        return begun;
                    });
            waiting.get();
        }
    }

    private boolean somebodyWaits() {
        return jdbc.sql(
                        """
                        select exists (
                            select 1
                            from pg_locks
                            where locktype = 'advisory'
                              and not granted)
                        """)
                .query(Boolean.class)
                .single();
    }

    private UUID sent(Letter letter, UUID conversation) {
        return transaction.execute(status ->
                receiving.receiveSent(
                        desk.project,
                        desk.biuro,
                        letter.parsed(),
                        "x".getBytes(StandardCharsets.UTF_8),
                        conversation));
    }

    private void goneFromServer(UUID email) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql(
                            "update email_placement set state = 'gone' where project_id = ? and email_id = ?")
                    .params(desk.project, email)
                    .update();
            receiving.placementsGone(desk.project, desk.biuro, List.of(email));
        });
    }

    private UUID email(String id) {
        return jdbc.sql("select id from email where project_id = ? and message_id = ?")
                .params(desk.project, id + "@test")
                .query(UUID.class)
                .single();
    }

    private int unread(UUID member) {
        return list.unread(desk.project, member).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private static AttachmentPart file(String path) {
        return new AttachmentPart(path, "wycena.pdf", "application/pdf", 10, null, false, null);
    }

    /** All rows of the project with their versions, so that even a rewrite of the same would show. */
    private String everything() {
        StringBuilder all = new StringBuilder();
        for (String table :
                List.of(
                        "email",
                        "conversation",
                        "email_placement",
                        "attachment",
                        "email_source",
                        "conversation_name",
                        "conversation_contact")) {
            all.append(
                    jdbc.sql(
                                    "select coalesce(string_agg(t.xmin || ' ' || t::text, ' ' order by t::text), '') from "
                                            + table
                                            + " t where project_id = ?")
                            .param(desk.project)
                            .query(String.class)
                            .single());
        }
        return all.toString();
    }
}
