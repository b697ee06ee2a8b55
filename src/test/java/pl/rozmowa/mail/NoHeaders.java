package pl.rozmowa.mail;

/** For tests of other rooms, whose emails were never written out. */
public final class NoHeaders {

    private NoHeaders() {}

    public static HeaderFields headers() {
        return HeaderFields.NONE;
    }
}
