package pl.rozmowa.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import pl.rozmowa.platform.Await;

class PeersTest {

    private static final String MESSAGE =
            """
            From: Żaneta Gołąb <zaneta@studiolaka.example>
            To: biuro@debowa.test
            Subject: Pytanie

            Dzień dobry.
            """;

    private final Dovecot dovecot = Dovecot.shared();

    @Test
    void dovecotTakesMailByAppendAndByLmtp() {
        String user = dovecot.freshUser("biuro", "debowa.test");
        try (RawImap outside = dovecot.outside(user)) {
            assertThat(outside.append("INBOX", MESSAGE, "\\Seen")).isEqualTo(1);
            dovecot.deliver("zaneta@studiolaka.example", user, MESSAGE);
            assertThat(outside.sources("INBOX"))
                    .hasSize(2)
                    .allMatch(source -> source.contains("Subject: Pytanie"));
            assertThat(outside.flags("INBOX").getFirst()).isEqualTo("1 (\\Seen)");
            assertThat(outside.command("LIST \"\" \"*\""))
                    .anyMatch(line -> line.contains("Wys&AUI-ane"));
        }
    }

    @Test
    void postfixBringsMailIntoDovecot() {
        String user = dovecot.freshUser("biuro", "debowa.test");
        Postfix postfix = Postfix.shared();
        postfix.deliver("zaneta@studiolaka.example", List.of(user), MESSAGE);
        try (RawImap outside = dovecot.outside(user)) {
            Await.until("the message is delivered", () -> outside.sources("INBOX").size() == 1);
        }
    }
}
