package pl.rozmowa.platform;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Rehearses what a browser asks for before anybody has signed in. */
@Component
class FirstLook implements Rehearsal {

    private static final List<String> FIRST_REQUESTS =
            List.of("/", "/api/session", "/api/providers", "/login");

    @Override
    public void play(URI base) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String path : FIRST_REQUESTS) {
                HttpRequest request =
                        HttpRequest.newBuilder(URI.create(base + path))
                                .timeout(Duration.ofSeconds(20))
                                .build();
                client.send(request, HttpResponse.BodyHandlers.discarding());
            }
        }
    }
}
