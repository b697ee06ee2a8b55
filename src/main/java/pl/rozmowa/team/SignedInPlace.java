package pl.rozmowa.team;

import java.util.UUID;

/** Who signs in, and into which of their projects. */
record SignedInPlace(UUID personId, UUID projectId) {}
