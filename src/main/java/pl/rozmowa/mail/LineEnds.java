package pl.rozmowa.mail;

/** Every way to end a line becomes {@code \n}. */
final class LineEnds {

    private LineEnds() {}

    static String normal(String text) {
        return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
    }
}
