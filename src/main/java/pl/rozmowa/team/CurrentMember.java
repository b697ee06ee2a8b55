package pl.rozmowa.team;

import java.time.ZoneId;
import java.util.UUID;

/**
 * The member who makes this request, read from the database for this very request. Controllers take it as an argument; nobody signed in
 * gives 401 {@code signed_out} before the controller is called.
 *
 * @param language {@code pl} or {@code en}: the one chosen, else the browser's
 * @param zone the zone chosen, else that of Warsaw
 */
public record CurrentMember(
        UUID projectId,
        UUID memberId,
        UUID personId,
        Role role,
        String name,
        String email,
        String language,
        ZoneId zone) {}
