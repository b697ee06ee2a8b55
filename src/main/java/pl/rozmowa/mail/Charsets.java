package pl.rozmowa.mail;
import java.nio.charset.StandardCharsets;
final class Charsets {
    private Charsets() {}
    static String decodeUndeclared(byte[] bytes, int length) { return new String(bytes, 0, length, StandardCharsets.UTF_8); }
}
