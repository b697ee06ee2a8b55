/**
 * Emails, joined to conversations as they arrive, and how a member reads them. Everything that comes in passes through
 * {@link pl.rozmowa.conversation.Receiving}; everything that goes out to a reader passes the access rule inside its SQL.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"contact", "account", "team", "mail", "platform"})
package pl.rozmowa.conversation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
