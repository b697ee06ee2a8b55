package pl.rozmowa.team;

import java.util.UUID;

/** A team's shared place: its members, mailboxes and conversations. */
public record Project(UUID id, String name) {}
