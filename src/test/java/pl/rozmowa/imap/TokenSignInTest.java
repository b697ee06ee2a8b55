package pl.rozmowa.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static pl.rozmowa.imap.Hostile.open;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pl.rozmowa.mail.Endpoint.Security;
import pl.rozmowa.mail.SignIn;
import pl.rozmowa.peers.Dovecot;
import pl.rozmowa.peers.ScriptedServer;

/** XOAUTH2 and OAUTHBEARER (RFC 7628) with a real Dovecot that checks the tokens itself, and each form of the exchange by script. */
class TokenSignInTest {

    private static final byte[] KEY =
            "a key that is only known to this test".getBytes(StandardCharsets.UTF_8);

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"xoauth2", "oauthbearer"})
    void dovecotTakesAGoodTokenAndRefusesABadOne(String mechanism) throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path keys = Files.createDirectories(folder.resolve("keys/default/HS256"));
        Files.writeString(keys.resolve("default"), Base64.getEncoder().encodeToString(KEY));
        Path settings = folder.resolve("oauth2.conf.ext");
        Files.writeString(
                settings,
                """
                introspection_mode = local
                local_validation_key_dict = fs:posix:prefix=%s/keys/
                username_attribute = email
                """
                        .formatted(folder));
        String more =
                """
                auth_mechanisms = %s
                passdb {
                  driver = oauth2
                  mechanisms = xoauth2 oauthbearer
                  args = %s
                }
                """
                        .formatted(mechanism, settings);
        try (Dovecot dovecot = Dovecot.start(more)) {
            String user = dovecot.freshUser("biuro", "debowa.test");
            try (ImapConnection connection = connect(dovecot)) {
                assertThat(connection.offers("AUTH=" + mechanism)).isTrue();
                connection.signIn(new SignIn.Token(user, token(user, KEY)));
                assertThat(connection.select("INBOX").exists()).isZero();
            }
            byte[] otherKey = "somebody else's key, not ours".getBytes(StandardCharsets.UTF_8);
            try (ImapConnection connection = connect(dovecot)) {
                ImapException refused =
                        catchThrowableOfType(
                                ImapException.class,
                                () ->
                                        connection.signIn(
                                                new SignIn.Token(user, token(user, otherKey))));
                assertThat(refused.failure()).isInstanceOf(ImapFailure.TokenRefused.class);
                assertThat(refused.failure().passing()).isFalse();
            }
        }
    }

    private static ImapConnection connect(Dovecot dovecot) throws ImapException {
        return ImapConnection.open(
                dovecot.endpoint(Security.TLS),
                Dovecot.dialer(),
                Dovecot.tls(),
                ImapLimits.standard());
    }

    /** A JWT (RFC 7519) that is good for an hour. */
    private static String token(String user, byte[] key) throws GeneralSecurityException {
        long now = System.currentTimeMillis() / 1000;
        String head = base64url("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
        String claims =
                base64url(
                        "{\"sub\":\"%s\",\"email\":\"%s\",\"iat\":%d,\"exp\":%d}"
                                .formatted(user, user, now - 60, now + 3600));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        byte[] signature = mac.doFinal((head + "." + claims).getBytes(StandardCharsets.US_ASCII));
        return head
                + "."
                + claims
                + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    private static String base64url(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What is said when the token is refused: nothing to XOAUTH2, a control-A to OAUTHBEARER (RFC 7628 §3.2.3). */
    @ParameterizedTest
    @CsvSource({
        "XOAUTH2,     true,  ''",
        "XOAUTH2,     false, ''",
        "OAUTHBEARER, true,  AQ==",
        "OAUTHBEARER, false, AQ=="
    })
    void theChallengeThatSaysWhatWasWrongIsAnswered(
            String mechanism, boolean initialResponse, String answer) throws IOException {
        String capabilities = "IMAP4rev1 AUTH=" + mechanism + (initialResponse ? " SASL-IR" : "");
        try (ScriptedServer server =
                        ScriptedServer.plain(peer -> {
                            peer.send("* OK [CAPABILITY " + capabilities + "] ready");
                            String line = peer.expect("AUTHENTICATE " + mechanism);
                            assertThat(line.split(" ")).hasSize(initialResponse ? 4 : 3);
                            String tag = peer.tag();
                            if (!initialResponse) {
                                peer.send("+ ");
                                assertThat(peer.line()).isNotEmpty();
                            }
                            peer.send("+ eyJzdGF0dXMiOiJpbnZhbGlkX3Rva2VuIn0=");
                            assertThat(peer.line()).isEqualTo(answer);
                            peer.send(tag + " NO [AUTHENTICATIONFAILED] no");
                            peer.hang();
                        });
                ImapConnection connection = open(server, Security.PLAIN)) {
            ImapException refused =
                    catchThrowableOfType(
                            ImapException.class,
                            () -> connection.signIn(new SignIn.Token("a=b,c", "token")));
            assertThat(refused.failure()).isInstanceOf(ImapFailure.TokenRefused.class);
        }
    }

    @Test
    void whereLoginIsForbiddenThePasswordIsAskedForInTwoSteps() throws IOException {
        try (ScriptedServer server =
                        ScriptedServer.plain(peer -> {
                            peer.send("* OK [CAPABILITY IMAP4rev1 LOGINDISABLED AUTH=LOGIN] ready");
                            peer.expect("AUTHENTICATE LOGIN");
                            String tag = peer.tag();
                            peer.send("+ VXNlcm5hbWU6");
                            assertThat(peer.line()).isEqualTo("YQ==");
                            peer.send("+ UGFzc3dvcmQ6");
                            assertThat(peer.line()).isEqualTo("Yg==");
                            peer.send(tag + " OK [CAPABILITY IMAP4rev1 IDLE] in");
                            peer.hang();
                        });
                ImapConnection connection = open(server, Security.PLAIN)) {
            connection.signIn(new SignIn.Password("a", "b"));
            assertThat(connection.offers("IDLE")).isTrue();
            assertThat(connection.offers("AUTH=LOGIN")).isFalse();
        }
    }
}
