package pl.rozmowa.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import pl.rozmowa.mail.AutoKind;
import pl.rozmowa.mail.MessageId;
import pl.rozmowa.mail.MimeParser;
import pl.rozmowa.mail.ParseLimits;
import pl.rozmowa.mail.ParsedEmail;

class WorldTest {

    /** A Tuesday. */
    private static final Instant START = Instant.parse("2026-03-10T09:00:00Z");

    private final World world = World.load();
    private final List<WrittenMail> history = world.history(START);

    private static ParsedEmail parsed(WrittenMail mail) {
        return MimeParser.parse(mail.source(), ParseLimits.STANDARD);
    }

    @Test
    void sixty_to_a_hundred_conversations_of_the_last_forty_days_are_told() {
        Map<String, List<WrittenMail>> stories =
                history.stream().collect(Collectors.groupingBy(WrittenMail::story));
        assertThat(stories.size()).isBetween(60, 100);
        assertThat(stories.values()).allSatisfy(mails -> assertThat(mails).hasSizeBetween(1, 9));
        assertThat(history)
                .allSatisfy(mail ->
                        assertThat(mail.at()).isBetween(START.minus(Duration.ofDays(41)), START));
    }

    @Test
    void only_what_was_cut_in_the_middle_has_defects() {
        assertThat(
                        history.stream()
                                .filter(mail -> !parsed(mail).defects().isEmpty())
                                .map(WrittenMail::story)
                                .distinct())
                .containsExactly("054-zerwana-wiadomosc");
    }

    @Test
    void what_people_wrote_is_what_is_read() {
        for (WrittenMail mail : history) {
            ParsedEmail email = parsed(mail);
            assertThat(email.subject()).isEqualTo(mail.subject());
            assertThat(email.from().getFirst().name()).isEqualTo(mail.from().name());
            assertThat(email.messageId())
                    .extracting(MessageId::inBrackets)
                    .isEqualTo(mail.messageId());
            assertThat(email.sentAt())
                    .as(mail.story())
                    .isEqualTo(mail.at().truncatedTo(ChronoUnit.SECONDS));
            assertThat(email.text()).doesNotContain("\uFFFD", "{d", "{y}", "=?");
        }
        assertThat(text("005-hotel-podjesionem-lazienki"))
                .contains("Łazienki są małe, po około cztery metry podłogi");
        assertThat(text("010-waclaw-taras")).contains("Poprzednie płytki popękały.");
        assertThat(text("013-wilga-opoznienie")).contains("Za utrudnienia przepraszamy.");
        assertThat(text("030-outlook-winmail")).contains("wymiary wnęk do kuchni na Jaworowej");
    }

    private String text(String story) {
        return history.stream()
                .filter(mail -> mail.story().equals(story))
                .map(mail -> parsed(mail).text())
                .collect(Collectors.joining("\n"));
    }

    @Test
    void quoted_history_is_found_whatever_program_wrote_it() {
        List<WrittenMail> answersAbove =
                history.stream()
                        .filter(mail ->
                                !mail.references().isEmpty()
                                        && !mail.from().program().answersBelow())
                        .filter(mail ->
                                parsed(mail).autoKind() == null && mail.plain().length() > 0)
                        .filter(mail -> quotes(mail))
                        .toList();
        assertThat(answersAbove).hasSizeGreaterThan(60);
        assertThat(answersAbove)
                .allSatisfy(mail ->
                        assertThat(parsed(mail).ownText())
                                .as(mail.story())
                                .doesNotContain(
                                        "napisał", "wrote:", "Wysłano:", "Gesendet:", "Sent:"));
    }

    private static boolean quotes(WrittenMail mail) {
        return mail.plain()
                .lines()
                .anyMatch(line ->
                        line.startsWith(">")
                                || line.startsWith("Od:")
                                || line.startsWith("From:")
                                || line.startsWith("Von:"));
    }

    @Test
    void message_ids_are_the_same_at_each_telling_and_never_twice() {
        List<String> ids = history.stream().map(WrittenMail::messageId).toList();
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(
                        World.load().history(START.plusSeconds(86_400)).stream()
                                .map(WrittenMail::messageId)
                                .toList())
                .containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void every_answer_names_what_it_answers() {
        Map<String, Set<String>> known = new HashMap<>();
        for (WrittenMail mail : history) {
            Set<String> story = known.computeIfAbsent(mail.story(), s -> new HashSet<>());
            assertThat(story).as(mail.story()).containsAll(mail.references());
            story.add(mail.messageId());
        }
    }

    @Test
    void all_that_a_mailbox_meets_is_in_it() {
        Map<AutoKind, Long> kinds =
                history.stream()
                        .map(WorldTest::parsed)
                        .map(ParsedEmail::autoKind)
                        .filter(kind -> kind != null)
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(kinds)
                .containsKeys(
                        AutoKind.BOUNCE, AutoKind.AUTO_REPLY, AutoKind.LIST, AutoKind.NO_REPLY);
        assertThat(
                        history.stream()
                                .map(WorldTest::parsed)
                                .filter(email -> email.invitation() != null))
                .hasSize(2);
        assertThat(history.stream().mapToInt(mail -> mail.source().length).max().orElse(0))
                .isGreaterThan(200_000);
        assertThat(
                        history.stream()
                                .map(mail ->
                                        new String(
                                                mail.source(),
                                                java.nio.charset.StandardCharsets.US_ASCII))
                                .filter(source -> source.contains("charset=iso-8859-2")))
                .hasSizeGreaterThan(1);
        Set<MailProgram> programs =
                history.stream().map(mail -> mail.from().program()).collect(Collectors.toSet());
        assertThat(programs).containsAll(Arrays.asList(MailProgram.values()));
    }

    @Test
    void arrivals_can_be_told() {
        assertThat(WorldFiles.stories("arrivals"))
                .hasSizeGreaterThan(4)
                .allSatisfy(story ->
                        assertThat(world.tell(story, START))
                                .singleElement()
                                .satisfies(mail -> assertThat(parsed(mail).defects()).isEmpty()));
    }
}
