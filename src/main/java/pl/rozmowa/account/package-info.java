/**
 * Connected mailboxes: signing in, reading and choosing folders, sharing, disconnecting. Who may do so is in the SQL of
 * each read and write; nothing above this room is called, {@code sync} picks up what it finds.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"team", "provider", "governor", "imap", "smtp", "mail", "platform"})
package pl.rozmowa.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
