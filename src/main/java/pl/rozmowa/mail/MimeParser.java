package pl.rozmowa.mail;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads e-mails. Never throws for what is in them: whatever is wrong becomes a {@link Defect}. */
public final class MimeParser {

    private static final int KEPT_REFERENCES = 49;
    private static final Instant BEFORE_MAIL_HAD_DATES = Instant.parse("1990-01-01T00:00:00Z");

    private final ParseLimits limits;
    private final Set<Defect> defects = EnumSet.noneOf(Defect.class);

    private MimeParser(ParseLimits limits) {
        this.limits = limits;
    }

    /** Reads a whole source. It may be kept by the result: don't write to it afterwards. */
    public static ParsedEmail parse(byte[] source, ParseLimits limits) {
        return new MimeParser(limits).whole(source);
    }

    /**
     * Reads no more than {@link ParseLimits#bytes} of the stream.
     *
     * @throws IOException only when the stream itself fails
     */
    public static ParsedEmail parse(InputStream source, ParseLimits limits) throws IOException {
        int most = (int) Math.min(limits.bytes() + 1, Integer.MAX_VALUE - 16);
        return parse(source.readNBytes(most), limits);
    }

    /**
     * The e-mail put together from what was fetched of it piece by piece.
     *
     * @param headerBlock the fields of the message, with or without the empty line
     * @param textParts in the order of the structure
     * @param otherParts everything that was not fetched
     * @param size of the whole source, as the server says
     */
    public static ParsedEmail assemble(
            byte[] headerBlock,
            List<PartSource> textParts,
            List<PartStub> otherParts,
            long size,
            ParseLimits limits) {
        MimeParser parser = new MimeParser(limits);
        byte[] block = Source.readable(headerBlock, headerBlock.length);
        int from = Source.start(block, block.length);
        HeaderFields headers = HeaderFields.read(block, from, block.length, limits, parser.defects);
        Part root = PartsByPath.tree(headers, textParts, otherParts, limits, parser.defects);
        return parser.email(headers, Body.of(root, limits, parser.defects), size);
    }

    /** One attachment of a source that was stored whole, with its content; empty when there is no such part. */
    public static Optional<AttachmentPart> attachment(
            byte[] source, String partPath, ParseLimits limits) {
        return parse(source, limits).attachments().stream()
                .filter(part -> part.partPath().equals(partPath))
                .findFirst();
    }

    private ParsedEmail whole(byte[] source) {
        int end = source.length;
        if (end > limits.bytes()) {
            defects.add(Defect.TRUNCATED);
            end = (int) limits.bytes();
        }
        byte[] bytes = Source.readable(source, end);
        int to = bytes == source ? end : bytes.length;
        int from = Source.start(bytes, to);
        if (from == to) {
            defects.add(Defect.EMPTY);
        }
        HeaderFields headers = HeaderFields.read(bytes, from, to, limits, defects);
        Part root = new PartReader(limits, defects).read(headers, bytes, headers.bodyStart(), to);
        return email(headers, Body.of(root, limits, defects), source.length);
    }

    private ParsedEmail email(HeaderFields headers, Body body, long size) {
        List<EmailAddress> from = addresses(headers, "from");
        List<EmailAddress> sender = addresses(headers, "sender");
        if (from.isEmpty()) {
            defects.add(headers.has("from") ? Defect.BAD_ADDRESS : Defect.MISSING_FROM);
        }
        EmailAddress author =
                !from.isEmpty() ? from.getFirst() : sender.isEmpty() ? null : sender.getFirst();
        String subject = CleanText.cut(BaseSubject.collapse(headers.first("subject")), 2_000);
        String html = body.html();
        Words words = words(body, html);
        MessageId messageId = messageId(headers);
        return new ParsedEmail(
                headers,
                from,
                sender.isEmpty() ? null : sender.getFirst(),
                addresses(headers, "reply-to"),
                addresses(headers, "to"),
                addresses(headers, "cc"),
                addresses(headers, "bcc"),
                subject,
                BaseSubject.of(subject),
                date(headers),
                messageId,
                ids(headers, "in-reply-to"),
                ids(headers, "references"),
                MessageId.parse(headers.first("x-microsoft-original-message-id")),
                words.text,
                html,
                words.fold,
                Snippet.of(words.text, words.fold),
                List.copyOf(body.attachments()),
                body.invitation(),
                AutoMail.recognise(headers, author, subject),
                Collections.unmodifiableSet(EnumSet.copyOf(defects)),
                size,
                Ident.isWeak(headers) ? Ident.keyOf(headers, words.text) : Ident.keyOf(headers));
    }

    private record Words(String text, int fold) {}

    private Words words(Body body, @Nullable String html) {
        String plain = body.plain();
        if (html == null || (!plain.isBlank() && !body.saysMoreInHtml())) {
            return new Words(plain, QuotedText.foldPoint(plain));
        }
        PlainText fromHtml = PlainText.read(html);
        String text = CleanText.cut(fromHtml.text(), limits.textChars());
        return new Words(text, Math.min(fromHtml.ownLength(), text.length()));
    }

    private List<EmailAddress> addresses(HeaderFields headers, String name) {
        List<String> values = headers.rawAll(name);
        if (values.size() > 1) {
            defects.add(Defect.DUPLICATE_HEADER);
        }
        List<EmailAddress> all = new ArrayList<>();
        for (String value : values) {
            AddressParser parser = new AddressParser(value);
            all.addAll(parser.parse());
            if (parser.tooMany() || all.size() > AddressParser.MOST) {
                defects.add(Defect.TOO_MANY_ADDRESSES);
                break;
            }
        }
        return List.copyOf(
                all.size() > AddressParser.MOST ? all.subList(0, AddressParser.MOST) : all);
    }

    private @Nullable Instant date(HeaderFields headers) {
        if (!headers.has("date")) {
            defects.add(Defect.MISSING_DATE);
            return null;
        }
        Instant date = MailDate.parse(headers.first("date"));
        if (date == null) {
            defects.add(Defect.BAD_DATE);
        } else if (date.isBefore(BEFORE_MAIL_HAD_DATES)) {
            defects.add(Defect.ODD_DATE);
        }
        return date;
    }

    private @Nullable MessageId messageId(HeaderFields headers) {
        if (!headers.has("message-id")) {
            defects.add(Defect.MISSING_MESSAGE_ID);
            return null;
        }
        if (headers.occurrences("message-id") > 1) {
            defects.add(Defect.DUPLICATE_HEADER);
        }
        String value = headers.first("message-id");
        MessageId id = MessageId.parse(value);
        if (id == null || !value.equals(id.inBrackets())) {
            defects.add(Defect.BAD_MESSAGE_ID);
        }
        return id;
    }

    /** The first and last 49: what lies between belongs to the same conversation anyway. */
    private static List<MessageId> ids(HeaderFields headers, String name) {
        List<MessageId> all = MessageId.listOf(headers.first(name));
        if (all.size() <= 2 * KEPT_REFERENCES) {
            return List.copyOf(all);
        }
        List<MessageId> kept = new ArrayList<>(all.subList(0, KEPT_REFERENCES));
        kept.addAll(all.subList(all.size() - KEPT_REFERENCES, all.size()));
        return List.copyOf(kept);
    }
}
