package pl.rozmowa.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.rozmowa.imap.Hostile.open;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pl.rozmowa.mail.Endpoint.Security;
import pl.rozmowa.peers.ScriptedServer;
import pl.rozmowa.peers.ScriptedServer.Script;

/** Extensions that the Dovecot of the tests doesn't have, or has in one form only. */
class ExtensionsHostileTest {

    private static void with(String capabilities, Script script, Hostile.Use use)
            throws IOException {
        try (ScriptedServer server =
                        ScriptedServer.plain(peer -> {
                            peer.send("* OK [CAPABILITY IMAP4rev1 " + capabilities + "] ready");
                            script.play(peer);
                            peer.hang();
                        });
                ImapConnection connection = open(server, Security.PLAIN)) {
            use.use(connection);
        }
    }

    /** RFC 7888: whether the literal comes without being called for. */
    @ParameterizedTest
    @CsvSource({
        "LITERAL+, 4097, true",
        "LITERAL-, 4096, true",
        "LITERAL-, 4097, false",
        "IDLE,     1,    false"
    })
    void aLiteralWaitsWhereTheServerWantsItTo(String offered, int size, boolean atOnce)
            throws IOException {
        with(
                offered,
                peer -> {
                    String line = peer.expect("APPEND");
                    assertThat(line).endsWith("{" + size + (atOnce ? "+}" : "}"));
                    String tag = peer.tag();
                    if (!atOnce) {
                        peer.send("+ go");
                    }
                    assertThat(peer.read(size)).hasSize(size);
                    peer.send(tag + " OK [APPENDUID 7 8] done");
                },
                connection ->
                        assertThat(connection.append("A", List.of(), null, new byte[size]))
                                .isEqualTo(new AppendedUid(7, 8)));
    }

    @Test
    void withUtf8NamesAreWhatTheySay() throws IOException {
        byte[] message = "Subject: Zażółć\r\n\r\nx\r\n".getBytes(StandardCharsets.UTF_8);
        String sent = "Wysłane R&D";
        String wire =
                new String(sent.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        with(
                "ENABLE UTF8=ACCEPT LITERAL+",
                peer -> {
                    peer.expect("ENABLE UTF8=ACCEPT");
                    peer.send("* ENABLED UTF8=ACCEPT");
                    peer.reply("OK");
                    peer.expect("LIST");
                    peer.send("* LIST () \"/\" \"" + wire + "\"", "* LIST () \"/\" \"&AUI-\"");
                    peer.reply("OK");
                    peer.expect("CREATE {12+}");
                    String tag = peer.tag();
                    assertThat(peer.line()).isEqualTo(wire);
                    peer.send(tag + " OK");
                    peer.expect("APPEND \"A\" () UTF8 (~{" + message.length + "+}");
                    tag = peer.tag();
                    assertThat(peer.read(message.length)).isEqualTo(message);
                    assertThat(peer.line()).isEqualTo(")");
                    peer.send(tag + " BAD RFC 9755 knows no such thing");
                    peer.expect("APPEND \"A\" () {" + message.length + "+}");
                    tag = peer.tag();
                    peer.read(message.length + 2);
                    peer.send(tag + " OK");
                    peer.expect("APPEND \"A\" () {6+}");
                    tag = peer.tag();
                    peer.read(8);
                    peer.send(tag + " OK");
                },
                connection -> {
                    assertThat(connection.enable("UTF8=ACCEPT")).containsExactly("UTF8=ACCEPT");
                    assertThat(connection.listFolders())
                            .extracting(FolderListing::name)
                            .containsExactly(sent, "&AUI-");
                    assertThat(connection.createFolder(sent)).isEqualTo(wire);
                    connection.append("A", List.of(), null, message);
                    connection.append("A", List.of(), null, new byte[6]);
                });
    }

    @Test
    void anEnableThatIsNeverAnsweredWithWhatIsEnabledIsNotBelieved() throws IOException {
        with(
                "ENABLE UTF8=ACCEPT QRESYNC",
                peer -> {
                    peer.expect("ENABLE");
                    peer.reply("OK enabled");
                    peer.expect("LIST");
                    peer.send("* LIST () \"/\" Wys&AUI-ane");
                    peer.reply("OK");
                },
                connection -> {
                    assertThat(connection.enable("UTF8=ACCEPT")).isEmpty();
                    assertThat(connection.hasEnabled("UTF8=ACCEPT")).isFalse();
                    assertThat(connection.listFolders().getFirst().name()).isEqualTo("Wysłane");
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OBJECTID   | EMAILID THREADID      | EMAILID (M6d99) THREADID (T64b)        | M6d99 | T64b",
                "OBJECTID   | EMAILID THREADID      | EMAILID (M6d99) THREADID NIL           | M6d99 | ",
                "X-GM-EXT-1 | X-GM-MSGID X-GM-THRID | X-GM-MSGID 18446744073709551615 X-GM-THRID 12 | 18446744073709551615 | 12"
            })
    void theServersOwnIdentityOfAMessageIsRead(
            String offered, String asked, String told, String identity, String thread)
            throws IOException {
        with(
                offered,
                peer -> {
                    peer.expect(asked);
                    peer.send("* 1 FETCH (UID 1 " + told + ")");
                    peer.reply("OK");
                },
                connection ->
                        assertThat(connection.fetch(UidSet.of(1), FetchItems.overview()))
                                .singleElement()
                                .satisfies(m -> {
                                    assertThat(m.serverIdentity()).isEqualTo(identity);
                                    assertThat(m.serverThread()).isEqualTo(thread);
                                }));
    }
}
