/**
 * The wire to SMTP submission servers: signing in and handing over one message, with honest phases, so that the room which sends
 * knows at every moment whether trying again could send twice.
 */
@ApplicationModule(allowedDependencies = {"mail", "platform"})
@NullMarked
package pl.rozmowa.smtp;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
