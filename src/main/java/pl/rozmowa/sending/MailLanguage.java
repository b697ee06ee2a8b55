package pl.rozmowa.sending;

import java.util.Locale;
import java.util.Set;

/** Guesses whether a mail is in Polish or in English, so that the line above a quote speaks its language. */
final class MailLanguage {

    private static final int LOOK_AT = 4000;
    private static final String POLISH_LETTERS = "ąćęłńóśźż";
    private static final Set<String> POLISH =
            Set.of(
                    "się",
                    "że",
                    "nie",
                    "dzień",
                    "dobry",
                    "pozdrawiam",
                    "proszę",
                    "prosze",
                    "na",
                    "jest",
                    "oraz",
                    "czy",
                    "dla",
                    "w",
                    "z",
                    "i",
                    "za",
                    "od",
                    "po",
                    "dziękuję",
                    "witam",
                    "zł");
    private static final Set<String> ENGLISH =
            Set.of(
                    "the", "and", "you", "for", "please", "thank", "thanks", "regards", "is", "are",
                    "of", "we", "our", "your", "with", "this", "have", "be", "hello", "dear", "it");

    private MailLanguage() {}

    /** {@code pl} or {@code en}; {@code otherwise} where the text says neither. */
    static String of(String text, String otherwise) {
        String start = text.substring(0, Math.min(text.length(), LOOK_AT)).toLowerCase(Locale.ROOT);
        long polish = start.chars().filter(c -> POLISH_LETTERS.indexOf(c) >= 0).count();
        long english = 0;
        for (String word : start.split("[^\\p{L}]+")) {
            polish += POLISH.contains(word) ? 1 : 0;
            english += ENGLISH.contains(word) ? 1 : 0;
        }
        if (polish == english) {
            return otherwise;
        }
        return polish > english ? "pl" : "en";
    }
}
