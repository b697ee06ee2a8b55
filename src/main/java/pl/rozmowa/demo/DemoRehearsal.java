package pl.rozmowa.demo;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import pl.rozmowa.platform.Rehearsal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rehearses a first day: the mailbox is synchronised, somebody signs in, looks at the list and reads every conversation. */
@Component
@Profile("demo")
class DemoRehearsal implements Rehearsal {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final DemoPeople people;
    private final JsonMapper json;

    DemoRehearsal(DemoPeople people, JsonMapper json) {
        this.people = people;
        this.json = json;
    }

    @Override
    public void play(URI base) throws IOException, InterruptedException {
        CookieManager cookies = new CookieManager();
        try (HttpClient client = HttpClient.newBuilder().cookieHandler(cookies).build()) {
            Visitor visitor = new Visitor(base, client, cookies, json);
            visitor.get("/api/session");
            String hanna = people.logins().getFirst().email();
            visitor.post("/api/login", Map.of("email", hanna, "password", DemoPeople.PASSWORD));
            String account =
                    visitor.get("/api/mail-accounts").path("items").path(0).path("id").asString();
            awaitMailbox(visitor, account);
            read(visitor);
        }
    }

    private static void awaitMailbox(Visitor visitor, String account)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String progress = "/api/mail-accounts/" + account + "/progress";
        while (!visitor.get(progress).path("finished").asBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("the demo's mailbox was not synchronised in time");
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    private static void read(Visitor visitor) throws IOException, InterruptedException {
        for (JsonNode row : visitor.get("/api/conversations?limit=50").path("items")) {
            JsonNode opened = visitor.get("/api/conversations/" + row.path("id").asString());
            for (JsonNode email : opened.path("emails")) {
                visitor.look("/api/emails/" + email.path("id").asString() + "/body");
            }
        }
        visitor.get("/api/counts");
        visitor.get("/api/contacts");
    }

    /** Keeps cookies and sends the CSRF token back, as the page does. */
    private record Visitor(URI base, HttpClient client, CookieManager cookies, JsonMapper json) {

        JsonNode get(String path) throws IOException, InterruptedException {
            return json.readTree(send(path, "GET", BodyPublishers.noBody()));
        }

        void look(String path) throws IOException, InterruptedException {
            send(path, "GET", BodyPublishers.noBody());
        }

        void post(String path, Map<String, String> body) throws IOException, InterruptedException {
            send(path, "POST", BodyPublishers.ofString(json.writeValueAsString(body)));
        }

        private byte[] send(String path, String method, BodyPublisher body)
                throws IOException, InterruptedException {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(base + path))
                            .timeout(Duration.ofSeconds(20))
                            .header("Content-Type", "application/json")
                            .method(method, body);
            cookies.getCookieStore().getCookies().stream()
                    .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                    .map(HttpCookie::getValue)
                    .forEach(token -> request.setHeader("X-XSRF-TOKEN", token));
            HttpResponse<byte[]> response =
                    client.send(request.build(), BodyHandlers.ofByteArray());
            if (response.statusCode() >= 400) {
                throw new IOException(method + " " + path + ": " + response.statusCode());
            }
            return response.body();
        }
    }
}
