package pl.rozmowa.conversation;

import java.util.UUID;

/** A member by name, for those who may see what the member did. */
public record Colleague(UUID id, String name) {}
