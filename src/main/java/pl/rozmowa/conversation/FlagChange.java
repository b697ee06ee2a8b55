package pl.rozmowa.conversation;

import java.util.Set;
import java.util.UUID;

/** The flags that an email has now, on the server. */
public record FlagChange(UUID emailId, Set<String> flags) {}
