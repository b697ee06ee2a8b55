package pl.rozmowa.sharing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import pl.rozmowa.platform.Await;
import pl.rozmowa.platform.Browser;

/** Listens to the live updates of one browser. */
final class Ear implements AutoCloseable {

    private final InputStream stream;
    private final List<String> heard = new CopyOnWriteArrayList<>();

    Ear(Browser browser) throws IOException, InterruptedException {
        stream = browser.stream("/api/live");
        Thread.ofVirtual().start(this::listen);
    }

    private void listen() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> line.startsWith("data:")).forEach(heard::add);
        } catch (IOException | RuntimeException over) {
            heard.add("over");
        }
    }

    /** Waits for an event that says all of this. */
    void hears(String... words) {
        Await.until(
                "an event with " + List.of(words) + " among " + heard,
                () ->
                        heard.stream()
                                .anyMatch(
                                        line -> List.of(words).stream().allMatch(line::contains)));
    }

    boolean heard(String word) {
        return heard.stream().anyMatch(line -> line.contains(word));
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
