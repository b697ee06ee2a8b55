/**
 * The demo: a mail server of its own inside the process and the small named world of Ceramika Dębowa, whose people write and answer. It
 * is there only under the profile {@code demo}; nothing it does leaves the machine.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"account", "team", "provider", "imap", "smtp", "mail", "platform"})
package pl.rozmowa.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
