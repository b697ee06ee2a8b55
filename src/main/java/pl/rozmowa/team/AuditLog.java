package pl.rozmowa.team;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import pl.rozmowa.platform.Problem;

/** The audit log as owners and admins read it: with the names of what they may see, and bare ids of the rest. */
@Component
class AuditLog {

    private static final Pattern ID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final AuditQuery query;
    private final ObjectProvider<AuditSubjects> rooms;

    AuditLog(AuditQuery query, ObjectProvider<AuditSubjects> rooms) {
        this.query = query;
        this.rooms = rooms;
    }

    record Who(UUID id, @Nullable String name) {}

    /**
     * What a deed was about.
     *
     * @param name null where it is gone or the reader may not see it
     */
    record Subject(UUID id, @Nullable String name) {}

    /**
     * A deed as JSON shows it.
     *
     * @param member null when nobody was signed in
     */
    record Line(
            UUID id,
            Instant at,
            @Nullable Who member,
            @Nullable String email,
            String verb,
            List<Subject> subjects) {}

    record Page(List<Line> items, @Nullable String next) {}

    /** @throws Problem {@code forbidden} for whoever manages no members; {@code invalid_input} */
    Page page(CurrentMember reader, AuditQuery.Filter filter, @Nullable String cursor, int limit) {
        mayRead(reader);
        List<AuditQuery.Entry> rows =
                query.page(reader.projectId(), filter, parse(cursor), limit + 1);
        List<AuditQuery.Entry> shown = rows.size() > limit ? rows.subList(0, limit) : rows;
        return new Page(lines(reader, shown), rows.size() > limit ? text(shown.getLast()) : null);
    }

    static void mayRead(CurrentMember reader) {
        if (!reader.role().managesMembers()) {
            throw Problem.forbidden();
        }
    }

    private List<Line> lines(CurrentMember reader, List<AuditQuery.Entry> entries) {
        Set<UUID> ids = new LinkedHashSet<>();
        entries.forEach(entry -> ids.addAll(ids(entry.subject())));
        Map<UUID, String> names = new HashMap<>();
        rooms.orderedStream().forEach(room -> names.putAll(room.names(reader, ids)));
        return entries.stream()
                .map(entry ->
                        new Line(
                                entry.id(),
                                entry.at(),
                                entry.memberId() == null
                                        ? null
                                        : new Who(entry.memberId(), entry.member()),
                                entry.email(),
                                entry.verb(),
                                ids(entry.subject()).stream()
                                        .map(id -> new Subject(id, names.get(id)))
                                        .toList()))
                .toList();
    }

    private static List<UUID> ids(@Nullable String subject) {
        List<UUID> ids = new ArrayList<>();
        if (subject != null) {
            ID.matcher(subject).results().forEach(id -> ids.add(UUID.fromString(id.group())));
        }
        return ids;
    }

    private static String text(AuditQuery.Entry last) {
        ByteBuffer bytes = ByteBuffer.allocate(24);
        bytes.putLong(ChronoUnit.MICROS.between(Instant.EPOCH, last.at()));
        bytes.putLong(last.id().getMostSignificantBits());
        bytes.putLong(last.id().getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    private static AuditQuery.@Nullable Place parse(@Nullable String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return null;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
            Instant at = Instant.EPOCH.plus(bytes.getLong(), ChronoUnit.MICROS);
            return new AuditQuery.Place(at, new UUID(bytes.getLong(), bytes.getLong()));
        } catch (IllegalArgumentException | BufferUnderflowException | ArithmeticException e) {
            throw Problem.invalid("cursor").because(e);
        }
    }
}
