package pl.rozmowa.team;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import pl.rozmowa.platform.Problem;

/**
 * Which passwords are taken: at least 12 characters of any kind, not among the common ones, and not made of one's own names. The list
 * holds the words that common passwords are made of; digits, signs and the usual disguises (0 for o, @ for a) around up to three such
 * words don't make a password uncommon.
 */
@Component
class PasswordRules {

    private static final int SHORTEST = 12;
    private static final int WORDS_JOINED = 3;
    private static final String DISGUISED = "013457@$!€";
    private static final String MEANT = "oieastasie";
    private static final String[] ROWS = {
        "qwertyuiop",
        "asdfghjkl",
        "zxcvbnm",
        "1234567890",
        "abcdefghijklmnopqrstuvwxyz",
        "qwertzuiop",
        "azertyuiop",
        "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik"
    };

    private final Set<String> common;

    PasswordRules() {
        this.common = read();
    }

    /**
     * @param own e-mail, name and project name of the one who chooses
     * @throws Problem {@code password_short} or {@code password_common}
     */
    void check(String password, Collection<String> own) {
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            throw new Problem("password_short", 400);
        }
        if (isCommon(password) || holdsOwn(password, own)) {
            throw new Problem("password_common", 400);
        }
    }

    private boolean isCommon(String password) {
        String folded = password.toLowerCase(Locale.ROOT);
        boolean digitsAndSigns =
                letters(folded).length() < 4 && folded.codePoints().allMatch(c -> c < 0x80);
        return folded.codePoints().distinct().count() < 5
                || digitsAndSigns
                || isRun(folded)
                || isMadeOfCommonWords(letters(folded))
                || isMadeOfCommonWords(letters(undisguised(folded)))
                || isMadeOfCommonWords(letters(undisguised(stripEnds(folded))));
    }

    /** A way along the keyboard, the alphabet or the digits, there or back, also repeated. */
    private static boolean isRun(String folded) {
        String back = new StringBuilder(folded).reverse().toString();
        return Arrays.stream(ROWS)
                .map(row -> (row + row).repeat(4))
                .anyMatch(row -> row.contains(folded) || row.contains(back));
    }

    /** Nothing but common words, or one word over and over. */
    private boolean isMadeOfCommonWords(String letters) {
        if (letters.isEmpty()) {
            return false;
        }
        for (int half = 1; half <= letters.length() / 2; half++) {
            String part = letters.substring(0, half);
            if (letters.length() % half == 0
                    && part.repeat(letters.length() / half).equals(letters)) {
                return true;
            }
        }
        return splits(letters, WORDS_JOINED);
    }

    private boolean splits(String letters, int words) {
        if (letters.isEmpty() || common.contains(letters)) {
            return true;
        }
        if (words == 1) {
            return false;
        }
        for (int end = 3; end < letters.length(); end++) {
            if (common.contains(letters.substring(0, end))
                    && splits(letters.substring(end), words - 1)) {
                return true;
            }
        }
        return false;
    }

    private static boolean holdsOwn(String password, Collection<String> own) {
        String folded = joined(password);
        return own.stream()
                .flatMap(PasswordRules::names)
                .filter(name -> name.length() >= 4)
                .anyMatch(folded::contains);
    }

    /** The whole, what stands before the @, and for names each word. */
    private static Stream<String> names(String own) {
        int at = own.indexOf('@');
        return at >= 0
                ? Stream.of(joined(own), joined(own.substring(0, at)))
                : Stream.concat(
                        Stream.of(joined(own)),
                        Arrays.stream(own.split("\\s+")).map(PasswordRules::joined));
    }

    /** Letters and digits only, without their marks: {@code Dębowa} hides in {@code debowa} as well. */
    private static String joined(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replace('ł', 'l')
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String letters(String folded) {
        return folded.codePoints()
                .filter(Character::isLetter)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String stripEnds(String folded) {
        return folded.replaceAll("^[^\\p{L}]+|[^\\p{L}]+$", "");
    }

    private static String undisguised(String folded) {
        StringBuilder plain = new StringBuilder(folded.length());
        for (int i = 0; i < folded.length(); i++) {
            int known = DISGUISED.indexOf(folded.charAt(i));
            plain.append(known < 0 ? folded.charAt(i) : MEANT.charAt(known));
        }
        return plain.toString();
    }

    private static Set<String> read() {
        try (InputStream list = PasswordRules.class.getResourceAsStream("common-passwords.txt")) {
            if (list == null) {
                throw new IllegalStateException("common-passwords.txt is missing");
            }
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Arrays.stream(line.strip().split(" +")))
                    .filter(word -> !word.isEmpty())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
