/**
 * Brings mail from the servers: which node works on which mailbox, where each folder stands, and how it stays current.
 * Reads the wire through {@code imap}, hands pages to {@code conversation}; what must hold is written at {@link
 * pl.rozmowa.sync.MailAccountSession}.
 */
@NullMarked
package pl.rozmowa.sync;

import org.jspecify.annotations.NullMarked;
