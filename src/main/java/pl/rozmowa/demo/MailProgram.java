package pl.rozmowa.demo;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;

/** The programs people write mail with; each quotes what it answers in its own way, below or above the answer. */
enum MailProgram {
    GMAIL(true, "Re: "),
    OUTLOOK(true, "RE: "),
    OUTLOOK_PL(true, "ODP: "),
    OUTLOOK_DE(true, "AW: "),
    OUTLOOK_PLAIN(false, "RE: "),
    APPLE(true, "Re: "),
    THUNDERBIRD(false, "Re: "),
    WP(true, "Odp: "),
    ONET(true, "Odp: "),
    INTERIA(true, "Odp: "),
    ROUNDCUBE(false, "Re: "),
    MUTT(false, "Re: "),
    NEWSLETTER(true, "");

    private final boolean html;
    private final String prefix;

    MailProgram(boolean html, String prefix) {
        this.html = html;
        this.prefix = prefix;
    }

    boolean writesHtml() {
        return html;
    }

    String replyPrefix() {
        return prefix;
    }

    /** Whether the answer stands below what it answers. */
    boolean answersBelow() {
        return this == THUNDERBIRD || this == MUTT;
    }

    /** What stands above the quotation, as plain text. */
    String attribution(WrittenMail quoted, boolean polish) {
        Locale language = polish ? Locale.forLanguageTag("pl") : Locale.UK;
        ZonedDateTime at = quoted.at().atZone(quoted.from().zone());
        String name = quoted.from().name();
        String address = quoted.from().address();
        return switch (this) {
            case GMAIL ->
                    polish
                            ? at(at, "EEE, d MMM yyyy 'o' HH:mm", language)
                                    + " "
                                    + name
                                    + " <"
                                    + address
                                    + "> napisał(a):"
                            : "On "
                                    + at(at, "EEE, d MMM yyyy 'at' HH:mm", language)
                                    + ", "
                                    + name
                                    + " <"
                                    + address
                                    + "> wrote:";
            case APPLE ->
                    polish
                            ? "Wiadomość napisana przez "
                                    + name
                                    + " <"
                                    + address
                                    + "> w dniu "
                                    + at(at, "d MMM yyyy, 'o godz.' HH:mm:", language)
                            : "On "
                                    + at(at, "d MMM yyyy, 'at' HH:mm", language)
                                    + ", "
                                    + name
                                    + " <"
                                    + address
                                    + "> wrote:";
            case THUNDERBIRD ->
                    polish
                            ? "W dniu "
                                    + at(at, "d.MM.yyyy 'o' HH:mm", language)
                                    + ", "
                                    + name
                                    + " pisze:"
                            : "On "
                                    + at(at, "dd/MM/yyyy HH:mm", language)
                                    + ", "
                                    + name
                                    + " wrote:";
            case WP ->
                    "Dnia "
                            + at(at, "d MMMM yyyy HH:mm", language)
                            + " "
                            + name
                            + " <"
                            + address
                            + "> napisał(a):";
            case ONET, INTERIA ->
                    "W dniu "
                            + at(at, "yyyy-MM-dd HH:mm:ss", language)
                            + " użytkownik "
                            + name
                            + " <"
                            + address
                            + "> napisał:";
            case ROUNDCUBE ->
                    "Dnia " + at(at, "yyyy-MM-dd HH:mm", language) + " " + name + " napisał(a):";
            case MUTT ->
                    "On "
                            + at(at, "EEE, MMM dd, yyyy 'at' hh:mm:ssa Z", Locale.US)
                            + ", "
                            + name
                            + " wrote:";
            case OUTLOOK, OUTLOOK_PL, OUTLOOK_DE, OUTLOOK_PLAIN ->
                    headers(quoted).entrySet().stream()
                            .map(row -> row.getKey() + " " + row.getValue())
                            .collect(Collectors.joining("\n"));
            case NEWSLETTER -> "";
        };
    }

    private java.util.Map<String, String> headers(WrittenMail quoted) {
        boolean polish = this == OUTLOOK_PL;
        boolean german = this == OUTLOOK_DE;
        Locale language =
                polish ? Locale.forLanguageTag("pl") : german ? Locale.GERMANY : Locale.UK;
        String to = quoted.to().stream().map(MailProgram::shown).collect(Collectors.joining("; "));
        java.util.Map<String, String> rows = new java.util.LinkedHashMap<>();
        rows.put(polish ? "Od:" : german ? "Von:" : "From:", shown(quoted.from()));
        rows.put(
                polish ? "Wysłano:" : german ? "Gesendet:" : "Sent:",
                at(quoted.at().atZone(quoted.from().zone()), "EEEE, d MMMM yyyy HH:mm", language));
        rows.put(polish ? "Do:" : german ? "An:" : "To:", to);
        rows.put(polish ? "Temat:" : german ? "Betreff:" : "Subject:", quoted.subject());
        return rows;
    }

    private static String shown(Correspondent person) {
        return person.name() + " <" + person.address() + ">";
    }

    private static String at(ZonedDateTime time, String pattern, Locale language) {
        return DateTimeFormatter.ofPattern(pattern, language).format(time);
    }

    /** The quotation as plain text. */
    String quotePlain(WrittenMail quoted, boolean polish) {
        return switch (this) {
            case OUTLOOK, OUTLOOK_PL, OUTLOOK_DE ->
                    attribution(quoted, polish) + "\n\n" + quoted.plain();
            case OUTLOOK_PLAIN ->
                    "-----"
                            + (polish ? "Wiadomość oryginalna" : "Original Message")
                            + "-----\n"
                            + attribution(quoted, polish)
                            + "\n\n"
                            + quoted.plain();
            case GMAIL, APPLE, THUNDERBIRD, WP, ONET, INTERIA, ROUNDCUBE, MUTT ->
                    attribution(quoted, polish)
                            + "\n"
                            + (this == GMAIL ? "\n" : "")
                            + quoted.plain()
                                    .lines()
                                    .map(line ->
                                            line.startsWith(">") || line.isEmpty()
                                                    ? ">" + line
                                                    : "> " + line)
                                    .collect(Collectors.joining("\n"));
            case NEWSLETTER -> "";
        };
    }

    /** The quotation as HTML. */
    String quoteHtml(WrittenMail quoted, boolean polish) {
        String said = TextToHtml.escaped(attribution(quoted, polish));
        return switch (this) {
            case GMAIL ->
                    "<br><div class=\"gmail_quote gmail_quote_container\"><div dir=\"ltr\" class=\"gmail_attr\">"
                            + said
                            + "<br></div><blockquote class=\"gmail_quote\" style=\"margin:0px 0px 0px 0.8ex;border-left:1px solid"
                            + " rgb(204,204,204);padding-left:1ex\">"
                            + quoted.html()
                            + "</blockquote></div>";
            case OUTLOOK, OUTLOOK_PL, OUTLOOK_DE, OUTLOOK_PLAIN ->
                    "<div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal>"
                            + headers(quoted).entrySet().stream()
                                    .map(row ->
                                            "<b>"
                                                    + row.getKey()
                                                    + "</b> "
                                                    + TextToHtml.escaped(row.getValue()))
                                    .collect(Collectors.joining("<br>"))
                            + "</p></div><p class=MsoNormal>&nbsp;</p>"
                            + quoted.html();
            case APPLE ->
                    "<div><br><blockquote type=\"cite\"><div>"
                            + said
                            + "</div><br><div>"
                            + quoted.html()
                            + "</div></blockquote></div>";
            case WP, ONET, INTERIA ->
                    "<div><br></div><div>"
                            + said
                            + "</div><blockquote style=\"margin-right:0;margin-left:7px;border-left:2px"
                            + " solid #e8e8e8;padding-left:7px\">"
                            + quoted.html()
                            + "</blockquote>";
            case THUNDERBIRD, ROUNDCUBE, MUTT ->
                    "<div class=\"moz-cite-prefix\">"
                            + said
                            + "</div><blockquote type=\"cite\">"
                            + quoted.html()
                            + "</blockquote>";
            case NEWSLETTER -> "";
        };
    }

    /** The own text as this program lays it out. */
    String wrapped(String html) {
        return switch (this) {
            case GMAIL -> "<div dir=\"ltr\">" + html + "</div>";
            case OUTLOOK, OUTLOOK_PL, OUTLOOK_DE, OUTLOOK_PLAIN ->
                    "<div class=WordSection1 style=\"font-family:Calibri,sans-serif;font-size:11pt\">"
                            + html
                            + "</div>";
            case APPLE ->
                    "<div style=\"overflow-wrap: break-word; line-break: after-white-space;\">"
                            + html
                            + "</div>";
            case WP, ONET, INTERIA ->
                    "<div style=\"font-family:Arial,sans-serif;font-size:14px\">" + html + "</div>";
            case THUNDERBIRD, ROUNDCUBE, MUTT, NEWSLETTER -> html;
        };
    }

    /** The name that it gives itself in the header; empty for none. */
    String agent() {
        return switch (this) {
            case OUTLOOK, OUTLOOK_PL, OUTLOOK_DE, OUTLOOK_PLAIN -> "Microsoft Outlook 16.0";
            case APPLE -> "Apple Mail (2.3826.400)";
            case THUNDERBIRD -> "Mozilla Thunderbird";
            case ROUNDCUBE -> "Roundcube Webmail";
            case MUTT -> "Mutt/2.2";
            case GMAIL, WP, ONET, INTERIA, NEWSLETTER -> "";
        };
    }
}
