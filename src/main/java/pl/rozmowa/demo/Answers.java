package pl.rozmowa.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What clients answer, by what they were written about. The file has a section for each topic, {@code [words that tell it]}; its variants
 * are parted by lines of dashes. The section without words answers everything else.
 */
final class Answers {

    private record Topic(List<String> words, List<String> variants) {}

    private final List<Topic> topics = new ArrayList<>();

    private Answers(String source) {
        for (String section : source.split("(?m)^\\[")) {
            if (section.isBlank()) {
                continue;
            }
            int end = section.indexOf(']');
            String words = section.substring(0, end).strip();
            List<String> variants =
                    List.of(section.substring(end + 1).strip().split("(?m)^---+$")).stream()
                            .map(String::strip)
                            .toList();
            topics.add(
                    new Topic(
                            words.isEmpty() ? List.of() : List.of(words.split(",\\s*")), variants));
        }
    }

    static Answers in(boolean polish) {
        return new Answers(WorldFiles.text(polish ? "answers_pl.txt" : "answers_en.txt"));
    }

    /**
     * @param number how many answers the conversation has had already; no answer is given twice running
     */
    String to(String text, int number) {
        String lower = text.toLowerCase(Locale.ROOT);
        Topic topic =
                topics.stream()
                        .filter(t ->
                                t.words.isEmpty() || t.words.stream().anyMatch(lower::contains))
                        .findFirst()
                        .orElseThrow();
        return topic.variants.get(Math.floorMod(number, topic.variants.size()));
    }

    /** Polish by its letters or its commonest words. */
    static boolean isPolish(String text) {
        String lower = ' ' + text.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ") + ' ';
        return lower.chars().anyMatch(c -> "ąćęłńśźż".indexOf(c) >= 0)
                || List.of(
                                " dzien dobry",
                                " pozdrawiam",
                                " prosze ",
                                " czy ",
                                " jest ",
                                " nie ",
                                " tak ")
                        .stream()
                        .anyMatch(lower::contains);
    }
}
