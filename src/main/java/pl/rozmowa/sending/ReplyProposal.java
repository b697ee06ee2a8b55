package pl.rozmowa.sending;

import java.util.List;
import java.util.UUID;
import pl.rozmowa.conversation.Person;

/**
 * What the composer begins with.
 *
 * @param asOf how far the conversation is now; handed back with the answer
 */
record ReplyProposal(
        Sender from,
        List<Person> to,
        List<Person> cc,
        String subject,
        String quotedHtml,
        String quotedText,
        UUID emailId,
        String asOf) {

    /** From which mailbox, under which of its addresses and which name. */
    record Sender(UUID accountId, String address, String name) {}
}
