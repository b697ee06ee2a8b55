package pl.rozmowa.team;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who can sign in, in any number of projects.
 *
 * @param passwordHash Argon2id in its own text form
 * @param language {@code pl} or {@code en}; null follows the browser
 * @param timeZone an id of the tz database; null until chosen
 */
record Person(
        UUID id,
        String email,
        String emailKey,
        String name,
        String passwordHash,
        @Nullable String language,
        @Nullable String timeZone,
        String theme) {}
