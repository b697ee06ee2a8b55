package pl.rozmowa.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses what of a part tree is text, HTML and attachment, as RFC 8621 §4.1.4 does: of alternatives one is shown, of a mixed
 * body every text part in its order, and whatever is not text stays an attachment.
 */
final class Body {

    /** One piece of the body: {@code html} says how it is written. */
    private record Piece(boolean html, String text) {}

    private static final int MOST_PIECES = 200;

    private final ParseLimits limits;
    private final Set<Defect> defects;
    private final List<Piece> texts = new ArrayList<>();
    private final List<Piece> htmls = new ArrayList<>();
    private final List<AttachmentPart> attachments = new ArrayList<>();
    private @Nullable Invitation invitation;

    Body(ParseLimits limits, Set<Defect> defects) {
        this.limits = limits;
        this.defects = defects;
    }

    static Body of(Part root, ParseLimits limits, Set<Defect> defects) {
        Body body = new Body(limits, defects);
        switch (root) {
            case Part.Multi multi -> body.children(multi, false);
            case Part.Leaf leaf -> body.leaf(leaf, true, "", true);
        }
        return body;
    }

    List<AttachmentPart> attachments() {
        return attachments;
    }

    @Nullable Invitation invitation() {
        return invitation;
    }

    /** The plain parts in their order; empty when the sender wrote HTML only. */
    String plain() {
        StringBuilder all = new StringBuilder();
        for (Piece piece : texts) {
            if (!piece.html) {
                append(all, piece.text, "\n\n");
            }
        }
        return limited(all);
    }

    /** Whether something of the text is said in HTML alone, so that the plain parts are not the whole of it. */
    boolean saysMoreInHtml() {
        return texts.stream().anyMatch(Piece::html) || (texts.isEmpty() && !htmls.isEmpty());
    }

    /** The HTML parts in their order, plain ones between them set as preformatted text; null when there is no HTML. */
    @Nullable String html() {
        if (htmls.stream().noneMatch(Piece::html)) {
            return null;
        }
        StringBuilder all = new StringBuilder();
        for (Piece piece : htmls) {
            append(all, piece.html ? piece.text : preformatted(piece.text), "\n");
        }
        return limited(all);
    }

    private void children(Part.Multi multi, boolean inAlternative) {
        boolean alternative = multi.subtype().equals("alternative");
        int textsBefore = texts.size();
        int htmlsBefore = htmls.size();
        for (int i = 0; i < multi.children().size(); i++) {
            switch (multi.children().get(i)) {
                case Part.Multi inner -> children(inner, inAlternative || alternative);
                case Part.Leaf leaf ->
                        leaf(leaf, i == 0, multi.subtype(), !inAlternative && !alternative);
            }
        }
        if (alternative) {
            // A side that is missing is taken from the other one.
            List<Piece> newTexts = List.copyOf(texts.subList(textsBefore, texts.size()));
            List<Piece> newHtmls = List.copyOf(htmls.subList(htmlsBefore, htmls.size()));
            if (newTexts.isEmpty()) {
                texts.addAll(newHtmls);
            } else if (newHtmls.isEmpty()) {
                htmls.addAll(newTexts);
            }
        }
    }

    private void leaf(Part.Leaf leaf, boolean first, String parent, boolean both) {
        String type = leaf.mediaType();
        if (type.equals("text/calendar") || type.equals("application/ics")) {
            calendar(leaf);
        }
        if (isBodyText(leaf, type, first, parent)) {
            text(leaf, type.equals("text/html") || type.equals("application/xhtml+xml"), both);
            return;
        }
        boolean winmail =
                type.endsWith("ms-tnef")
                        || leaf.rawName().toLowerCase(Locale.ROOT).equals("winmail.dat");
        if (winmail && leaf.encoded() != null && unpack(leaf)) {
            return;
        }
        attachments.add(attachment(leaf, type, parent));
    }

    private static boolean isBodyText(Part.Leaf leaf, String type, boolean first, String parent) {
        boolean text =
                type.equals("text/plain")
                        || type.equals("text/html")
                        || type.equals("application/xhtml+xml")
                        || (type.startsWith("text/")
                                && parent.isEmpty()
                                && leaf.rawName().isBlank()
                                && !type.equals("text/calendar"));
        return text
                && leaf.encoded() != null
                && !leaf.isAttachment()
                && (first || leaf.rawName().isBlank() || (parent.equals("alternative")));
    }

    private void text(Part.Leaf leaf, boolean html, boolean both) {
        byte[] encoded = leaf.encoded();
        if (encoded == null || encoded.length == 0) {
            return;
        }
        byte[] bytes = TransferEncoding.decode(encoded, leaf.transferEncoding(), defects);
        String label = leaf.type().get("charset");
        if (html && (label.isEmpty() || Charsets.named(label) == null)) {
            label = charsetOfMeta(bytes, label);
        }
        String text = Charsets.decode(bytes, label, defects);
        if (!html) {
            text = LineEnds.normal(text);
            if (leaf.type().get("format").equalsIgnoreCase("flowed")) {
                text = FlowedText.unflow(text, leaf.type().get("delsp").equalsIgnoreCase("yes"));
            }
        }
        if (text.isBlank()) {
            return;
        }
        Piece piece = new Piece(html, text);
        if (texts.size() + htmls.size() > MOST_PIECES) {
            defects.add(Defect.TEXT_TRUNCATED);
            return;
        }
        if (both || !html) {
            texts.add(piece);
        }
        if (both || html) {
            htmls.add(piece);
        }
    }

    private void calendar(Part.Leaf leaf) {
        byte[] encoded = leaf.encoded();
        if (encoded == null || invitation != null) {
            return;
        }
        byte[] bytes = TransferEncoding.decode(encoded, leaf.transferEncoding(), defects);
        String text = Charsets.decode(bytes, leaf.type().get("charset"), defects);
        invitation = InvitationReader.read(text, leaf.type().get("method"));
        if (invitation == null) {
            defects.add(Defect.BAD_CALENDAR);
        }
    }

    private boolean unpack(Part.Leaf leaf) {
        byte[] encoded = leaf.encoded();
        Winmail winmail =
                encoded == null
                        ? null
                        : Winmail.open(
                                TransferEncoding.decode(encoded, leaf.transferEncoding(), defects),
                                leaf.path());
        if (winmail == null) {
            defects.add(Defect.BAD_WINMAIL);
            return false;
        }
        boolean bodyIsThere = texts.stream().anyMatch(piece -> !piece.text.isBlank());
        if (!bodyIsThere && !winmail.text().isBlank()) {
            Piece piece =
                    new Piece(
                            winmail.html(),
                            winmail.html() ? winmail.text() : LineEnds.normal(winmail.text()));
            texts.add(piece);
            htmls.add(piece);
        }
        attachments.addAll(winmail.attachments());
        return true;
    }

    private AttachmentPart attachment(Part.Leaf leaf, String type, String parent) {
        byte[] encoded = leaf.encoded();
        String transferEncoding = leaf.transferEncoding();
        boolean inline =
                !leaf.contentId().isEmpty()
                        && !leaf.isAttachment()
                        && (type.startsWith("image/") || parent.equals("related"));
        String name = leaf.rawName();
        if (name.isBlank() && type.equals("message/rfc822") && encoded != null) {
            name = subjectOf(encoded);
        }
        long size =
                encoded == null
                        ? estimated(leaf)
                        : TransferEncoding.decodedLength(encoded, transferEncoding);
        return new AttachmentPart(
                leaf.path(),
                FileName.of(name, type, leaf.path()),
                type,
                size,
                leaf.contentId().isEmpty() ? null : leaf.contentId(),
                inline,
                encoded == null
                        ? null
                        : () ->
                                TransferEncoding.decode(
                                        encoded, transferEncoding, EnumSet.noneOf(Defect.class)));
    }

    private static long estimated(Part.Leaf leaf) {
        // 76 characters and a line end carry 57 bytes.
        return TransferEncoding.normal(leaf.transferEncoding()).equals("base64")
                ? leaf.size() * 57 / 78
                : leaf.size();
    }

    private String subjectOf(byte[] message) {
        HeaderFields headers =
                HeaderFields.read(
                        message,
                        0,
                        Math.min(message.length, 64_000),
                        limits,
                        EnumSet.noneOf(Defect.class));
        String subject =
                FileName.clean(headers.first("subject").replace('/', '-').replace('\\', '-'));
        return subject.isEmpty() ? "" : CleanText.cut(subject, 120) + ".eml";
    }

    private static String charsetOfMeta(byte[] bytes, String fallback) {
        String head =
                new String(bytes, 0, Math.min(bytes.length, 2_048), StandardCharsets.ISO_8859_1)
                        .toLowerCase(Locale.ROOT);
        int at = head.indexOf("charset=");
        if (at < 0) {
            return fallback;
        }
        int start = at + 8;
        while (start < head.length() && (head.charAt(start) == '"' || head.charAt(start) == '\'')) {
            start++;
        }
        int end = start;
        while (end < head.length() && "\"'; />".indexOf(head.charAt(end)) < 0) {
            end++;
        }
        return head.substring(start, end);
    }

    private static String preformatted(String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return "<div style=\"white-space:pre-wrap\">" + escaped + "</div>";
    }

    private static void append(StringBuilder all, String text, String between) {
        if (!all.isEmpty()) {
            all.append(between);
        }
        all.append(text);
    }

    private String limited(StringBuilder text) {
        if (text.length() > limits.textChars()) {
            defects.add(Defect.TEXT_TRUNCATED);
            return CleanText.cut(text.toString(), limits.textChars());
        }
        return text.toString();
    }
}
