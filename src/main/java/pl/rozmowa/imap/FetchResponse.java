package pl.rozmowa.imap;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pl.rozmowa.imap.FetchedMessage.FetchDefect;

/**
 * One FETCH response (RFC 9051 §7.5.2), read item by item in whatever order they come. An item that cannot be understood costs that
 * item; the reader finds the next one it knows and goes on.
 */
final class FetchResponse {

    /** Where an item begins that we know: how the thread is found again after a garbled one. */
    private static final byte[][] LANDMARKS = {
        bytes(" BODY["),
        bytes(" RFC822.SIZE "),
        bytes(" INTERNALDATE \""),
        bytes(" FLAGS ("),
        bytes(" UID "),
        bytes(" MODSEQ ("),
        bytes(" X-GM-MSGID "),
        bytes(" EMAILID ("),
        bytes(" BODYSTRUCTURE (")
    };

    private final ImapReader in;
    private final ImapStrings strings;
    private final Plan plan;

    private long uid;
    private @Nullable Set<String> flags;
    private @Nullable Instant internalDate;
    private long size = -1;
    private long modseq;
    private @Nullable String identity;
    private @Nullable String thread;
    private @Nullable BodyStructure structure;
    private byte @Nullable [] header;
    private @Nullable Map<String, byte[]> sections;
    private @Nullable EnumSet<FetchDefect> defects;
    private long literals;

    private FetchResponse(ImapReader in, ImapStrings strings, Plan plan) {
        this.in = in;
        this.strings = strings;
        this.plan = plan;
    }

    /**
     * What to do with large things.
     *
     * @param streams where sections go that are streamed; {@code null} to keep them
     */
    record Plan(
            int literalBytes,
            long messageBytes,
            int parts,
            int depth,
            @Nullable SectionStreams streams) {

        /** Keeps no literal at all. */
        static final Plan FLAGS_ONLY = new Plan(0, 0, 0, 0, null);

        static Plan of(ImapLimits limits) {
            return new Plan(
                    limits.literalBytes(),
                    limits.messageBytes(),
                    limits.parts(),
                    limits.depth(),
                    null);
        }

        Plan streamingTo(SectionStreams target) {
            return new Plan(literalBytes, messageBytes, parts, depth, target);
        }
    }

    /** Reads what follows {@code * n FETCH}; broken responses come back as far as they could be read. */
    static FetchedMessage read(long sequence, ImapReader in, ImapStrings strings, Plan plan)
            throws IOException {
        FetchResponse response = new FetchResponse(in, strings, plan);
        response.items();
        return response.message(sequence);
    }

    private FetchedMessage message(long sequence) {
        return new FetchedMessage(
                sequence,
                uid,
                flags,
                internalDate,
                size,
                modseq,
                identity,
                thread,
                structure,
                header,
                sections == null ? Map.of() : sections,
                defects == null ? Set.of() : defects);
    }

    private void items() throws IOException {
        if (!in.skip('(')) {
            defect(FetchDefect.RESPONSE_BROKEN);
            return;
        }
        in.skipSpaces();
        while (!in.skip(')')) {
            long line = in.line();
            int before = in.position();
            String name = in.atom();
            try {
                if (name.isEmpty()) {
                    throw new Malformed("no item");
                }
                item(name.toUpperCase(Locale.ROOT));
                in.skipSpaces();
            } catch (Malformed e) {
                boolean bodyStructure =
                        name.equalsIgnoreCase("BODYSTRUCTURE") || name.equalsIgnoreCase("BODY");
                defect(
                        bodyStructure
                                ? FetchDefect.BODY_STRUCTURE_BROKEN
                                : FetchDefect.RESPONSE_BROKEN);
                // from the item's own beginning, as it may have swallowed others; past its name, so
                // as to get on
                int from = in.line() == line ? before + Math.max(1, name.length()) : in.start();
                if (!resume(from)) {
                    return;
                }
            }
        }
    }

    /** Finds the next item that is known, past literals if need be; false at the end of the response. */
    private boolean resume(int from) throws IOException {
        int start = from;
        while (!in.seek(start, LANDMARKS)) {
            if (!in.skipLiteralAtEnd()) {
                return false;
            }
            start = in.start();
        }
        in.skipSpaces();
        return true;
    }

    private void item(String name) throws IOException, Malformed {
        if (name.equals("BODY") && in.peek() == '[') {
            section();
            return;
        }
        in.skipSpaces();
        switch (name) {
            case "UID" -> uid = in.number();
            case "FLAGS" -> flags = strings.flags();
            case "INTERNALDATE" -> internalDate();
            case "RFC822.SIZE" -> size = in.number();
            case "MODSEQ" -> modseq = inParentheses();
            case "X-GM-MSGID" -> identity = Long.toUnsignedString(unsigned());
            case "X-GM-THRID" -> thread = Long.toUnsignedString(unsigned());
            case "EMAILID" -> identity = word();
            case "THREADID" -> thread = word();
            case "BODYSTRUCTURE" -> structure = BodyStructureReader.read(in, strings, plan);
            case "RFC822" -> put("", value(""));
            case "RFC822.HEADER" -> header = value("HEADER");
            case "RFC822.TEXT" -> put("TEXT", value("TEXT"));
            default -> strings.skipValue();
        }
    }

    private void internalDate() throws IOException, Malformed {
        byte[] text = strings.bytes();
        try {
            internalDate = text == null ? null : ImapDates.internalDate(text);
        } catch (DateTimeException e) {
            defect(FetchDefect.INTERNAL_DATE_BROKEN);
        }
    }

    private long inParentheses() throws Malformed {
        boolean open = in.skip('(');
        long number = in.number();
        if (open) {
            in.expect(')');
        }
        return number;
    }

    private long unsigned() throws Malformed {
        String digits = in.atom();
        try {
            return Long.parseUnsignedLong(digits);
        } catch (NumberFormatException e) {
            throw new Malformed("no number");
        }
    }

    /** {@code (M123)} or NIL. */
    private @Nullable String word() throws IOException, Malformed {
        if (!in.skip('(')) {
            return strings.wire();
        }
        String word = in.upTo(')').strip();
        return word.isEmpty() ? null : word;
    }

    private void section() throws IOException, Malformed {
        in.expect('[');
        String name = in.upTo(']').toUpperCase(Locale.ROOT);
        if (in.skip('<')) {
            in.upTo('>');
        }
        in.skipSpaces();
        byte[] value = value(name);
        if (name.equals("HEADER") || name.startsWith("HEADER.FIELDS")) {
            header = value;
        } else {
            put(name, value);
        }
    }

    private void put(String name, byte @Nullable [] value) {
        if (value != null) {
            if (sections == null) {
                sections = new LinkedHashMap<>();
            }
            sections.put(name, value);
        }
    }

    /** The bytes of a section; {@code null} for NIL, for what is too big, and for what was streamed. */
    private byte @Nullable [] value(String section) throws IOException, Malformed {
        if (!in.atLiteral()) {
            byte[] small = strings.bytes();
            if (small != null && plan.streams != null) {
                target(plan.streams, section).write(small);
                return null;
            }
            return small;
        }
        long length = in.literalSize();
        if (plan.streams != null) {
            in.literalTo(length, target(plan.streams, section));
            return null;
        }
        if (length > plan.literalBytes || literals + length > plan.messageBytes) {
            defect(FetchDefect.SECTION_TOO_BIG);
            in.skipLiteral(length);
            return null;
        }
        literals += length;
        return in.literal((int) length);
    }

    private OutputStream target(SectionStreams streams, String section) {
        OutputStream target = streams.of(uid, section);
        return target == null ? OutputStream.nullOutputStream() : target;
    }

    private void defect(FetchDefect defect) {
        if (defects == null) {
            defects = EnumSet.noneOf(FetchDefect.class);
        }
        defects.add(defect);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
