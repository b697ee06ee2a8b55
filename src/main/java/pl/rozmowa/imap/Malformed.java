package pl.rozmowa.imap;

/** One response cannot be understood; the reader then skips to its end and life goes on. Carries no stack: it may come often. */
final class Malformed extends Exception {

    private static final long serialVersionUID = 1;

    Malformed(String what) {
        super(what, null, false, false);
    }
}
