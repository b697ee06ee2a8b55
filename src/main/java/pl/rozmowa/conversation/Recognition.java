package pl.rozmowa.conversation;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import pl.rozmowa.account.FolderRole;
import pl.rozmowa.conversation.EmailTable.Known;
import pl.rozmowa.mail.MessageId;
import pl.rozmowa.mail.ParsedEmail;

/** Which of the emails that come in are stored already. */
@Component
class Recognition {

    private final EmailTable emails;
    private final ThreadTable threads;

    Recognition(EmailTable emails, ThreadTable threads) {
        this.emails = emails;
        this.threads = threads;
    }

    /** Those that are stored already, by their own identity alone. */
    Map<ByteBuffer, Known> byIdentKey(ReceivedPage page, List<Arrival> offered) {
        return emails.byIdentKey(
                page.projectId(),
                page.accountId(),
                offered.stream().map(Arrival::identKey).toList());
    }

    /**
     * Those that are stored already. A copy of what we submitted ourselves is recognised by its Message-ID, since servers change the
     * rest. Others cannot write into Sent; anywhere else (All Mail, a copy to ourselves) it must also be from us and say the same, so
     * that nobody who knows the Message-ID gets anything past us with it.
     */
    Map<ByteBuffer, Known> known(ReceivedPage page, List<Arrival> offered) {
        Map<ByteBuffer, Known> known = byIdentKey(page, offered);
        boolean inSent = page.folderRole() == FolderRole.SENT;
        Map<String, Arrival> copies = new LinkedHashMap<>();
        offered.stream()
                .filter(arrival -> !known.containsKey(arrival.identKey()))
                .filter(arrival -> inSent || arrival.outbound() || arrival.claimsToBeUs())
                .forEach(arrival ->
                        messageIds(arrival.parsed())
                                .forEach(id -> copies.putIfAbsent(id, arrival)));
        Map<UUID, UUID> names = new HashMap<>();
        emails.outgoingByMessageId(page.projectId(), page.accountId(), copies.keySet(), true)
                .forEach((messageId, submitted) -> {
                    Arrival copy = copies.get(messageId);
                    if (copy != null
                            && (inSent || submitted.says(copy.parsed().text()))
                            && known.putIfAbsent(copy.identKey(), submitted.email()) == null) {
                        copy.ownNames()
                                .forEach(name ->
                                        names.put(name, submitted.email().conversationId()));
                    }
                });
        // Where the server gave it another Message-ID, answers will name that one.
        threads.claimNames(page.projectId(), page.accountId(), names);
        return known;
    }

    private static Set<String> messageIds(ParsedEmail parsed) {
        Set<String> ids = new LinkedHashSet<>();
        for (MessageId id : new MessageId[] {parsed.originalMessageId(), parsed.messageId()}) {
            if (id != null) {
                ids.add(EmailTable.storedMessageId(id.value()));
            }
        }
        return ids;
    }

    /** What we are about to store as sent, where sync met its copy first. */
    @Nullable Known alreadyThere(UUID projectId, UUID accountId, Arrival sent) {
        Known same =
                emails.byIdentKey(projectId, accountId, List.of(sent.identKey()))
                        .get(sent.identKey());
        if (same != null) {
            return same;
        }
        return emails
                .outgoingByMessageId(projectId, accountId, messageIds(sent.parsed()), false)
                .values()
                .stream()
                .findFirst()
                .map(EmailTable.Outgoing::email)
                .orElse(null);
    }
}
