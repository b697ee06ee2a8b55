package pl.rozmowa.sending;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pl.rozmowa.conversation.Person;

/**
 * The email that is being answered, as the member who answers may see it.
 *
 * @param conversationId where it is now, also when it was asked for by a conversation that was merged into this one
 * @param own it went out from our side
 * @param lastInbound who wrote the newest email from outside, where there is one
 */
record Answered(
        UUID conversationId,
        UUID accountId,
        String level,
        UUID emailId,
        boolean own,
        Instant at,
        Person from,
        List<Person> replyTo,
        List<Person> to,
        List<Person> cc,
        String subject,
        @Nullable Person lastInbound) {

    boolean mayBeAnswered() {
        return !level.equals("read");
    }
}
