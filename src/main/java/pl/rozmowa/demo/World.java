package pl.rozmowa.demo;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ceramika Dębowa and everybody it writes with: the people, and their conversations of the last forty days. */
final class World {

    private final Map<String, Correspondent> people = new LinkedHashMap<>();

    private World() {
        WorldFiles.text("people.txt")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Correspondent::parse)
                .forEach(person -> people.put(person.key(), person));
    }

    static World load() {
        return new World();
    }

    /** Whoever has this address. */
    Optional<Correspondent> byAddress(String address) {
        return people.values().stream()
                .filter(person -> person.address().equals(address.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    Correspondent person(String key) {
        Correspondent person = people.get(key);
        if (person == null) {
            throw new IllegalArgumentException("nobody is called " + key);
        }
        return person;
    }

    /** All messages there are when the demo starts for the first time, oldest first. */
    List<WrittenMail> history(Instant start) {
        List<WrittenMail> all = new ArrayList<>();
        WorldFiles.stories("conversations").forEach(story -> all.addAll(tell(story, start)));
        all.sort(Comparator.comparing(WrittenMail::at));
        return all;
    }

    /** The messages of one story, in its order. */
    List<WrittenMail> tell(Story story, Instant start) {
        DemoCalendar calendar = new DemoCalendar(start);
        List<WrittenMail> told = new ArrayList<>();
        for (int i = 0; i < story.entries().size(); i++) {
            Story.Entry entry = story.entries().get(i);
            Correspondent from = person(entry.from());
            Instant at = calendar.at(entry.when());
            String answers = entry.option("replyto");
            @Nullable WrittenMail answered =
                    answers != null
                            ? told.get(Integer.parseInt(answers) - 1)
                            : told.isEmpty() ? null : told.getLast();
            if (entry.has("fresh")) {
                answered = null;
            }
            told.add(
                    Composer.compose(
                            new Composer.Draft(
                                    story.name(),
                                    messageId(story.name() + "/" + i, from),
                                    from,
                                    entry.to().stream().map(this::person).toList(),
                                    entry.cc().stream().map(this::person).toList(),
                                    at,
                                    subject(story, entry, from, at, told.isEmpty()),
                                    answered,
                                    !entry.has("norefs"),
                                    entry)));
        }
        return told;
    }

    private static String subject(
            Story story, Story.Entry entry, Correspondent from, Instant at, boolean first) {
        String given = entry.option("subject");
        String subject =
                given != null
                        ? given
                        : first
                                ? story.subject()
                                : Composer.replySubject(from.program(), story.subject());
        return DemoCalendar.dates(subject, at, from.language());
    }

    /** The same for the same seed, in the form that the sender's program gives it. */
    static String messageId(String seed, Correspondent from) {
        String hash = hash(seed + from.address());
        return switch (from.program()) {
            case GMAIL -> "<CA+" + hash.substring(0, 24) + "@mail." + from.domain() + ">";
            case APPLE ->
                    "<"
                            + hash.substring(0, 8).toUpperCase(Locale.ROOT)
                            + "-"
                            + hash.substring(8, 20).toUpperCase(Locale.ROOT)
                            + "@"
                            + from.domain()
                            + ">";
            case OUTLOOK, OUTLOOK_PL, OUTLOOK_DE, OUTLOOK_PLAIN ->
                    "<"
                            + hash.substring(0, 22).toUpperCase(Locale.ROOT)
                            + "@exchange."
                            + from.domain()
                            + ">";
            case THUNDERBIRD, WP, ONET, INTERIA, ROUNDCUBE, MUTT, NEWSLETTER ->
                    "<" + hash.substring(0, 20) + "@" + from.domain() + ">";
        };
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
