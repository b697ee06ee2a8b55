package pl.rozmowa.team;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import pl.rozmowa.platform.Problem;

/** Who did what that matters for security; for owners and admins. */
@RestController
@RequestMapping("/api/audit")
class AuditApi {

    private static final int USUAL = 50;
    private static final int MOST = 200;
    private static final int AT_ONCE = 500;

    private final AuditLog log;
    private final Audit audit;

    AuditApi(AuditLog log, Audit audit) {
        this.log = log;
        this.audit = audit;
    }

    /** {@code from} and {@code until}: instants (ISO 8601). */
    record Wanted(
            @Nullable String member,
            @Nullable String kind,
            @Nullable String from,
            @Nullable String until,
            @Nullable String subject) {

        AuditQuery.Filter filter() {
            return new AuditQuery.Filter(
                    id(member, "member"),
                    kind == null || kind.isEmpty()
                            ? null
                            : AuditKind.find(kind).orElseThrow(() -> Problem.invalid("kind")),
                    instant(from, "from"),
                    instant(until, "until"),
                    id(subject, "subject"));
        }
    }

    @GetMapping
    AuditLog.Page page(
            CurrentMember reader,
            @RequestParam(required = false) @Nullable String member,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String until,
            @RequestParam(required = false) @Nullable String subject,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int most = limit == null ? USUAL : Math.clamp(limit, 1, MOST);
        AuditLog.mayRead(reader);
        return log.page(
                reader, new Wanted(member, kind, from, until, subject).filter(), cursor, most);
    }

    /** All that fits as CSV, written as it is read. That somebody took it is an entry of the log itself. */
    @PostMapping("/export")
    void export(CurrentMember reader, @RequestBody Wanted wanted, HttpServletResponse response)
            throws IOException {
        AuditLog.mayRead(reader);
        AuditQuery.Filter filter = wanted.filter();
        AuditLog.Page page = log.page(reader, filter, null, AT_ONCE);
        audit.note(reader, "audit_exported", null);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"rozmowa-audit.csv\"");
        try (Writer out =
                new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8)) {
            AuditCsv csv = new AuditCsv(out, reader);
            csv.head();
            while (true) {
                for (AuditLog.Line line : page.items()) {
                    csv.line(line);
                }
                if (page.next() == null) {
                    break;
                }
                page = log.page(reader, filter, page.next(), AT_ONCE);
            }
        }
    }

    private static @Nullable UUID id(@Nullable String text, String field) {
        return text == null || text.isEmpty() ? null : Fields.id(text, field);
    }

    private static @Nullable Instant instant(@Nullable String text, String field) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            Instant at = Instant.parse(text);
            // PostgreSQL's own calendar ends somewhere
            if (at.isBefore(Instant.EPOCH) || at.isAfter(Instant.parse("9999-01-01T00:00:00Z"))) {
                throw Problem.invalid(field);
            }
            return at;
        } catch (DateTimeParseException e) {
            throw Problem.invalid(field).because(e);
        }
    }
}
