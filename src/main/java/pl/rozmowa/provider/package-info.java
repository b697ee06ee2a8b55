/**
 * What is known about mail providers, and how the settings of an address are found. The facts are data
 * ({@code providers.json}); no other room ever asks for a provider by name.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"imap", "smtp", "mail", "platform"})
package pl.rozmowa.provider;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
