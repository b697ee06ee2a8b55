package pl.rozmowa.notification;

import java.net.URI;
import java.util.List;
import pl.rozmowa.sending.SendNotice.Notice;

/** How a digest reads: one line each with a link, subjects of conversations, and no word of any mail. */
final class DigestLetter {

    private final DigestTable.Reader reader;
    private final Words words;
    private final String base;

    DigestLetter(DigestTable.Reader reader, URI publicUrl) {
        this.reader = reader;
        this.words = Words.of(reader.language());
        this.base = publicUrl.toString().replaceAll("/+$", "");
    }

    /** @param more there is more than these */
    Notice of(List<DigestTable.Line> lines, boolean more) {
        return new Notice(
                reader.name(),
                reader.email(),
                words.counted("digest.subject", lines.size()) + " · " + reader.project(),
                text(lines, more),
                html(lines, more),
                reader.zone());
    }

    private String text(List<DigestTable.Line> lines, boolean more) {
        StringBuilder text = new StringBuilder(lead()).append("\n\n");
        for (DigestTable.Line line : lines) {
            text.append("- ")
                    .append(words.told(line.kind(), line.count()))
                    .append(": ")
                    .append(about(line))
                    .append("\n  ")
                    .append(link(line))
                    .append('\n');
        }
        if (more) {
            text.append("\n").append(words.say("digest.more")).append(": ");
            text.append(base).append("/inbox\n");
        }
        return text.append("\n-- \n")
                .append(words.say("digest.foot"))
                .append('\n')
                .append(base)
                .append(Links.SETTINGS)
                .append('\n')
                .toString();
    }

    private String html(List<DigestTable.Line> lines, boolean more) {
        StringBuilder html =
                new StringBuilder(
                        "<!DOCTYPE html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\"></head><body style=\"font-family:sans-serif\">\n<p>"
                                .formatted(reader.language()));
        html.append(escaped(lead())).append("</p>\n<ul style=\"padding-left:1.2em\">\n");
        for (DigestTable.Line line : lines) {
            html.append("<li style=\"margin:0 0 0.7em\">")
                    .append(escaped(words.told(line.kind(), line.count())))
                    .append("<br><a href=\"")
                    .append(escaped(link(line)))
                    .append("\">")
                    .append(escaped(about(line)))
                    .append("</a></li>\n");
        }
        html.append("</ul>\n");
        if (more) {
            html.append("<p><a href=\"")
                    .append(escaped(base))
                    .append("/inbox\">")
                    .append(escaped(words.say("digest.more")))
                    .append("</a></p>\n");
        }
        return html.append("<p style=\"color:#666;font-size:smaller\">")
                .append(escaped(words.say("digest.foot")))
                .append(" <a href=\"")
                .append(escaped(base + Links.SETTINGS))
                .append("\">")
                .append(escaped(words.say("digest.settings")))
                .append("</a></p>\n</body></html>\n")
                .toString();
    }

    private String lead() {
        return words.say("digest.lead", reader.project());
    }

    private String about(DigestTable.Line line) {
        if (line.address() != null) {
            return line.address();
        }
        String subject = line.subject() == null ? "" : line.subject().strip();
        return subject.isEmpty()
                ? words.say("digest.noSubject")
                : subject.replaceAll("\\p{Cntrl}+", " ");
    }

    private String link(DigestTable.Line line) {
        return base + Links.path(line.conversationId(), line.accountId());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
