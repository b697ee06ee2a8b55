package pl.rozmowa.demo;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes one message as its sender's program would: text and HTML, signature, quotation, attachments, headers. */
final class Composer {

    private static final Pattern PREFIX = Pattern.compile("(?i)^((re|odp|aw|fwd|fw|pd)\\s*:\\s*)+");
    private static final Map<String, String> TYPES =
            Map.of(
                    "pdf", "application/pdf",
                    "png", "image/png",
                    "photo", "image/png",
                    "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    /**
     * What is to be written.
     *
     * @param answered the message that is answered and quoted, null for a first one
     * @param referencing whether it names what it answers in its headers, as most programs do
     */
    record Draft(
            String story,
            String messageId,
            Correspondent from,
            List<Correspondent> to,
            List<Correspondent> cc,
            Instant at,
            String subject,
            @Nullable WrittenMail answered,
            boolean referencing,
            Story.Entry entry) {}

    private final Draft draft;
    private final Story.Entry entry;
    private final MailProgram program;
    private final boolean polish;
    private final MimeWriter writer;
    private final String boundary;

    private Composer(Draft draft) {
        this.draft = draft;
        this.entry = draft.entry();
        this.program = draft.from().program();
        this.polish = draft.from().isPolish();
        String charset = entry.option("charset");
        this.writer =
                new MimeWriter(charset == null ? StandardCharsets.UTF_8 : Charset.forName(charset));
        this.boundary = "=_" + draft.messageId().substring(1, 13).replaceAll("[^A-Za-z0-9]", "x");
    }

    static WrittenMail compose(Draft draft) {
        return new Composer(draft).write();
    }

    /** The subject of an answer: one prefix, that of the program. */
    static String replySubject(MailProgram program, String subject) {
        return program.replyPrefix() + PREFIX.matcher(subject).replaceFirst("");
    }

    private WrittenMail write() {
        String own = DemoCalendar.dates(entry.text(), draft.at(), draft.from().language());
        String design = entry.option("design");
        String plain = plain(own);
        String html = design == null ? html(own) : WorldFiles.text("bodies/" + design);
        WrittenMail answered = draft.answered();
        List<String> references = new ArrayList<>();
        if (answered != null && draft.referencing()) {
            references.addAll(answered.references());
            references.add(answered.messageId());
        }
        headers(references);
        byte[] source =
                entry.has("broken") ? broken(body(plain, html)) : writer.message(body(plain, html));
        String folder = entry.option("folder");
        return new WrittenMail(
                draft.story(),
                draft.from(),
                draft.to(),
                draft.cc(),
                draft.at(),
                draft.subject(),
                draft.messageId(),
                List.copyOf(references),
                plain,
                html,
                folder == null ? "INBOX" : folder,
                !entry.has("unread"),
                source);
    }

    private void headers(List<String> references) {
        String auto = entry.option("auto");
        if ("bounce".equals(auto)) {
            writer.header("Return-Path", "<>");
        }
        writer.date(draft.at(), draft.from().zone())
                .people("From", List.of(draft.from()))
                .people("To", draft.to())
                .people("Cc", draft.cc())
                .words("Subject", draft.subject())
                .header("Message-ID", draft.messageId());
        if (!references.isEmpty()) {
            writer.header("In-Reply-To", references.getLast())
                    .header("References", String.join("\r\n ", references));
        }
        if (!program.agent().isEmpty()) {
            writer.header(
                    program == MailProgram.THUNDERBIRD ? "User-Agent" : "X-Mailer",
                    program.agent());
        }
        switch (auto == null ? "" : auto) {
            case "away" ->
                    writer.header("Auto-Submitted", "auto-replied")
                            .header("X-Auto-Response-Suppress", "All");
            case "bounce" -> writer.header("Auto-Submitted", "auto-replied");
            case "list" ->
                    writer.header("List-Id", "<newsletter." + draft.from().domain() + ">")
                            .header(
                                    "List-Unsubscribe",
                                    "<https://" + draft.from().domain() + "/wypisz>")
                            .header("Precedence", "bulk");
            default -> {}
        }
    }

    private boolean quotes() {
        return draft.answered() != null && !entry.has("noquote") && !entry.has("auto");
    }

    private String plain(String own) {
        String text = TextToHtml.plain(own);
        String signature = draft.from().signature();
        String signed =
                signature.isEmpty() || entry.has("unsigned")
                        ? text
                        : text + "\n\n" + dashes() + signature;
        WrittenMail answered = draft.answered();
        if (answered == null || !quotes()) {
            return signed;
        }
        String quote = program.quotePlain(answered, polish);
        return program.answersBelow() ? quote + "\n\n" + signed : signed + "\n\n" + quote;
    }

    private String dashes() {
        return switch (program) {
            case THUNDERBIRD, MUTT, GMAIL, ROUNDCUBE -> "-- \n";
            default -> "";
        };
    }

    private String html(String own) {
        String signature = draft.from().signature();
        String signed =
                TextToHtml.html(own)
                        + (signature.isEmpty() || entry.has("unsigned")
                                ? ""
                                : "<p style=\"color:#5a5a5a\">"
                                        + TextToHtml.escaped(signature)
                                        + "</p>");
        String body = program.wrapped(signed);
        WrittenMail answered = draft.answered();
        return answered == null || !quotes() ? body : body + program.quoteHtml(answered, polish);
    }

    private MimeWriter.Part body(String plain, String html) {
        if ("bounce".equals(entry.option("auto"))) {
            return report(plain);
        }
        String winmail = entry.option("winmail");
        if (winmail != null) {
            byte[] packed =
                    Samples.winmail(
                            plain, winmail, Samples.pdf(winmail, List.of("Ceramika Debowa")));
            return new MimeWriter(StandardCharsets.US_ASCII)
                    .attachment("application/ms-tnef", "winmail.dat", packed);
        }
        MimeWriter.Part text =
                writer.text(
                        "plain", plain, program == MailProgram.THUNDERBIRD ? "; format=fixed" : "");
        MimeWriter.Part content = text;
        if (program.writesHtml() && !entry.has("plainonly")) {
            content =
                    alternative(
                            text,
                            writer.text("html", "<html><body>" + html + "</body></html>", ""));
        }
        List<MimeWriter.Part> parts = new ArrayList<>(List.of(content));
        entry.all("attach").forEach(attachment -> parts.add(attached(attachment)));
        return parts.size() == 1 ? content : MimeWriter.multipart("mixed", boundary + "m", parts);
    }

    private MimeWriter.Part alternative(MimeWriter.Part text, MimeWriter.Part html) {
        String picture = entry.option("inline");
        MimeWriter.Part shown =
                picture == null
                        ? html
                        : MimeWriter.multipart(
                                "related",
                                boundary + "r",
                                List.of(
                                        html,
                                        MimeWriter.inline(
                                                "image/png",
                                                picture,
                                                "obraz1@debowa.test",
                                                Samples.picture(picture, false))));
        if (entry.has("htmlonly")) {
            return shown;
        }
        List<MimeWriter.Part> parts = new ArrayList<>(List.of(text, shown));
        String invite = entry.option("invite");
        if (invite != null) {
            parts.add(DemoInvitation.part(draft, invite));
        }
        return MimeWriter.multipart("alternative", boundary + "a", parts);
    }

    /** {@code KIND NAME | LINE; LINE}: for a sheet, rows are parted by {@code /} and cells by {@code ;}. */
    private MimeWriter.Part attached(String description) {
        int bar = description.indexOf(" | ");
        String head = bar < 0 ? description : description.substring(0, bar);
        String text =
                bar < 0
                        ? ""
                        : DemoCalendar.dates(
                                description.substring(bar + 3),
                                draft.at(),
                                draft.from().language());
        String kind = head.substring(0, head.indexOf(' '));
        String name =
                DemoCalendar.dates(
                        head.substring(head.indexOf(' ') + 1), draft.at(), draft.from().language());
        byte[] bytes =
                switch (kind) {
                    case "pdf" ->
                            Samples.pdf(
                                    name.replace(".pdf", "").replace('_', ' '), split(text, ";"));
                    case "xlsx" -> Samples.sheet(split(text, "/"));
                    case "png" -> Samples.picture(name, false);
                    case "photo" -> Samples.picture(name, true);
                    default ->
                            throw new IllegalArgumentException(
                                    draft.story() + ": no attachment is a " + kind);
                };
        return writer.attachment(TYPES.getOrDefault(kind, "application/octet-stream"), name, bytes);
    }

    private static List<String> split(String text, String mark) {
        return Arrays.stream(text.split(mark)).map(String::strip).toList();
    }

    /** A report of a failed delivery (RFC 3464). */
    private MimeWriter.Part report(String plain) {
        String failed = String.valueOf(entry.option("failed"));
        MimeWriter.Part status =
                new MimeWriter.Part(
                        List.of("Content-Type: message/delivery-status"),
                        "Reporting-MTA: dns; poczta.debowa.test\r\n\r\nFinal-Recipient: rfc822; "
                                + failed
                                + "\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 User unknown");
        WrittenMail answered = draft.answered();
        String original =
                answered == null ? "" : new String(answered.source(), StandardCharsets.US_ASCII);
        int end = original.indexOf("\r\n\r\n");
        MimeWriter.Part headers =
                new MimeWriter.Part(
                        List.of("Content-Type: text/rfc822-headers"),
                        end < 0 ? "" : original.substring(0, end + 2));
        return MimeWriter.multipart(
                "report; report-type=delivery-status",
                boundary + "d",
                List.of(writer.text("plain", plain, ""), status, headers));
    }

    /** As if the line had been cut in the middle of the last part. */
    private byte[] broken(MimeWriter.Part body) {
        byte[] whole = writer.message(body);
        return Arrays.copyOf(whole, whole.length - 700);
    }
}
