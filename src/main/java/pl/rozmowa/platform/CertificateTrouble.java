package pl.rozmowa.platform;

import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;

/** Why a server's certificate was not accepted. */
public enum CertificateTrouble {
    /** Signed by nobody we trust. */
    UNTRUSTED,
    /** Good, but made out for another host name. */
    WRONG_NAME,
    /** No longer or not yet valid. */
    EXPIRED;

    /** Reads the reason out of a failed handshake; empty when the certificate was not what failed. */
    public static Optional<CertificateTrouble> in(Throwable failure) {
        boolean certificate = false;
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof CertificateExpiredException
                    || t instanceof CertificateNotYetValidException) {
                return Optional.of(EXPIRED);
            }
            if (t instanceof CertPathValidatorException path
                    && path.getReason() == CertPathValidatorException.BasicReason.EXPIRED) {
                return Optional.of(EXPIRED);
            }
            String said = String.valueOf(t.getMessage());
            if (t instanceof CertificateException
                    && (said.startsWith("No subject alternative")
                            || said.startsWith("No name matching"))) {
                return Optional.of(WRONG_NAME);
            }
            certificate |=
                    t instanceof CertificateException
                            || t instanceof CertPathValidatorException
                            || said.contains("PKIX path");
        }
        return certificate ? Optional.of(UNTRUSTED) : Optional.empty();
    }
}
