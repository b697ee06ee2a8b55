package pl.rozmowa.account;

import java.util.Locale;

/** How addresses are compared: lower case, no spaces around. */
public final class AddressKey {

    private AddressKey() {}

    /** The key of an address. */
    public static String of(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }
}
