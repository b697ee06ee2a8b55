package pl.rozmowa.access;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Calls a route as somebody: with their session, and with a CSRF token as the web app would. */
final class Call {

    private static final String TOKEN = "0191c1f2-7d2b-7e3a-9a7e-3f6a0f4f2b11";

    private final String base;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();

    Call(int port) {
        this.base = "http://127.0.0.1:" + port;
    }

    record Answer(int status, String text) {}

    /** The status alone; of a stream of live updates only the beginning is waited for. */
    int status(String method, String path, @Nullable String body, String session) {
        return send(method, path, body, session, false).status();
    }

    Answer answer(String method, String path, @Nullable String body, String session) {
        return send(method, path, body, session, true);
    }

    private Answer send(
            String method, String path, @Nullable String body, String session, boolean read) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(Duration.ofSeconds(30))
                        .header(
                                "Cookie",
                                "XSRF-TOKEN="
                                        + TOKEN
                                        + (session.isEmpty()
                                                ? ""
                                                : "; rozmowa=" + encoded(session)))
                        .header("X-XSRF-TOKEN", TOKEN)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body));
        try {
            HttpResponse<InputStream> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                String text = read ? new String(in.readAllBytes(), StandardCharsets.UTF_8) : "";
                return new Answer(response.statusCode(), text);
            }
        } catch (IOException e) {
            throw new AssertionError(method + " " + path + " was not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String encoded(String session) {
        return Base64.getEncoder().encodeToString(session.getBytes(StandardCharsets.UTF_8));
    }
}
