package pl.rozmowa.imap;

import java.util.Map;

/**
 * Where copied or moved messages came to lie (RFC 4315, COPYUID).
 *
 * @param uids the UID in the target folder by the UID in the source folder
 */
public record CopiedUids(long uidValidity, Map<Long, Long> uids) {}
