package pl.rozmowa.team;

import java.time.Instant;
import java.util.UUID;

/** An open door for one address into one project, until it expires, is used or is taken back. */
record Invitation(
        UUID projectId,
        UUID id,
        String email,
        String emailKey,
        Role role,
        UUID invitedBy,
        Instant createdAt,
        Instant expiresAt) {}
