package pl.rozmowa.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.rozmowa.conversation.Letter.letter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import pl.rozmowa.account.FolderRole;

class ThreadingTest extends DeskTest {

    @Autowired MergeTable merges;
    @Autowired ConversationTable conversations;

    Desk desk() {
        return new Desk(jdbc, receiving, transaction);
    }

    /** Letters and the conversations that they must end in, whatever the order in which they come. */
    record Case(String name, Supplier<List<Letter>> letters, Set<Set<String>> conversations) {}

    static Stream<Case> cases() {
        return Stream.of(
                new Case(
                        "a chain by References",
                        () ->
                                List.of(
                                        letter("a"),
                                        letter("b").minute(1).naming("a"),
                                        letter("c").minute(2).naming("a", "b")),
                        groups("a b c")),
                new Case(
                        "a chain by In-Reply-To alone",
                        () ->
                                List.of(
                                        letter("a"),
                                        letter("b").minute(1).answering("a"),
                                        letter("c").minute(2).answering("b")),
                        groups("a b c")),
                new Case(
                        "two answers to a letter nobody has",
                        () ->
                                List.of(
                                        letter("b").answering("a"),
                                        letter("c").minute(1).answering("a")),
                        groups("b c")),
                new Case(
                        "letters that name each other",
                        () ->
                                List.of(
                                        letter("a").naming("b"),
                                        letter("b").naming("a"),
                                        letter("c").naming("c")),
                        groups("a b", "c")),
                new Case(
                        "Microsoft's changed Message-ID",
                        () ->
                                List.of(
                                        letter("a2").originally("a"),
                                        letter("b").minute(1).answering("a"),
                                        letter("c").minute(2).answering("a2")),
                        groups("a2 b c")),
                new Case(
                        "a letter that joins two conversations",
                        () ->
                                List.of(
                                        letter("a"),
                                        letter("b").subject("Inna sprawa"),
                                        letter("c").minute(3).naming("a", "b")),
                        groups("a b c")),
                new Case(
                        "the same subject without a prefix",
                        () -> List.of(letter("a"), letter("b").minute(1)),
                        groups("a", "b")),
                new Case(
                        "a bare reply by subject",
                        () ->
                                List.of(
                                        letter("a"),
                                        letter("b").subject("Odp.: Zapytanie o płytki").minute(9)),
                        groups("a b")),
                new Case(
                        "a bare reply to two of that subject",
                        () ->
                                List.of(
                                        letter("a"),
                                        letter("b").minute(1),
                                        letter("c").subject("RE: Zapytanie o płytki").minute(9)),
                        groups("a b c")),
                new Case(
                        "a bare reply by somebody else",
                        () ->
                                List.of(
                                        letter("a"),
                                        letter("b")
                                                .from("", "iwo@studiolaka.example")
                                                .subject("Re: Zapytanie o płytki")
                                                .minute(9)),
                        groups("a", "b")),
                new Case(
                        "a bare reply after fifteen days",
                        () ->
                                List.of(
                                        letter("a"),
                                        letter("b")
                                                .subject("Re: Zapytanie o płytki")
                                                .at(Letter.NOON.minus(Duration.ofDays(15)))),
                        groups("a", "b")),
                new Case(
                        "a reply by subject that names another letter",
                        () ->
                                List.of(
                                        letter("a"),
                                        letter("b")
                                                .subject("Re: Zapytanie o płytki")
                                                .answering("x")
                                                .minute(9)),
                        groups("a", "b")),
                new Case(
                        "a bare reply before its letter was written",
                        () ->
                                List.of(
                                        letter("a").minute(9),
                                        letter("b").subject("Re: Zapytanie o płytki")),
                        groups("a", "b")),
                new Case(
                        "replies without a subject",
                        () ->
                                List.of(
                                        letter("a").subject(""),
                                        letter("b").subject("Re:").minute(1)),
                        groups("a", "b")));
    }

    @TestFactory
    Stream<DynamicTest> every_order_of_arrival_gives_the_same_conversations() {
        return cases().map(given ->
                DynamicTest.dynamicTest(
                        given.name(),
                        () -> {
                            for (List<Letter> order : permutations(given.letters().get())) {
                                Desk oneByOne = desk();
                                order.forEach(oneByOne::arrive);
                                assertThat(conversations(oneByOne))
                                        .as("one by one")
                                        .isEqualTo(given.conversations());
                            }
                            Desk together = desk();
                            together.arrive(given.letters().get().toArray(Letter[]::new));
                            assertThat(conversations(together))
                                    .as("in one page")
                                    .isEqualTo(given.conversations());
                        }));
    }

    @Test
    void our_answer_from_Sent_joins_whichever_folder_is_read_first() {
        Letter ours =
                letter("b")
                        .from("Biuro", "biuro@debowa.test")
                        .to("zaneta@studiolaka.example")
                        .minute(5)
                        .answering("a");
        desk.leave(ours);
        desk.arrive(letter("a"), letter("c").minute(9).naming("a", "b"));
        assertThat(conversations(desk)).isEqualTo(groups("a b c"));
    }

    @Test
    void a_bare_reply_joins_what_we_wrote_to_that_person() {
        desk.leave(letter("a").from("", "biuro@debowa.test").to("iwo@studiolaka.example"));
        desk.arrive(
                letter("b")
                        .from("", "iwo@studiolaka.example")
                        .subject("Re: Zapytanie o płytki")
                        .minute(9));
        assertThat(conversations(desk)).isEqualTo(groups("a b"));
    }

    @Test
    void references_into_another_mailbox_find_nothing() {
        UUID hidden = desk.account("hanna@debowa.test", desk.hanna, "private");
        UUID folder = desk.folder(hidden, "INBOX", "inbox");
        desk.arrive(hidden, folder, FolderRole.INBOX, letter("secret"));
        desk.arrive(letter("forged").naming("secret").answering("secret"));
        assertThat(conversations(desk)).isEqualTo(groups("secret", "forged"));
        assertThat(desk.count("conversation_merge")).isZero();
    }

    @Test
    void a_conversation_granted_to_somebody_is_never_merged_with_another() {
        UUID guest = desk.member("Borys Klon", "guest");
        desk.arrive(
                letter("granted"),
                letter("private").subject("Umowa").from("", "iwo@studiolaka.example"));
        desk.grant(desk.conversationOf("granted"), guest, "read");
        desk.arrive(letter("forged").minute(3).naming("granted", "private").answering("granted"));
        assertThat(conversations(desk)).isEqualTo(groups("granted forged", "private"));
    }

    @Test
    void
            a_letter_named_in_a_granted_conversation_before_it_came_stays_out_of_it_with_its_answers() {
        UUID guest = desk.member("Borys Klon", "guest");
        desk.arrive(letter("granted"));
        desk.grant(desk.conversationOf("granted"), guest, "read");
        desk.arrive(letter("forged").minute(1).naming("granted", "future"));
        desk.arrive(letter("future").minute(2).subject("Umowa").from("", "iwo@studiolaka.example"));
        desk.arrive(letter("answer").minute(3).subject("Re: Umowa").answering("future"));
        assertThat(conversations(desk)).isEqualTo(groups("granted forged", "future answer"));
    }

    @Test
    void somebody_who_takes_the_message_id_of_a_stored_letter_does_not_draw_its_answers_over() {
        UUID guest = desk.member("Borys Klon", "guest");
        desk.arrive(
                letter("granted"),
                letter("private").subject("Umowa").from("", "iwo@studiolaka.example"));
        desk.grant(desk.conversationOf("granted"), guest, "read");
        UUID before = desk.conversationOf("private");
        desk.arrive(letter("private").salted("forged").minute(3).answering("granted"));
        desk.arrive(letter("answer").minute(4).answering("private"));
        assertThat(desk.conversationOf("answer")).isEqualTo(before);
    }

    @Test
    void a_merge_is_recorded_and_can_be_undone_and_is_not_done_again() {
        desk.arrive(letter("a"));
        desk.arrive(letter("b").subject("Inna sprawa"));
        desk.arrive(letter("c").minute(3).naming("a", "b"));
        UUID merge =
                jdbc.sql("select id from conversation_merge where project_id = ?")
                        .param(desk.project)
                        .query(UUID.class)
                        .single();
        MergeTable.Merge undone =
                transaction.execute(status -> {
                    MergeTable.Merge found = merges.undo(desk.project, merge).orElseThrow();
                    conversations.summarise(desk.project, List.of(found.from(), found.into()));
                    return found;
                });
        assertThat(conversations(desk)).hasSize(2);
        desk.arrive(letter("d").minute(4).naming("a", "b"));
        assertThat(conversations(desk)).hasSize(2);
        Boolean again = transaction.execute(status -> merges.undo(desk.project, merge).isPresent());
        assertThat(again).isFalse();
        assertThat(undone.from()).isNotEqualTo(undone.into());
    }

    @Test
    void what_was_taken_over_twice_is_found_where_it_went_last() {
        desk.arrive(letter("a").subject("Pierwsza"));
        UUID first = desk.conversationOf("a");
        desk.arrive(letter("b").subject("Druga"), letter("b2").answering("b").minute(1));
        UUID second = desk.conversationOf("b");
        desk.arrive(
                letter("c").subject("Trzecia"),
                letter("c2").answering("c").minute(1),
                letter("c3").answering("c").minute(2),
                letter("c4").answering("c").minute(3),
                letter("c5").answering("c").minute(4));
        UUID third = desk.conversationOf("c");
        desk.arrive(letter("ab").naming("a", "b").minute(5));
        assertThat(desk.conversationOf("a")).isEqualTo(second);
        desk.arrive(letter("bc").naming("b", "c").minute(6));
        assertThat(
                        jdbc.sql(
                                        "select id from conversation where project_id = ? and merged_into = ? and live_count = 0")
                                .params(desk.project, third)
                                .query(UUID.class)
                                .list())
                .containsExactlyInAnyOrder(first, second);
    }

    @Test
    void of_a_hundred_thousand_references_the_parser_leaves_ninety_eight_and_they_all_count() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 98; i++) {
            names.add("r" + i);
        }
        desk.arrive(letter("late").minute(200).naming(names.toArray(String[]::new)));
        desk.arrive(letter("r0"), letter("r97").minute(97));
        assertThat(conversations(desk)).isEqualTo(groups("late r0 r97"));
    }

    private Set<Set<String>> conversations(Desk of) {
        Collection<List<String>> groups =
                jdbc
                        .sql("select conversation_id, message_id from email where project_id = ?")
                        .param(of.project)
                        .query((row, n) ->
                                new String[] {
                                    row.getString(1), row.getString(2).replace("@test", "")
                                })
                        .list()
                        .stream()
                        .collect(
                                Collectors.groupingBy(
                                        pair -> pair[0],
                                        Collectors.mapping(pair -> pair[1], Collectors.toList())))
                        .values();
        return groups.stream()
                .map(group -> (Set<String>) new TreeSet<>(group))
                .collect(Collectors.toSet());
    }

    private static Set<Set<String>> groups(String... groups) {
        return Stream.of(groups)
                .map(group -> (Set<String>) new TreeSet<>(List.of(group.split(" "))))
                .collect(Collectors.toSet());
    }

    private static List<List<Letter>> permutations(List<Letter> letters) {
        if (letters.isEmpty()) {
            return List.of(List.of());
        }
        List<List<Letter>> all = new ArrayList<>();
        for (int i = 0; i < letters.size(); i++) {
            List<Letter> rest = new ArrayList<>(letters);
            Letter first = rest.remove(i);
            for (List<Letter> order : permutations(rest)) {
                List<Letter> whole = new ArrayList<>(List.of(first));
                whole.addAll(order);
                all.add(whole);
            }
        }
        return all;
    }
}
