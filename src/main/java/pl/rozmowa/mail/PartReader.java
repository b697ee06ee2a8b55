package pl.rozmowa.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.apache.james.mime4j.util.ByteSequence;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a message into its tree of parts with mime4j's token stream. Nested messages stay closed: they are
 * attachments. When the stream gives up, what was read until then is kept.
 */
final class PartReader {

    private static final MimeConfig PERMISSIVE =
            new MimeConfig.Builder()
                    .setStrictParsing(false)
                    .setMalformedHeaderStartsBody(false)
                    .setMaxLineLen(-1)
                    .setMaxHeaderCount(-1)
                    .setMaxHeaderLen(-1)
                    .setMaxContentLen(-1)
                    .build();
    private static final int PREAMBLE = 1_000_000;

    private final ParseLimits limits;
    private final Set<Defect> defects;
    private final long deadline;
    private int leaves;

    PartReader(ParseLimits limits, Set<Defect> defects) {
        this.limits = limits;
        this.defects = defects;
        this.deadline = System.nanoTime() + limits.time().toNanos();
    }

    /** The body that follows {@code headers} in {@code source}. */
    Part read(HeaderFields headers, byte[] source, int from, int to) {
        Part.Leaf whole = leaf("1", headers, Arrays.copyOfRange(source, Math.min(from, to), to));
        Part read = expand(whole, "", 0);
        // Boundaries that nobody can make sense of: better the bare body than nothing at all.
        return whole.size() > 0 && isEmpty(read) ? asText(whole) : read;
    }

    /** A leaf whose type says that it is a multipart becomes one, with the boundary it names or the one it uses. */
    private Part expand(Part.Leaf leaf, String prefix, int depth) {
        byte[] body = leaf.encoded();
        if (body == null) {
            return leaf;
        }
        boolean multipart = leaf.type().value().startsWith("multipart/");
        String sniffed = multipart || leaf.type().value().isEmpty() ? sniffBoundary(body) : "";
        if (!multipart && sniffed.isEmpty()) {
            return leaf;
        }
        String declared = leaf.type().get("boundary");
        if (declared.isEmpty()) {
            defects.add(Defect.MISSING_BOUNDARY);
            if (sniffed.isEmpty()) {
                return asText(leaf);
            }
        }
        String subtype = multipart ? leaf.type().value().substring("multipart/".length()) : "mixed";
        Part.Multi read =
                walk(body, subtype, declared.isEmpty() ? sniffed : declared, prefix, depth);
        boolean wrongBoundary =
                read.children().isEmpty() && !sniffed.isEmpty() && !sniffed.equals(declared);
        if (wrongBoundary) {
            defects.add(Defect.MISSING_BOUNDARY);
            read = walk(body, subtype, sniffed, prefix, depth);
        }
        return read.children().isEmpty() ? asText(leaf) : read;
    }

    private static boolean isEmpty(Part part) {
        return switch (part) {
            case Part.Leaf leaf -> leaf.size() == 0;
            case Part.Multi multi -> multi.children().stream().allMatch(PartReader::isEmpty);
        };
    }

    private static Part.Leaf asText(Part.Leaf leaf) {
        MimeParameters none = new MimeParameters("", Map.of());
        return new Part.Leaf(
                leaf.path(),
                none,
                leaf.disposition(),
                leaf.transferEncoding(),
                leaf.contentId(),
                leaf.encoded(),
                leaf.size());
    }

    private record Open(Part.Multi multi, String prefix) {}

    private Part.Multi walk(
            byte[] body, String subtype, String boundary, String prefix, int depth) {
        Part.Multi root = new Part.Multi(subtype, new ArrayList<>());
        Deque<Open> open = new ArrayDeque<>();
        List<byte[]> fields = new ArrayList<>();
        MimeTokenStream stream = new MimeTokenStream(PERMISSIVE, new Notes(), null);
        stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
        try {
            stream.parseHeadless(
                    new ByteArrayInputStream(body),
                    "multipart/mixed; boundary=\""
                            + boundary.replace("\\", "\\\\").replace("\"", "\\\"")
                            + '"');
            for (EntityState state = stream.getState();
                    state != EntityState.T_END_OF_STREAM;
                    state = stream.next()) {
                switch (state) {
                    case T_START_MULTIPART -> open.push(start(open.peek(), root, fields, prefix));
                    case T_END_MULTIPART -> {
                        open.pop();
                        fields.clear();
                    }
                    case T_START_BODYPART -> fields.clear();
                    case T_FIELD -> keepContentField(stream.getField(), fields);
                    case T_END_HEADER -> {
                        if (depth + open.size() >= limits.depth()) {
                            stream.setRecursionMode(RecursionMode.M_FLAT);
                        }
                    }
                    case T_BODY -> {
                        Open parent = open.peek();
                        if (parent != null) {
                            add(
                                    parent,
                                    fields,
                                    stream.getInputStream().readAllBytes(),
                                    depth + open.size());
                        }
                        stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
                    }
                    case T_PREAMBLE,
                            T_EPILOGUE,
                            T_START_MESSAGE,
                            T_END_MESSAGE,
                            T_START_HEADER,
                            T_END_BODYPART,
                            T_RAW_ENTITY,
                            T_END_OF_STREAM -> {}
                }
                if (leaves >= limits.parts()) {
                    defects.add(Defect.TOO_MANY_PARTS);
                    break;
                }
                if (System.nanoTime() - deadline > 0) {
                    defects.add(Defect.TOO_SLOW);
                    break;
                }
            }
        } catch (IOException | MimeException | RuntimeException unreadable) {
            // The rest of this multipart is beyond the library; what came before it stays.
            defects.add(Defect.STRUCTURE_UNREADABLE);
        }
        return root;
    }

    private Open start(@Nullable Open parent, Part.Multi root, List<byte[]> fields, String prefix) {
        if (parent == null) {
            return new Open(root, prefix);
        }
        String type = MimeParameters.parse(header(fields).raw("content-type")).value();
        Part.Multi multi = new Part.Multi(type.replace("multipart/", ""), new ArrayList<>());
        parent.multi.children().add(multi);
        return new Open(multi, nextPath(parent) + '.');
    }

    /** Called after a child was added or is about to be: children are counted from 1. */
    private static String nextPath(Open parent) {
        return parent.prefix + parent.multi.children().size();
    }

    private void add(Open parent, List<byte[]> fields, byte[] encoded, int depth) {
        leaves++;
        String path = parent.prefix + (parent.multi.children().size() + 1);
        Part.Leaf leaf = leaf(path, header(fields), encoded);
        if (leaf.type().value().startsWith("multipart/")) {
            if (depth >= limits.depth()) {
                defects.add(Defect.TOO_DEEP);
                parent.multi.children().add(leaf);
                return;
            }
            parent.multi.children().add(expand(leaf, path + '.', depth + 1));
            return;
        }
        parent.multi.children().add(leaf);
    }

    private HeaderFields header(List<byte[]> fields) {
        return HeaderFields.ofLines(fields, limits, defects);
    }

    private static void keepContentField(Field field, List<byte[]> fields) {
        String name = field.getName();
        ByteSequence raw = field.getRaw();
        if (raw != null && fields.size() < 50 && name.regionMatches(true, 0, "content-", 0, 8)) {
            fields.add(raw.toByteArray());
        }
    }

    private static Part.Leaf leaf(String path, HeaderFields headers, byte[] encoded) {
        return new Part.Leaf(
                path,
                MimeParameters.parse(headers.raw("content-type")),
                MimeParameters.parse(headers.raw("content-disposition")),
                headers.raw("content-transfer-encoding"),
                contentId(headers.raw("content-id")),
                encoded,
                encoded.length);
    }

    static String contentId(String raw) {
        String bare = raw.strip();
        int open = bare.indexOf('<');
        int close = bare.lastIndexOf('>');
        return CleanText.cut(
                CleanText.line(bare.substring(open + 1, close > open ? close : bare.length()))
                        .strip(),
                500);
    }

    /** A first line {@code --something} that is followed by a header field. */
    private static String sniffBoundary(byte[] body) {
        int at = 0;
        int end = Math.min(body.length, PREAMBLE);
        while (at < end && body[at] <= ' ' && body[at] >= 0) {
            at++;
        }
        int lineEnd = at;
        while (lineEnd < end && body[lineEnd] != '\n' && lineEnd - at < 300) {
            lineEnd++;
        }
        String line =
                new String(body, at, lineEnd - at, StandardCharsets.ISO_8859_1).stripTrailing();
        if (!line.startsWith("--")
                || line.length() < 3
                || line.length() > 200
                || line.indexOf(' ') >= 0) {
            return "";
        }
        String next =
                new String(
                        body,
                        Math.min(lineEnd + 1, body.length),
                        Math.min(8, Math.max(0, body.length - lineEnd - 1)),
                        StandardCharsets.ISO_8859_1);
        return next.equalsIgnoreCase("content-") ? line.substring(2) : "";
    }

    /** mime4j tells here what it forgives. */
    private final class Notes extends DecodeMonitor {
        @Override
        public boolean warn(String error, String dropDesc) {
            if (error.contains("remature") || error.contains("EOF")) {
                defects.add(Defect.UNTERMINATED_MULTIPART);
            } else if (error.contains("header") || error.contains("Header")) {
                defects.add(Defect.BAD_HEADER);
            }
            return false;
        }

        @Override
        public boolean isListening() {
            return true;
        }
    }
}
