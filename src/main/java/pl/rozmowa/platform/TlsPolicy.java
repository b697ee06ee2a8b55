package pl.rozmowa.platform;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * How a plain connection becomes a TLS one: whose certificates are trusted and the newest version that is offered. The host name is
 * always checked against the certificate (RFC 9525) and sent as SNI; there is no switch for that.
 *
 * @param context trust; {@code null} means the JDK's own list of authorities
 * @param newest the newest version to offer, such as {@code TLSv1.2} for servers that stumble over 1.3; {@code null} means no limit
 */
public record TlsPolicy(@Nullable SSLContext context, @Nullable String newest) {

    private static final List<String> VERSIONS = List.of("TLSv1.2", "TLSv1.3");

    /** The JDK's authorities, TLS 1.2 and 1.3. */
    public static TlsPolicy standard() {
        return new TlsPolicy(null, null);
    }

    /** The same, with TLS 1.2 as the newest version when asked for. */
    public TlsPolicy atMostTls12(boolean limited) {
        return new TlsPolicy(context, limited ? "TLSv1.2" : newest);
    }

    /** The JDK's authorities and these certificates: an operator's own authority, or the one of a test. */
    public static TlsPolicy alsoTrusting(Collection<X509Certificate> certificates) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int count = 0;
            for (X509Certificate certificate : usual()) {
                store.setCertificateEntry("usual" + count++, certificate);
            }
            for (X509Certificate certificate : certificates) {
                store.setCertificateEntry("more" + count++, certificate);
            }
            TrustManagerFactory trust =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return new TlsPolicy(context, null);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("certificates cannot be trusted", e);
        }
    }

    private static List<X509Certificate> usual() throws GeneralSecurityException {
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init((KeyStore) null);
        return Arrays.stream(trust.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .flatMap(t -> Arrays.stream(((X509TrustManager) t).getAcceptedIssuers()))
                .toList();
    }

    /**
     * Shakes hands and returns the protected socket, which closes the plain one with it.
     *
     * @param atMost for the whole handshake, however slowly the peer drips its bytes
     * @throws IOException when it failed; {@link CertificateTrouble#in} says whether the certificate was the reason
     */
    public SSLSocket protect(Socket plain, String host, int port, Duration atMost)
            throws IOException {
        try (SocketDeadline deadline = SocketDeadline.closing(plain, atMost)) {
            plain.setSoTimeout(Math.toIntExact(atMost.toMillis()));
            SSLContext trust = context == null ? SSLContext.getDefault() : context;
            SSLSocket socket =
                    (SSLSocket) trust.getSocketFactory().createSocket(plain, host, port, true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            if (!looksLikeAddress(host)) {
                parameters.setServerNames(List.of(new SNIHostName(host)));
            }
            parameters.setProtocols(offered());
            socket.setSSLParameters(parameters);
            try {
                socket.startHandshake();
                checkDates(socket);
            } catch (IOException e) {
                throw deadline.explain(e);
            }
            return socket;
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS is not available", e);
        }
    }

    /** The JDK does not look at the dates of a certificate that is trusted by itself, such as a company's self-signed one. */
    private static void checkDates(SSLSocket socket) throws IOException {
        if (socket.getSession().getPeerCertificates()[0] instanceof X509Certificate certificate) {
            try {
                certificate.checkValidity();
            } catch (CertificateException e) {
                socket.close();
                throw new SSLHandshakeException("certificate out of date", e);
            }
        }
    }

    private String[] offered() {
        int last = newest == null ? VERSIONS.size() : VERSIONS.indexOf(newest) + 1;
        return VERSIONS.subList(0, Math.max(1, last)).toArray(String[]::new);
    }

    private static boolean looksLikeAddress(String host) {
        return host.indexOf(':') >= 0
                || host.chars().allMatch(c -> c == '.' || Character.isDigit(c));
    }
}
