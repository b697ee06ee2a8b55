/**
 * Manners toward the servers of mail providers: how often one signs in, when a host is left in peace, how many connections and bytes
 * a mailbox may use. Knows hosts and mailboxes by name alone, no protocol; begin reading at {@link pl.rozmowa.governor.HostGates}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "platform")
package pl.rozmowa.governor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
