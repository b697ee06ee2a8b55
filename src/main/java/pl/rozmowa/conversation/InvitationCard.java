package pl.rozmowa.conversation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pl.rozmowa.mail.EmailAddress;
import pl.rozmowa.mail.Invitation;

/** An invitation to a meeting as it is stored and shown; the fields as in {@link Invitation}. */
public record InvitationCard(
        String method,
        String summary,
        String description,
        String location,
        @Nullable Instant start,
        @Nullable Instant end,
        boolean allDay,
        String zone,
        @Nullable Person organiser,
        List<Person> attendees,
        boolean recurring,
        boolean cancelled) {

    static InvitationCard of(Invitation invitation) {
        EmailAddress organiser = invitation.organiser();
        return new InvitationCard(
                Texts.cut(invitation.method(), 40),
                Texts.cut(invitation.summary(), 500),
                Texts.cut(invitation.description(), 5_000),
                Texts.cut(invitation.location(), 500),
                invitation.start(),
                invitation.end(),
                invitation.allDay(),
                Texts.cut(invitation.zone(), 200),
                organiser == null ? null : Person.of(organiser),
                Person.of(invitation.attendees()),
                invitation.recurring(),
                invitation.cancelled());
    }
}
