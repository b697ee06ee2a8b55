package pl.rozmowa.imap;

/** Where an appended message came to lie (RFC 4315, APPENDUID). */
public record AppendedUid(long uidValidity, long uid) {}
