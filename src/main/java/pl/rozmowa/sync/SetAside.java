package pl.rozmowa.sync;

import java.util.UUID;

/** A message that can't be received, named by where the server has it (RFC 9051 §2.3.1.1). */
record SetAside(UUID folderId, long uidValidity, long uid) {}
