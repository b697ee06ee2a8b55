/**
 * Opening one conversation to people who don't reach its mailbox: grants, guests from outside, requests, and the panel that says who sees it
 * and why. Nobody can pass on what they were only granted.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"conversation", "contact", "account", "team", "mail", "platform"})
package pl.rozmowa.sharing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
