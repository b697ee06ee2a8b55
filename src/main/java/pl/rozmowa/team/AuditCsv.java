package pl.rozmowa.team;

import java.io.IOException;
import java.io.Writer;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The audit log as a table for spreadsheets (RFC 4180), in the reader's language and time zone. A cell never begins with what a spreadsheet
 * takes for a formula.
 */
final class AuditCsv {

    /** By it spreadsheets know UTF-8. */
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final String FORMULA = "=+-@\t\r\n|%\uFF1D\uFF0B\uFF0D\uFF20";

    private final Writer out;
    private final ResourceBundle words;
    private final String separator;
    private final DateTimeFormatter time;

    AuditCsv(Writer out, CurrentMember reader) {
        this.out = out;
        this.words =
                ResourceBundle.getBundle("pl.rozmowa.team.audit", Locale.of(reader.language()));
        // A Polish spreadsheet writes decimals with a comma, and so divides cells with a semicolon.
        this.separator = reader.language().equals("pl") ? ";" : ",";
        this.time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx").withZone(reader.zone());
    }

    void head() throws IOException {
        out.write(BYTE_ORDER_MARK);
        row(
                List.of(
                        words.getString("column.at"),
                        words.getString("column.name"),
                        words.getString("column.email"),
                        words.getString("column.what"),
                        words.getString("column.about"),
                        words.getString("column.verb"),
                        words.getString("column.ids")));
    }

    void line(AuditLog.Line line) throws IOException {
        AuditLog.Who who = line.member();
        row(
                List.of(
                        time.format(line.at()),
                        text(who == null ? null : who.name()),
                        text(line.email()),
                        words(line.verb()),
                        line.subjects().stream()
                                .map(AuditLog.Subject::name)
                                .filter(name -> name != null)
                                .collect(Collectors.joining(", ")),
                        line.verb(),
                        line.subjects().stream()
                                .map(subject -> subject.id().toString())
                                .collect(Collectors.joining(" "))));
    }

    private String words(String verb) {
        try {
            return words.getString(verb);
        } catch (MissingResourceException newerThanTheWords) {
            return verb;
        }
    }

    private void row(List<String> cells) throws IOException {
        out.write(
                cells.stream().map(AuditCsv::cell).collect(Collectors.joining(separator)) + "\r\n");
    }

    static String cell(String text) {
        boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
        return "\"" + (formula ? "'" : "") + text.replace("\"", "\"\"") + "\"";
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
