package pl.rozmowa.sending;

import java.util.List;
import java.util.UUID;
import pl.rozmowa.conversation.Person;

/** What the composer begins with. */
record ReplyProposal(
        Sender from,
        List<Person> to,
        List<Person> cc,
        String subject,
        String quotedHtml,
        String quotedText,
        UUID emailId) {

    /** From which mailbox, under which of its addresses and which name. */
    record Sender(UUID accountId, String address, String name) {}
}
