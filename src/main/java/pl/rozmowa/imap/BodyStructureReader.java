package pl.rozmowa.imap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads BODYSTRUCTURE (RFC 9051 §9 {@code body}); missing extension data, NIL numbers and unknown extras are forgiven. */
final class BodyStructureReader {

    private final ImapReader in;
    private final ImapStrings strings;
    private final FetchResponse.Plan plan;
    private int parts;

    private BodyStructureReader(ImapReader in, ImapStrings strings, FetchResponse.Plan plan) {
        this.in = in;
        this.strings = strings;
        this.plan = plan;
    }

    static @Nullable BodyStructure read(ImapReader in, ImapStrings strings, FetchResponse.Plan plan)
            throws IOException, Malformed {
        if (in.peek() != '(') {
            if (in.atom().equalsIgnoreCase("NIL")) {
                return null;
            }
            throw new Malformed("no body structure");
        }
        return new BodyStructureReader(in, strings, plan).body("", false, 0);
    }

    /**
     * Reads one body.
     *
     * @param path of the multipart or message around it, or this body's own number (RFC 9051 §6.4.5.1)
     * @param numbered whether {@code path} is this body's own number
     */
    private BodyStructure body(String path, boolean numbered, int depth)
            throws IOException, Malformed {
        if (depth > plan.depth() || ++parts > plan.parts()) {
            throw new Malformed("too deep or too many parts");
        }
        in.expect('(');
        in.skipSpaces();
        BodyStructure body =
                in.peek() == '(' ? multipart(path, depth) : single(path, numbered, depth);
        in.skipSpaces();
        while (!in.skip(')')) {
            strings.skipValue(); // extension data that nobody has invented yet
            in.skipSpaces();
        }
        return body;
    }

    private BodyStructure multipart(String path, int depth) throws IOException, Malformed {
        List<BodyStructure> children = new ArrayList<>();
        while (in.peek() == '(') {
            String number = String.valueOf(children.size() + 1);
            children.add(body(path.isEmpty() ? number : path + "." + number, true, depth + 1));
            in.skipSpaces();
        }
        String subtype = lower(strings.text(), "mixed");
        Map<String, String> parameters = more() ? parameters() : Map.of();
        Disposition disposition = more() ? disposition() : Disposition.NONE;
        skipLanguage();
        String location = more() ? strings.text() : null;
        return new BodyStructure(
                path,
                "multipart",
                subtype,
                parameters,
                null,
                null,
                "",
                -1,
                -1,
                disposition.kind,
                disposition.parameters,
                location,
                List.copyOf(children));
    }

    private BodyStructure single(String around, boolean numbered, int depth)
            throws IOException, Malformed {
        String path = numbered ? around : around.isEmpty() ? "1" : around + ".1";
        String type = lower(strings.text(), "text");
        in.skipSpaces();
        String subtype = lower(strings.text(), type.equals("text") ? "plain" : "octet-stream");
        Map<String, String> parameters = more() ? parameters() : Map.of();
        String contentId = more() ? strings.text() : null;
        String description = more() ? strings.text() : null;
        String encoding = more() ? lower(strings.text(), "7bit") : "7bit";
        long size = more() ? number() : -1;
        long lines = -1;
        List<BodyStructure> children = List.of();
        if (type.equals("message")
                && (subtype.equals("rfc822") || subtype.equals("global"))
                && moreIs('(')) {
            strings.skipValue(); // the envelope
            if (moreIs('(')) {
                children = List.of(body(path, false, depth + 1));
            }
            lines = moreIsNumber() ? number() : -1;
        } else if (moreIsNumber()) {
            lines = number();
        }
        if (more()) {
            strings.skipValue(); // MD5
        }
        Disposition disposition = more() ? disposition() : Disposition.NONE;
        skipLanguage();
        String location = more() ? strings.text() : null;
        return new BodyStructure(
                path,
                type,
                subtype,
                parameters,
                contentId,
                description,
                encoding,
                size,
                lines,
                disposition.kind,
                disposition.parameters,
                location,
                children);
    }

    private record Disposition(@Nullable String kind, Map<String, String> parameters) {
        static final Disposition NONE = new Disposition(null, Map.of());
    }

    private Disposition disposition() throws IOException, Malformed {
        if (!in.skip('(')) {
            String kind = strings.text(); // NIL, or the bare word that some servers give
            return kind == null
                    ? Disposition.NONE
                    : new Disposition(kind.toLowerCase(Locale.ROOT), Map.of());
        }
        in.skipSpaces();
        String kind = strings.text();
        Map<String, String> parameters = more() ? parameters() : Map.of();
        in.skipSpaces();
        in.expect(')');
        return new Disposition(kind == null ? null : kind.toLowerCase(Locale.ROOT), parameters);
    }

    private void skipLanguage() throws IOException, Malformed {
        if (more()) {
            strings.skipValue();
        }
    }

    private Map<String, String> parameters() throws IOException, Malformed {
        if (!in.skip('(')) {
            strings.skipValue();
            return Map.of();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        in.skipSpaces();
        while (!in.skip(')')) {
            String name = strings.text();
            in.skipSpaces();
            if (in.peek() == ')') {
                continue; // a name without a value
            }
            String value = strings.text();
            in.skipSpaces();
            if (name != null && value != null && parameters.size() < 100) {
                parameters.putIfAbsent(name.toLowerCase(Locale.ROOT), value);
            }
        }
        return parameters;
    }

    /** Is there another field before the closing parenthesis? */
    private boolean more() throws Malformed {
        in.skipSpaces();
        if (in.peek() < 0) {
            throw new Malformed("body structure cut");
        }
        return in.peek() != ')';
    }

    private boolean moreIs(char c) throws Malformed {
        return more() && in.peek() == c;
    }

    private boolean moreIsNumber() throws Malformed {
        return more() && in.isDigit();
    }

    /** A number; NIL or nonsense counts as not said. */
    private long number() throws IOException, Malformed {
        if (in.isDigit()) {
            return in.number();
        }
        strings.skipValue();
        return -1;
    }

    private static String lower(@Nullable String text, String absent) {
        return text == null ? absent : text.toLowerCase(Locale.ROOT);
    }
}
