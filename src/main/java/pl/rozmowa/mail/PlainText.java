package pl.rozmowa.mail;

import org.jsoup.Jsoup;

/** HTML as text, for search, snippets and the text alternative of what we send. */
public final class PlainText {
    private PlainText() {}

    public static String of(String html) {
        return Jsoup.parse(html).text();
    }
}
