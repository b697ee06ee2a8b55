/**
 * The wire to IMAP servers: our own streaming, pipelined client of RFC 9051 and RFC 3501, written as blocking code for virtual
 * threads. It trusts nothing a server says, forgives whatever can be forgiven, and knows neither accounts nor tables.
 */
@ApplicationModule(allowedDependencies = {"mail", "platform"})
@NullMarked
package pl.rozmowa.imap;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
