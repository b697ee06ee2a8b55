package pl.rozmowa.platform;

/**
 * Bytes that are safely on disk.
 *
 * @param sha256 their SHA-256, 64 lower-case hexadecimal digits; the name to ask for them by
 * @param size in bytes
 */
public record StoredBlob(String sha256, long size) {}
