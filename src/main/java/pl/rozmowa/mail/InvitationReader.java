package pl.rozmowa.mail;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the first event of a calendar (RFC 5545). Lines that make no sense are passed over. */
final class InvitationReader {

    private static final int MOST_LINES = 20_000;
    private static final int MOST_ATTENDEES = 200;
    private static final int LONGEST_TEXT = 10_000;
    private static final Map<String, String> WINDOWS_ZONES =
            Map.ofEntries(
                    Map.entry("central european standard time", "Europe/Warsaw"),
                    Map.entry("central europe standard time", "Europe/Budapest"),
                    Map.entry("w. europe standard time", "Europe/Berlin"),
                    Map.entry("romance standard time", "Europe/Paris"),
                    Map.entry("gmt standard time", "Europe/London"),
                    Map.entry("greenwich standard time", "Atlantic/Reykjavik"),
                    Map.entry("fle standard time", "Europe/Kiev"),
                    Map.entry("gtb standard time", "Europe/Bucharest"),
                    Map.entry("e. europe standard time", "Europe/Chisinau"),
                    Map.entry("russian standard time", "Europe/Moscow"),
                    Map.entry("turkey standard time", "Europe/Istanbul"),
                    Map.entry("eastern standard time", "America/New_York"),
                    Map.entry("central standard time", "America/Chicago"),
                    Map.entry("mountain standard time", "America/Denver"),
                    Map.entry("pacific standard time", "America/Los_Angeles"),
                    Map.entry("india standard time", "Asia/Kolkata"),
                    Map.entry("china standard time", "Asia/Shanghai"),
                    Map.entry("tokyo standard time", "Asia/Tokyo"));

    /** One content line: {@code NAME;PARAM=value:value}. */
    private record Line(String name, Map<String, String> params, String value) {}

    private final Map<String, Line> event = new HashMap<>();
    private final List<EmailAddress> attendees = new ArrayList<>();
    private final Map<String, ZoneOffset> offsets = new HashMap<>();
    private String method;

    private InvitationReader(String method) {
        this.method = method;
    }

    /** Null when there is no event in it. */
    static @Nullable Invitation read(String calendar, String methodOfPart) {
        return new InvitationReader(methodOfPart).read(calendar);
    }

    private @Nullable Invitation read(String calendar) {
        String zone = "";
        boolean inEvent = false;
        boolean done = false;
        int nested = 0;
        for (String text : unfolded(calendar)) {
            Line line = line(text);
            String value = line.value.strip();
            switch (line.name) {
                case "BEGIN" -> {
                    if (value.equalsIgnoreCase("VEVENT") && !done) {
                        inEvent = true;
                    } else if (inEvent) {
                        nested++;
                    }
                }
                case "END" -> {
                    if (inEvent && nested > 0) {
                        nested--;
                    } else if (inEvent) {
                        inEvent = false;
                        done = true;
                    }
                }
                case "METHOD" -> method = value;
                case "TZID" -> zone = value;
                case "TZOFFSETTO" -> putOffset(zone, value);
                default -> {
                    if (inEvent && nested == 0) {
                        keep(line);
                    }
                }
            }
        }
        return event.isEmpty() ? null : invitation();
    }

    private void keep(Line line) {
        if (line.name.equals("ATTENDEE")) {
            EmailAddress attendee = address(line);
            if (attendee != null && attendees.size() < MOST_ATTENDEES) {
                attendees.add(attendee);
            }
        } else {
            event.putIfAbsent(line.name, line);
        }
    }

    private Invitation invitation() {
        Line start = event.get("DTSTART");
        boolean allDay = start != null && start.value.strip().length() == 8;
        String tzid = start == null ? "" : start.params.getOrDefault("TZID", "");
        Instant begins = instant(start);
        Instant ends = instant(event.get("DTEND"));
        if (ends == null && begins != null) {
            ends = after(begins, text("DURATION"));
        }
        Line organiser = event.get("ORGANIZER");
        String upper = method.strip().toUpperCase(Locale.ROOT);
        return new Invitation(
                upper,
                CleanText.cut(text("UID"), 500),
                CleanText.line(text("SUMMARY")),
                text("DESCRIPTION"),
                CleanText.line(text("LOCATION")),
                begins,
                ends,
                allDay,
                zoneName(tzid),
                organiser == null ? null : address(organiser),
                List.copyOf(attendees),
                event.containsKey("RRULE") || event.containsKey("RDATE"),
                upper.equals("CANCEL") || text("STATUS").equalsIgnoreCase("CANCELLED"));
    }

    private String text(String name) {
        Line line = event.get(name);
        return line == null ? "" : CleanText.cut(unescaped(line.value), LONGEST_TEXT).strip();
    }

    private static @Nullable EmailAddress address(Line line) {
        String value = line.value.strip();
        String address =
                value.regionMatches(true, 0, "mailto:", 0, 7)
                        ? value.substring(7)
                        : line.params.getOrDefault("EMAIL", value);
        String name = CleanText.line(line.params.getOrDefault("CN", "")).strip();
        return address.indexOf('@') < 0
                ? null
                : new EmailAddress(
                        name.equalsIgnoreCase(address) ? "" : name,
                        CleanText.line(address).strip());
    }

    private @Nullable Instant instant(@Nullable Line line) {
        if (line == null) {
            return null;
        }
        String value = line.value.strip();
        try {
            LocalDate date =
                    LocalDate.of(number(value, 0, 4), number(value, 4, 6), number(value, 6, 8));
            if (value.length() < 15) {
                return date.atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            LocalDateTime time =
                    date.atTime(
                            LocalTime.of(
                                    number(value, 9, 11),
                                    number(value, 11, 13),
                                    Math.min(59, number(value, 13, 15))));
            return value.endsWith("Z")
                    ? time.toInstant(ZoneOffset.UTC)
                    : time.atZone(zone(line.params.getOrDefault("TZID", ""))).toInstant();
        } catch (DateTimeException | IndexOutOfBoundsException | NumberFormatException unreadable) {
            return null;
        }
    }

    private ZoneId zone(String tzid) {
        String name = zoneName(tzid);
        try {
            return name.isEmpty() ? ZoneOffset.UTC : ZoneId.of(name);
        } catch (DateTimeException ownZone) {
            return offsets.getOrDefault(tzid, ZoneOffset.UTC);
        }
    }

    private static String zoneName(String tzid) {
        String bare = CleanText.line(tzid).strip();
        int olson = Math.max(bare.lastIndexOf("/Europe/"), bare.lastIndexOf("/America/"));
        String name = olson >= 0 ? bare.substring(olson + 1) : bare;
        return WINDOWS_ZONES.getOrDefault(name.toLowerCase(Locale.ROOT), name);
    }

    private void putOffset(String zone, String value) {
        try {
            offsets.putIfAbsent(zone, ZoneOffset.of(value));
        } catch (DateTimeException unreadable) {
            offsets.putIfAbsent(zone, ZoneOffset.UTC);
        }
    }

    private static @Nullable Instant after(Instant start, String duration) {
        if (duration.isEmpty()) {
            return null;
        }
        try {
            boolean weeks = duration.startsWith("P") && duration.endsWith("W");
            return weeks
                    ? start.plus(
                            Duration.ofDays(
                                    7L * Integer.parseInt(duration, 1, duration.length() - 1, 10)))
                    : start.plus(Duration.parse(duration));
        } catch (DateTimeException | ArithmeticException | NumberFormatException unreadable) {
            return null;
        }
    }

    private static int number(String value, int from, int to) {
        return Integer.parseInt(value, from, to, 10);
    }

    private static List<String> unfolded(String calendar) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        String text = LineEnds.normal(calendar);
        int at = 0;
        while (at < text.length() && lines.size() < MOST_LINES) {
            int end = text.indexOf('\n', at);
            int stop = end < 0 ? text.length() : end;
            boolean folded = stop > at && (text.charAt(at) == ' ' || text.charAt(at) == '\t');
            if (!folded && !line.isEmpty()) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(text, folded ? at + 1 : at, stop);
            at = stop + 1;
        }
        lines.add(line.toString());
        return lines;
    }

    private static Line line(String text) {
        Map<String, String> params = new HashMap<>();
        boolean quoted = false;
        int start = 0;
        String name = "";
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ';' || c == ':')) {
                String piece = text.substring(start, i);
                if (name.isEmpty()) {
                    name = piece.strip().toUpperCase(Locale.ROOT);
                } else {
                    int equals = piece.indexOf('=');
                    if (equals > 0) {
                        params.putIfAbsent(
                                piece.substring(0, equals).strip().toUpperCase(Locale.ROOT),
                                piece.substring(equals + 1).replace("\"", ""));
                    }
                }
                start = i + 1;
                if (c == ':') {
                    return new Line(name, params, text.substring(start));
                }
            }
        }
        return new Line(name, params, "");
    }

    private static String unescaped(String value) {
        if (value.indexOf('\\') < 0) {
            return value;
        }
        StringBuilder out = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length()) {
                char next = value.charAt(++i);
                out.append(next == 'n' || next == 'N' ? '\n' : next);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
