package pl.rozmowa.account;

import java.util.Collection;
import java.util.UUID;

/** Ids as one array parameter ({@code cast(:ids as uuid[])}): the driver takes arrays of text, not of UUID. */
final class Uuids {

    private Uuids() {}

    static String[] texts(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).toArray(String[]::new);
    }
}
