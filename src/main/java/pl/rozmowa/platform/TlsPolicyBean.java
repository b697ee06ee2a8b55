package pl.rozmowa.platform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Whose certificates are trusted on the way to mail servers: the JDK's authorities and the operator's own. */
@Configuration(proxyBeanMethods = false)
class TlsPolicyBean {

    @Bean
    TlsPolicy tlsPolicy(Settings settings) throws IOException {
        Path file = settings.trustedAuthorities();
        return file == null ? TlsPolicy.standard() : TlsPolicy.alsoTrusting(read(file));
    }

    private static List<X509Certificate> read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (CertificateException e) {
            throw new IOException("no certificates in " + file, e);
        }
    }
}
