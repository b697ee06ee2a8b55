package pl.rozmowa.contact;

import java.time.Instant;
import pl.rozmowa.mail.EmailAddress;

/** Somebody outside the team met in an email, at that time. */
public record Encounter(EmailAddress who, Instant at) {}
