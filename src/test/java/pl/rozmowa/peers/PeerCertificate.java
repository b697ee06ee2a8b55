package pl.rozmowa.peers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import pl.rozmowa.platform.TlsPolicy;

/** A self-signed certificate made by the JDK's keytool, with what servers (PEM files, SSLContext) and clients (trust) need of it. */
public final class PeerCertificate {

    private static final char[] PASSWORD = "sezam-otwiera-drzwi".toCharArray();
    private static @Nullable PeerCertificate localhost;

    private final KeyStore store;
    private final TlsPolicy trusting;

    private PeerCertificate(KeyStore store) throws GeneralSecurityException {
        this.store = store;
        this.trusting = TlsPolicy.alsoTrusting(List.of(certificate()));
    }

    /** The good one, for localhost and 127.0.0.1; made once. */
    public static synchronized PeerCertificate localhost() {
        if (localhost == null) {
            localhost = make("localhost", false);
        }
        return localhost;
    }

    /** Good, but for another host than localhost. */
    public static PeerCertificate forHost(String host) {
        return make(host, false);
    }

    /** For localhost, no longer valid. */
    public static PeerCertificate expired() {
        return make("localhost", true);
    }

    private static PeerCertificate make(String host, boolean expired) {
        try {
            Path folder = Files.createTempDirectory("peers-cert-");
            Path file = folder.resolve("store.p12");
            String password = new String(PASSWORD);
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
            command.addAll(
                    List.of(
                            "-genkeypair",
                            "-alias",
                            "peer",
                            "-keyalg",
                            "EC",
                            "-groupname",
                            "secp256r1"));
            command.addAll(
                    List.of(
                            "-dname",
                            "CN=" + host,
                            "-storetype",
                            "PKCS12",
                            "-storepass",
                            password));
            String address = host.equals("localhost") ? ",ip:127.0.0.1" : "";
            command.addAll(
                    List.of("-ext", "san=dns:" + host + address, "-keystore", file.toString()));
            command.addAll(
                    expired
                            ? List.of("-startdate", "-20d", "-validity", "10")
                            : List.of("-validity", "3650"));
            Processes.run(command, 30, TimeUnit.SECONDS);
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(file)) {
                store.load(in, PASSWORD);
            }
            Files.delete(file);
            Files.delete(folder);
            return new PeerCertificate(store);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("no certificate could be made", e);
        }
    }

    public X509Certificate certificate() throws GeneralSecurityException {
        return (X509Certificate) store.getCertificate("peer");
    }

    /** What a client needs to accept this certificate (and the usual ones). */
    public TlsPolicy trusting() {
        return trusting;
    }

    /** What a server in this JVM needs to show this certificate. */
    public SSLContext server() throws GeneralSecurityException {
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /** Writes cert.pem and key.pem for servers outside this JVM. */
    public void writeTo(Path folder) throws IOException, GeneralSecurityException {
        Key key = store.getKey("peer", PASSWORD);
        Files.writeString(
                folder.resolve("cert.pem"), pem("CERTIFICATE", certificate().getEncoded()));
        Files.writeString(folder.resolve("key.pem"), pem("PRIVATE KEY", key.getEncoded()));
    }

    private static String pem(String kind, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
    }
}
