package pl.rozmowa.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import pl.rozmowa.peers.Dovecot;
import pl.rozmowa.platform.Await;
import pl.rozmowa.platform.Browser;
import tools.jackson.databind.JsonNode;

/** A mailbox connected to the application as a person connects it: over its API. */
final class BenchMailbox {

    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final Browser browser;
    private final String id;

    private BenchMailbox(Browser browser, String id) {
        this.browser = browser;
        this.id = id;
    }

    /** Signed in without TLS at these ports of this machine, its folders not chosen yet. */
    static BenchMailbox connect(Browser browser, int imapPort, int smtpPort, String address)
            throws IOException {
        return connect(browser, imapPort, smtpPort, address, Dovecot.PASSWORD);
    }

    /** The same with a password of its own. */
    static BenchMailbox connect(
            Browser browser, int imapPort, int smtpPort, String address, String password)
            throws IOException {
        Browser.Answer begun =
                browser.post(
                        "/api/connection-attempts",
                        Map.of(
                                "address",
                                address,
                                "password",
                                password,
                                "provider",
                                "other",
                                "imap",
                                server(imapPort, address),
                                "smtp",
                                server(smtpPort, address),
                                "confirmed",
                                true));
        Owner.require(begun);
        String attempt = begun.json().path("id").asString();
        JsonNode done =
                Await.value(
                        "the mailbox is connected",
                        PATIENCE,
                        () -> browser.get("/api/connection-attempts/" + attempt).json(),
                        json -> List.of("done", "failed").contains(json.path("stage").asString()));
        if (!done.path("stage").asString().equals("done")) {
            throw new IOException("could not connect: " + done);
        }
        return new BenchMailbox(browser, done.path("accountId").asString());
    }

    private static Map<String, Object> server(int port, String address) {
        return Map.of("host", "127.0.0.1", "port", port, "security", "plain", "login", address);
    }

    String id() {
        return id;
    }

    /** The ids of the folders that the application suggests. */
    List<String> suggested() {
        List<String> suggested = new ArrayList<>();
        browser.get("/api/mail-accounts/" + id + "/folders")
                .json()
                .path("suggested")
                .forEach(folder -> suggested.add(folder.asString()));
        return suggested;
    }

    /** „Zakończ”: the reading of the last 30 days begins. */
    void choose(List<String> folders) throws IOException {
        Owner.require(
                browser.put(
                        "/api/mail-accounts/" + id + "/folders",
                        Map.of("chosen", folders, "windowDays", 30, "sharing", "project")));
    }

    JsonNode progress() {
        return browser.get("/api/mail-accounts/" + id + "/progress").json();
    }

    boolean hasAll(int messages) {
        JsonNode progress = progress();
        return progress.path("finished").asBoolean()
                && progress.path("messages").asInt() >= messages;
    }

    /** Fails unless every listed message was stored. */
    void requireAllSettled() throws IOException {
        JsonNode progress = progress();
        for (JsonNode folder : progress.path("folders")) {
            if (folder.path("failed").asInt() != 0
                    || folder.path("settled").asInt() != folder.path("total").asInt()) {
                throw new IOException("not everything was received: " + progress);
            }
        }
    }

    /** Looks as seldom as a page would, so that looking costs little of what is measured. */
    static void await(String what, Duration every, BooleanSupplier condition) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("waited in vain until " + what);
            }
            LockSupport.parkNanos(every.toNanos());
        }
    }
}
