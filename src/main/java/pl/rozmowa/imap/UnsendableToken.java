package pl.rozmowa.imap;

/** Something was to be said to a server that cannot be said: CR, LF or NUL in a name, spaces in a flag. Nothing was sent. */
public final class UnsendableToken extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    UnsendableToken(String why) {
        super(why);
    }
}
