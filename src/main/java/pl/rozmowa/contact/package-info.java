/**
 * The people outside the team whom conversations are held with, one per normalised address and project. Who may see a contact follows
 * from the conversations: a contact is visible to whoever may see at least one conversation with it.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "team", "mail", "platform"})
package pl.rozmowa.contact;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
