package pl.rozmowa.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.annotation.DirtiesContext;
import pl.rozmowa.peers.PeerCertificate;
import pl.rozmowa.peers.RawImap;
import pl.rozmowa.peers.ScriptedServer;
import pl.rozmowa.platform.AppTest;

/**
 * From the code on the console to a mailbox disconnected again, as its owner sees it and as the mail servers see it. {@code
 * web/e2e/main-walk.mjs} has the steps, and {@code team-walk.mjs} those of a team of three.
 */
@ExtendWith(OutputCaptureExtension.class)
@DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_EACH_TEST_METHOD)
class MainWalkTest extends AppTest {

    private static final Charset LATIN2 = Charset.forName("ISO-8859-2");
    private static final Charset WINDOWS = Charset.forName("windows-1250");
    private static final Pattern CODE = Pattern.compile("type this code:\\s+(\\S+)");

    private final Post post = new Post();
    private final String office = post.address("biuro", "debowa.test");
    private final String export = post.address("export", "debowa.test");
    private final String zaneta = post.address("zaneta.golab", "studiolaka.example");
    private final String kamil = post.address("kamil.slaz", "brzask.example");
    private final String imogen = post.address("imogen.hale", "northgate.example");

    @ParameterizedTest
    @ValueSource(strings = {"pl", "en"})
    void a_team_connects_its_mailbox_answers_a_client_and_leaves_the_server_as_it_was(
            String language, CapturedOutput console) throws IOException {
        fillOffice();
        fillExport();
        try (OutsideWorld outside = new OutsideWorld();
                ScriptedServer stranger =
                        ScriptedServer.tls(
                                PeerCertificate.forHost("localhost"),
                                peer -> peer.send("* OK come in"))) {
            Map<String, Object> given = new HashMap<>(post.servers());
            given.put("language", language);
            given.put("base", "http://127.0.0.1:" + port);
            given.put("outside", outside.url());
            given.put("code", codeOn(console));
            given.put("untrusted", stranger.port());
            given.put("office", office);
            given.put("export", export);
            given.put("zaneta", zaneta);
            BrowserScript.run("main-walk", given);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pl", "en"})
    void three_of_a_team_work_off_a_conversation_at_the_same_time(
            String language, CapturedOutput console) throws IOException {
        fillOffice();
        try (OutsideWorld outside = new OutsideWorld()) {
            Map<String, Object> given = new HashMap<>(post.servers());
            given.put("language", language);
            given.put("base", "http://127.0.0.1:" + port);
            given.put("outside", outside.url());
            given.put("code", codeOn(console));
            given.put("office", office);
            given.put("zaneta", zaneta);
            BrowserScript.run("team-walk", given);
        }
    }

    /** The last one: each start of an installation without an owner makes a new code. */
    private static String codeOn(CapturedOutput console) {
        Matcher matcher = CODE.matcher(console.getOut());
        String code = "";
        while (matcher.find()) {
            code = matcher.group(1);
        }
        assertThat(code).as("the code on the console").isNotEmpty();
        return code;
    }

    private void fillOffice() {
        String us = Post.named("Ceramika Dębowa", office);
        String her = Post.named("Żaneta Gołąb", zaneta);
        try (RawImap mailbox = post.open(office)) {
            Post.put(
                    mailbox,
                    "INBOX",
                    Letter.text(
                            Letter.Head.of(
                                    her, us, "Zapytanie o płytki do łazienki", 72, "a1@laka"),
                            LATIN2,
                            """
                            Dzień dobry,

                            szukamy płytek w kolorze gęstej śmietany, około 40 metrów.
                            Czy zdążą Państwo przed świętami?

                            Żaneta Gołąb
                            Studio Łąka
                            """));
            Post.put(
                    mailbox,
                    Post.SENT,
                    Letter.text(
                            Letter.Head.of(
                                            us,
                                            her,
                                            "Re: Zapytanie o płytki do łazienki",
                                            60,
                                            "a2@debowa")
                                    .after("a1@laka"),
                            StandardCharsets.UTF_8,
                            "Dzień dobry,\n\nzdążymy. Ile dokładnie metrów?\n\nHanna Wrzos\n"),
                    "\\Seen");
            Post.put(
                    mailbox,
                    "INBOX",
                    Letter.text(
                            Letter.Head.of(
                                            her,
                                            us,
                                            "Re: Zapytanie o płytki do łazienki",
                                            2,
                                            "a3@laka")
                                    .after("a1@laka", "a2@debowa"),
                            StandardCharsets.UTF_8,
                            """
                            Dokładnie 42 metry i cokół. Proszę o ofertę.

                            > zdążymy. Ile dokładnie metrów?
                            """));
            Post.put(mailbox, "INBOX", order(us));
            Post.put(mailbox, "INBOX", samples(us), "\\Seen");
            for (int i = 1; i <= 10; i++) {
                Post.put(mailbox, "INBOX", small(us, i));
            }
            mailbox.command("CREATE \"Klienci/&AUEA8w-d&AXo-\"");
            Post.put(
                    mailbox,
                    "Klienci/&AUEA8w-d&AXo-",
                    Letter.text(
                            Letter.Head.of(
                                    Post.named("Dorota Mróz", "dorota.mroz@brzask.example"),
                                    us,
                                    "Dostawa do Łodzi",
                                    8,
                                    "d1@brzask"),
                            WINDOWS,
                            "Proszę o dostawę we wtorek, rampa nr 3.\n\nDorota Mróz\n"));
        }
    }

    private Letter order(String us) {
        return Letter.parts(
                Letter.Head.of(
                        Post.named("Kamil Ślaz", kamil),
                        us,
                        "Zamówienie na kafle",
                        26,
                        "b1@brzask"),
                WINDOWS,
                "mixed",
                """
                --=b
                Content-Type: text/html; charset=windows-1250
                Content-Transfer-Encoding: 8bit

                <p>Dzień dobry,</p><p>zamawiam <b>gęś, jaźń i źdźbło</b>: wzór „Liść”.</p><p>Kamil Ślaz</p>
                --=b
                Content-Type: text/plain; charset=UTF-8
                Content-Disposition: attachment; filename*=UTF-8''zam%C3%B3wienie%20%C5%81%C3%B3d%C5%BA.txt
                Content-Transfer-Encoding: base64

                MTIwIHN6dHVrIGdsYXp1cnkK
                --=b--
                """);
    }

    private Letter samples(String us) {
        return Letter.parts(
                Letter.Head.of(
                        Post.named("Imogen Hale", imogen),
                        us,
                        "Samples for the hotel lobby",
                        5,
                        "c1@northgate"),
                StandardCharsets.UTF_8,
                "alternative",
                """
                --=b
                Content-Type: text/plain; charset=UTF-8

                Could you send three samples?
                --=b
                Content-Type: text/html; charset=UTF-8

                <p>Could you send <i>three samples</i>?</p>
                --=b--
                """);
    }

    private static Letter small(String us, int number) {
        return Letter.text(
                Letter.Head.of(
                        Post.named("Bożena Kita", "bozena.kita@podjesionem.example"),
                        us,
                        "Pokój nr " + number,
                        100 + number,
                        "e" + number + "@jesion"),
                StandardCharsets.UTF_8,
                "Próbka do pokoju nr " + number + ".\n");
    }

    private void fillExport() {
        try (RawImap mailbox = post.open(export)) {
            Post.put(
                    mailbox,
                    "INBOX",
                    Letter.text(
                            Letter.Head.of(
                                    Post.named("Freja Lind", "freja.lind@soholm.example"),
                                    Post.named("Ceramika Dębowa", export),
                                    "Tiles for the atelier",
                                    20,
                                    "f1@soholm"),
                            StandardCharsets.UTF_8,
                            "We would like forty square metres.\n\nFreja Lind\nAtelier Søholm\n"));
        }
    }
}
