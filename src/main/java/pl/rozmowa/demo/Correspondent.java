package pl.rozmowa.demo;

import java.time.ZoneId;
import java.util.Locale;

/**
 * Somebody of the world who writes mail.
 *
 * @param key the word by which the stories name them
 * @param program what they write mail with, which decides the look and the quoting
 * @param zone where they are
 * @param signature below what they write; empty for none
 * @param answers whether they answer mail while the demo runs
 */
record Correspondent(
        String key,
        String name,
        String address,
        MailProgram program,
        Locale language,
        ZoneId zone,
        String signature,
        boolean answers) {

    /** The domain of our own company. */
    static final String OURS = "debowa.test";

    boolean isOurs() {
        return domain().equals(OURS);
    }

    String domain() {
        return address.substring(address.indexOf('@') + 1);
    }

    boolean isPolish() {
        return language.getLanguage().equals("pl");
    }

    String firstName() {
        int space = name.indexOf(' ');
        return space < 0 ? name : name.substring(0, space);
    }

    /** One line of the list of people: key, name, address, program, language, zone, signature, and {@code silent} where they don't answer. */
    static Correspondent parse(String line) {
        String[] fields = line.split("\\|", -1);
        for (int i = 0; i < fields.length; i++) {
            fields[i] = fields[i].strip();
        }
        return new Correspondent(
                fields[0],
                fields[1],
                fields[2],
                MailProgram.valueOf(fields[3].toUpperCase(Locale.ROOT)),
                Locale.forLanguageTag(fields[4]),
                ZoneId.of(fields[5]),
                fields[6].replace(" / ", "\n"),
                !(fields.length > 7 && fields[7].equals("silent")));
    }
}
