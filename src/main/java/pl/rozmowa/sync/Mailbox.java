package pl.rozmowa.sync;

import java.util.Set;
import java.util.UUID;
import pl.rozmowa.account.MailAccount;
import pl.rozmowa.provider.MailProvider;

/** What a session knows of the mailbox it works on. */
record Mailbox(
        MailAccount account, MailProvider provider, Set<String> ownAddressKeys, Lease lease) {

    UUID projectId() {
        return account.projectId();
    }

    UUID accountId() {
        return account.id();
    }
}
