package pl.rozmowa.peers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
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
        Certificate[] chain = store.getCertificateChain("peer");
        this.trusting = TlsPolicy.alsoTrusting(List.of((X509Certificate) chain[chain.length - 1]));
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
            String address = host.equals("localhost") ? ",ip:127.0.0.1" : "";
            String names = "san=dns:" + host + address;
            if (expired) {
                // what is trusted itself is never too old for the JDK: only what an authority
                // signed can expire
                keytool(
                        file,
                        "ca",
                        "-dname",
                        "CN=Peers",
                        "-ext",
                        "bc:c",
                        "-startdate",
                        "-30d",
                        "-validity",
                        "3650");
                keytool(
                        file,
                        "peer",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        names,
                        "-signer",
                        "ca",
                        "-startdate",
                        "-20d",
                        "-validity",
                        "10");
            } else {
                keytool(file, "peer", "-dname", "CN=" + host, "-ext", names, "-validity", "3650");
            }
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(file)) {
                store.load(in, PASSWORD);
            }
            if (expired) {
                store.deleteEntry("ca"); // its certificate stays in the chain
            }
            Files.delete(file);
            Files.delete(folder);
            return new PeerCertificate(store);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("no certificate could be made", e);
        }
    }

    private static void keytool(Path file, String alias, String... more) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(
                List.of(
                        "-genkeypair",
                        "-alias",
                        alias,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1"));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", new String(PASSWORD)));
        command.addAll(List.of("-keystore", file.toString()));
        command.addAll(List.of(more));
        Processes.run(command, 30, TimeUnit.SECONDS);
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
