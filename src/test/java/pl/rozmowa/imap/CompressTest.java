package pl.rozmowa.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static pl.rozmowa.imap.Hostile.open;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import pl.rozmowa.mail.Endpoint.Security;
import pl.rozmowa.peers.Dovecot;
import pl.rozmowa.peers.RawImap;
import pl.rozmowa.peers.ScriptedServer;
import pl.rozmowa.peers.ScriptedServer.Peer;
import pl.rozmowa.platform.NetworkTrouble;

/** COMPRESS=DEFLATE (RFC 4978) with a real Dovecot, then with servers that turn it into a weapon. */
class CompressTest {

    @Test
    void dovecotSaysTheSameInFewerBytes() throws IOException {
        String more = "protocol imap {\n  mail_plugins = zlib imap_zlib\n}\nmail_plugins = zlib\n";
        try (Dovecot dovecot = Dovecot.start(more)) {
            String user = dovecot.freshUser("biuro", "debowa.test");
            String body = "Subject: x\n\n" + "Dzień dobry, dzień dobry.\n".repeat(4000);
            try (RawImap outside = dovecot.outside(user)) {
                outside.append("INBOX", body);
                outside.append("INBOX", body);
            }
            try (ImapConnection connection =
                    ImapConnection.open(
                            dovecot.endpoint(Security.TLS),
                            Dovecot.dialer(),
                            Dovecot.tls(),
                            ImapLimits.standard())) {
                connection.signIn(dovecot.signIn(user));
                assertThat(connection.compress()).isTrue();
                connection.select("INBOX");
                assertThat(connection.fetch(UidSet.range(1, 2), FetchItems.whole()))
                        .hasSize(2)
                        .allSatisfy(m ->
                                assertThat(new String(m.whole(), StandardCharsets.UTF_8))
                                        .contains("Dzień dobry")
                                        .hasSizeGreaterThan(100_000));
                assertThat(connection.plainBytesRead()).isGreaterThan(200_000);
                assertThat(connection.bytesRead()).isLessThan(20_000);
            }
        }
    }

    private interface Packed {
        byte[] after(String tag) throws IOException;
    }

    /** Compresses from the middle of a segment on: the first compressed bytes come together with the answer. */
    private static ScriptedServer compressing(Packed packed) {
        return ScriptedServer.plain(peer -> {
            peer.send("* OK [CAPABILITY IMAP4rev1 COMPRESS=DEFLATE] ready");
            peer.expect("COMPRESS DEFLATE");
            ByteArrayOutputStream together = new ByteArrayOutputStream();
            together.writeBytes((peer.tag() + " OK go\r\n").getBytes(StandardCharsets.US_ASCII));
            together.writeBytes(packed.after("R2"));
            peer.raw(together.toByteArray());
            readUntilTheClientLeaves(peer);
        });
    }

    private static void readUntilTheClientLeaves(Peer peer) throws IOException {
        while (peer.read(1).length > 0) {
            Thread.onSpinWait();
        }
    }

    private static byte[] deflated(byte[]... plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        DeflaterOutputStream out =
                new DeflaterOutputStream(
                        packed, new Deflater(Deflater.BEST_COMPRESSION, true), true);
        for (byte[] piece : plain) {
            out.write(piece);
            out.flush();
        }
        return packed.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static ImapFailure failureOf(Packed packed) throws IOException {
        try (ScriptedServer server = compressing(packed);
                ImapConnection connection = open(server, Security.PLAIN)) {
            assertThat(connection.compress()).isTrue();
            return catchThrowableOfType(ImapException.class, connection::noop).failure();
        }
    }

    @Test
    void whatComesTogetherWithTheAnswerIsCompressedAlready() throws IOException {
        Heard heard = new Heard();
        try (ScriptedServer server =
                        compressing(tag -> deflated(ascii("* 7 EXISTS\r\n" + tag + " OK\r\n")));
                ImapConnection connection = open(server, Security.PLAIN)) {
            connection.listener(heard);
            connection.compress();
            connection.noop();
        }
        assertThat(heard.events).containsExactly("exists 7");
    }

    @Test
    void aBombMayUnpackToNoMoreThanALineMayHave() throws IOException {
        assertThat(failureOf(_ -> deflated(ascii("* OK "), new byte[50_000_000])))
                .isInstanceOf(ImapFailure.TooBig.class);
    }

    @Test
    void aLiteralThatUnpacksBeyondTheLimitIsNotKept() throws IOException {
        assertThat(
                        failureOf(_ ->
                                deflated(
                                        ascii("* 1 FETCH (BODY[] {1600000000}\r\n"),
                                        new byte[1_000_000])))
                .isInstanceOf(ImapFailure.TooBig.class);
    }

    @Test
    void nothingCompressedWithoutEndIsNoAnswer() throws IOException {
        byte[] emptyStoredBlock = {0, 0, 0, (byte) 0xFF, (byte) 0xFF};
        try (ScriptedServer server =
                        ScriptedServer.plain(peer -> {
                            peer.send("* OK [CAPABILITY IMAP4rev1 COMPRESS=DEFLATE] ready");
                            peer.expect("COMPRESS");
                            peer.reply("OK go");
                            while (true) {
                                peer.raw(emptyStoredBlock);
                            }
                        });
                ImapConnection connection = open(server, Security.PLAIN)) {
            connection.compress();
            ImapFailure failure =
                    catchThrowableOfType(ImapException.class, connection::noop).failure();
            assertThat(failure)
                    .isIn(
                            new ImapFailure.ProtocolBroken("compressed nothing"),
                            new ImapFailure.Unreachable(NetworkTrouble.TIMEOUT));
        }
    }

    @Test
    void brokenCompressionIsNamed() throws IOException {
        assertThat(failureOf(_ -> new byte[] {7, 7, 7, 7, 7, 7, 7, 7}))
                .isEqualTo(new ImapFailure.ProtocolBroken("compression broken"));
        assertThat(failureOf(_ -> new byte[] {3, 0})) // a stream that ends
                .isEqualTo(new ImapFailure.ProtocolBroken("compression ended"));
    }

    @Test
    void aServerThatRefusesIsSpokenToPlainly() throws IOException {
        try (ScriptedServer server =
                        ScriptedServer.plain(peer -> {
                            peer.send("* OK [CAPABILITY IMAP4rev1 COMPRESS=DEFLATE] ready");
                            peer.expect("COMPRESS");
                            peer.reply("NO [COMPRESSIONACTIVE] by TLS");
                            peer.expect("NOOP");
                            peer.reply("OK");
                            peer.hang();
                        });
                ImapConnection connection = open(server, Security.PLAIN)) {
            assertThat(connection.compress()).isFalse();
            connection.noop();
        }
    }
}
