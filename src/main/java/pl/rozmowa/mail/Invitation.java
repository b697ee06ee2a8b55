package pl.rozmowa.mail;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a text/calendar part says about its first event (RFC 5545, RFC 5546), for showing.
 *
 * @param method {@code REQUEST}, {@code REPLY}, {@code CANCEL} …; empty when not said
 * @param start null when it could not be read
 * @param end null when open
 * @param allDay start and end are dates, taken at midnight UTC
 * @param zone the zone as the calendar names it; empty for UTC and floating times
 */
public record Invitation(
        String method,
        String uid,
        String summary,
        String description,
        String location,
        @Nullable Instant start,
        @Nullable Instant end,
        boolean allDay,
        String zone,
        @Nullable EmailAddress organiser,
        List<EmailAddress> attendees,
        boolean recurring,
        boolean cancelled) {}
