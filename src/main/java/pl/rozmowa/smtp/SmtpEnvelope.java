package pl.rozmowa.smtp;

import java.util.List;

/** Who sends and who shall receive (RFC 5321 §2.3.1): bare addresses without names or angle brackets; Bcc belongs here too. */
public record SmtpEnvelope(String from, List<String> recipients) {}
