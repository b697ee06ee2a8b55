package pl.rozmowa.mail;
final class EncodedWords {
    private EncodedWords() {}
    static String decode(String value) { return value; }
}
