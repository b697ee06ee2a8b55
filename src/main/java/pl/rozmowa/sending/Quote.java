package pl.rozmowa.sending;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.ResourceBundle;
import pl.rozmowa.conversation.EmailBodies.Body;
import pl.rozmowa.conversation.Person;
import pl.rozmowa.mail.SafeHtml;

/**
 * The email that is answered, as it stands below the answer: a line that says who wrote it and when, then what it says.
 *
 * @param html safe to show and to send: cleaned, without images
 * @param text every line marked with {@code >} (RFC 3676 §4.5)
 */
record Quote(String html, String text) {

    static final Quote NONE = new Quote("", "");

    private static final int LONGEST_TEXT = 500_000;

    /**
     * @param otherwise the language of the attribution where the text doesn't tell
     * @param zone of whoever answers: dates stand in it
     */
    static Quote of(Person from, Instant at, Body body, String otherwise, ZoneId zone) {
        String own = body.text().substring(0, body.ownTextLength());
        String attribution = attribution(from, at, MailLanguage.of(own, otherwise), zone);
        String source = body.html();
        String html =
                source == null
                        ? SafeHtml.ofText(body.text(), body.text().length()).html()
                        : SafeHtml.toSend(source);
        return new Quote(
                "<div>"
                        + escaped(attribution)
                        + "</div><blockquote type=\"cite\" style=\"margin:0 0 0 0.8em;border-left:2px solid #ccc;"
                        + "padding-left:0.8em\">"
                        + html
                        + "</blockquote>",
                attribution + "\n" + marked(body.text()));
    }

    private static String attribution(Person from, Instant at, String language, ZoneId zone) {
        Locale locale = Locale.of(language);
        ResourceBundle words = ResourceBundle.getBundle("pl.rozmowa.sending.messages", locale);
        ZonedDateTime then = at.atZone(zone);
        String who = from.name().isEmpty() ? from.email() : from.name() + " <" + from.email() + ">";
        return MessageFormat.format(
                words.getString("quote.attribution"),
                DateTimeFormatter.ofPattern(words.getString("quote.date"), locale).format(then),
                DateTimeFormatter.ofPattern("H:mm", locale).format(then),
                who);
    }

    private static String marked(String text) {
        StringBuilder marked = new StringBuilder(text.length() + 200);
        text.substring(0, Math.min(text.length(), LONGEST_TEXT))
                .stripTrailing()
                .lines()
                .forEach(line ->
                        marked.append(line.startsWith(">") ? ">" : "> ").append(line).append('\n'));
        return marked.toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
