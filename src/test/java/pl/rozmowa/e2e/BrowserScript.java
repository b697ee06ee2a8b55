package pl.rozmowa.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/**
 * One script of web/e2e, run by Node.js with what it needs to know as JSON in its environment. It tells its steps as it goes and ends
 * with another status than 0 when something is not as it should be; a picture of that moment lies in target/e2e.
 */
final class BrowserScript {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private BrowserScript() {}

    static void run(String script, Map<String, Object> given) {
        Path web = Path.of("web").toAbsolutePath();
        mustBeThere(web);
        try {
            Path said = Files.createTempFile("rozmowa-e2e-", ".txt");
            try {
                int status = play(web, script, given, said);
                assertThat(status).as(Files.readString(said)).isZero();
            } finally {
                Files.delete(said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a browser test cannot do without; leaving the test out instead would only look like success. */
    private static void mustBeThere(Path web) {
        assertThat(BrowserScript.class.getResource("/static/index.html"))
                .as(
                        "the web app is not in the build: run Maven without -DnoWeb, after `npm ci` in web/")
                .isNotNull();
        assertThat(web.resolve("node_modules/playwright-core"))
                .as("the web app's libraries are missing: run `npm ci` in web/")
                .exists();
    }

    private static int play(Path web, String script, Map<String, Object> given, Path said)
            throws IOException {
        ProcessBuilder node = new ProcessBuilder(List.of("node", "e2e/" + script + ".mjs"));
        node.directory(web.toFile()).redirectErrorStream(true).redirectOutput(said.toFile());
        node.environment().put("ROZMOWA_E2E", JSON.writeValueAsString(given));
        Process process = node.start();
        try {
            if (process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        return -1;
    }
}
