package pl.rozmowa.conversation;

import java.util.Set;
import java.util.UUID;

/**
 * What a page did.
 *
 * @param newEmails emails that were not known in this mailbox
 * @param knownEmails emails that only got a further place
 * @param newConversations conversations that began with this page
 * @param conversations those that changed
 */
public record Received(
        int newEmails, int knownEmails, int newConversations, Set<UUID> conversations) {}
