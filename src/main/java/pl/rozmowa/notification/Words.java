package pl.rozmowa.notification;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** What is said outside the web app, in the language of whoever reads it. */
final class Words {

    private final ResourceBundle texts;
    private final Locale locale;

    private Words(Locale locale) {
        this.locale = locale;
        this.texts = ResourceBundle.getBundle("pl.rozmowa.notification.messages", locale);
    }

    static Words of(String language) {
        return new Words(Locale.of(language));
    }

    /** One sentence, without names. */
    String told(Kind kind, int count) {
        return kind == Kind.REPLY_IN_MINE ? counted("reply_in_mine", count) : say(kind.key());
    }

    String say(String key, Object... values) {
        return new MessageFormat(texts.getString(key), locale).format(values);
    }

    /** In the plural form that the language has for this number (CLDR: one, few, many; English one, other). */
    String counted(String key, int count) {
        return say(key + "." + form(count), count);
    }

    private String form(int count) {
        if (count == 1) {
            return "one";
        }
        if (!locale.getLanguage().equals("pl")) {
            return "many";
        }
        int unit = count % 10;
        int tens = count % 100;
        return unit >= 2 && unit <= 4 && (tens < 12 || tens > 14) ? "few" : "many";
    }
}
