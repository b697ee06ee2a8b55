package pl.rozmowa.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import pl.rozmowa.peers.RawImap;
import pl.rozmowa.platform.AppTest;
import pl.rozmowa.platform.Await;
import pl.rozmowa.platform.LiveEvent;
import pl.rozmowa.platform.LiveUpdates;
import pl.rozmowa.platform.Secrets;

/** What Prometheus is told, and whom nothing is told. */
class MetricsTest extends AppTest {

    @Autowired private Secrets secrets;
    @Autowired private LiveUpdates live;
    @Autowired private TransactionTemplate transactions;
    private SyncedMailbox mailbox;

    @AfterEach
    void disconnect() {
        if (mailbox != null) {
            mailbox.rest("disconnected");
        }
    }

    @Test
    void the_figures_follow_what_the_engine_does_and_name_nobody() throws Exception {
        double before = figure(metrics(), "rozmowa_sync_messages_total{outcome=\"fetched\"}");
        mailbox =
                new SyncedMailbox(
                        jdbc,
                        (project, account) ->
                                transactions.executeWithoutResult(
                                        _ -> live.publish(LiveEvent.ofAccount(project, account))));
        mailbox.connect(secrets);
        try (RawImap imap = mailbox.outside()) {
            imap.append(
                    "INBOX",
                    "Subject: Oferta\r\nFrom: zaneta@studiolaka.example\r\n\r\nDzien dobry\r\n");
        }
        mailbox.begin();
        mailbox.awaitLive();

        String metrics = metrics();
        assertThat(figure(metrics, "rozmowa_sync_messages_total{outcome=\"fetched\"}"))
                .isGreaterThan(before);
        assertThat(figure(metrics, "rozmowa_sync_page_commit_seconds_count")).isPositive();
        assertThat(figure(metrics, "rozmowa_sync_sessions")).isPositive();
        Await.until(
                "the figures of all mailboxes follow within seconds",
                () -> figure(metrics(), "rozmowa_mailboxes{state=\"live\"}") >= 1);
        assertThat(metrics)
                .contains(
                        "rozmowa_mailboxes{state=\"on_hold\"}",
                        "rozmowa_folders{state=\"parked\"}",
                        "rozmowa_folder_lag_seconds{",
                        "rozmowa_quarantined_messages{",
                        "rozmowa_traffic_today_bytes{direction=\"in\"}",
                        "rozmowa_sync_connections",
                        "rozmowa_sync_messages_total{outcome=\"gone\"}",
                        "rozmowa_sync_messages_total{outcome=\"failed\"}")
                .doesNotContain(mailbox.address)
                .doesNotContain("debowa.test")
                .doesNotContain(mailbox.project.toString())
                .doesNotContain(mailbox.account.toString());
    }

    @Test
    void nothing_but_the_token_opens_them() throws Exception {
        for (String authorization :
                new String[] {
                    "",
                    "Bearer",
                    "Bearer ",
                    METRICS_TOKEN,
                    "Basic " + METRICS_TOKEN,
                    "Bearer " + METRICS_TOKEN + "x",
                    "Bearer " + METRICS_TOKEN.substring(1)
                }) {
            HttpResponse<String> answer = get(authorization);
            assertThat(answer.statusCode()).as(authorization).isEqualTo(401);
            assertThat(answer.body()).doesNotContain("rozmowa_");
        }
    }

    private String metrics() throws IOException, InterruptedException {
        HttpResponse<String> answer = get("Bearer " + METRICS_TOKEN);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private HttpResponse<String> get(String authorization)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/metrics"));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static double figure(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name + " "))
                .findFirst()
                .map(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .orElseThrow(() -> new AssertionError(name + " is missing in\n" + metrics));
    }
}
