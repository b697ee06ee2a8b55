package pl.rozmowa.notification;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import pl.rozmowa.peers.PeerCertificate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A push service and the one browser that subscribed at it: takes what is posted, and opens it with the browser's own key. */
final class PushService implements Closeable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpsServer server;
    private final KeyPair browser;
    private final byte[] auth = new byte[16];
    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private volatile int status = 201;

    record Post(Map<String, List<String>> head, byte[] body, int answered) {
        String field(String name) {
            return head.getOrDefault(name, List.of("")).getFirst();
        }
    }

    PushService() throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        browser = generator.generateKeyPair();
        new SecureRandom().nextBytes(auth);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(PeerCertificate.localhost().server()));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    PushService answering(int now) {
        status = now;
        return this;
    }

    /** What the page hands to the server after subscribing. */
    Map<String, Object> subscription() {
        return Map.of(
                "endpoint",
                endpoint(),
                "keys",
                Map.of("p256dh", base64(P256.point(publicKey())), "auth", base64(auth)));
    }

    String origin() {
        return "https://localhost:" + server.getAddress().getPort();
    }

    private String endpoint() {
        return origin() + "/push/" + base64(auth);
    }

    List<Post> posts() {
        return List.copyOf(posts);
    }

    private void take(HttpExchange exchange) throws IOException {
        int answer = status;
        byte[] body = exchange.getRequestBody().readAllBytes();
        posts.add(new Post(Map.copyOf(exchange.getRequestHeaders()), body, answer));
        exchange.sendResponseHeaders(answer, -1);
        exchange.close();
    }

    private ECPublicKey publicKey() {
        return (ECPublicKey) browser.getPublic();
    }

    /** As a browser does it: RFC 8188 §2, RFC 8291 §3, with the JDK's own HKDF. */
    JsonNode opened(Post post) throws GeneralSecurityException {
        ByteBuffer in = ByteBuffer.wrap(post.body());
        byte[] salt = new byte[16];
        in.get(salt);
        in.getInt();
        byte[] point = new byte[in.get()];
        in.get(point);
        byte[] sealed = new byte[in.remaining()];
        in.get(sealed);

        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(browser.getPrivate());
        agreement.doPhase(P256.publicKey(point), true);
        byte[] info =
                ByteBuffer.allocate(14 + 65 + 65)
                        .put("WebPush: info\0".getBytes(StandardCharsets.US_ASCII))
                        .put(P256.point(publicKey()))
                        .put(point)
                        .array();
        byte[] secret = derive(auth, agreement.generateSecret(), info, 32);
        byte[] key = derive(salt, secret, ascii("Content-Encoding: aes128gcm\0"), 16);
        byte[] nonce = derive(salt, secret, ascii("Content-Encoding: nonce\0"), 12);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(key, "AES"),
                new GCMParameterSpec(128, nonce));
        byte[] plain = cipher.doFinal(sealed);
        int end = plain.length - 1;
        while (plain[end] == 0) {
            end--;
        }
        if (plain[end] != 2) {
            throw new GeneralSecurityException("no last record");
        }
        return JSON.readTree(Arrays.copyOf(plain, end));
    }

    /** What the token says, after its signature was found to be of the key that comes with it (RFC 8292 §3). */
    static JsonNode claims(Post post) throws GeneralSecurityException {
        String[] fields = post.field("Authorization").substring("vapid ".length()).split(", ");
        String token = fields[0].substring(2);
        byte[] point = Base64.getUrlDecoder().decode(fields[1].substring(2));
        int dot = token.lastIndexOf('.');
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(P256.publicKey(point));
        signature.update(ascii(token.substring(0, dot)));
        if (!signature.verify(Base64.getUrlDecoder().decode(token.substring(dot + 1)))) {
            throw new GeneralSecurityException("not signed by that key");
        }
        return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }

    private static byte[] derive(byte[] salt, byte[] secret, byte[] info, int length)
            throws GeneralSecurityException {
        SecretKey key =
                KDF.getInstance("HKDF-SHA256")
                        .deriveKey(
                                "Generic",
                                HKDFParameterSpec.ofExtract()
                                        .addSalt(salt)
                                        .addIKM(secret)
                                        .thenExpand(info, length));
        return key.getEncoded();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
