package pl.rozmowa.smtp;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Carries an {@link SmtpFailure}. Its message names only the kind, so that it may be logged. */
public final class SmtpException extends IOException {

    private static final long serialVersionUID = 1;

    private final transient SmtpFailure failure;

    SmtpException(SmtpFailure failure) {
        this(failure, null);
    }

    SmtpException(SmtpFailure failure, @Nullable Throwable cause) {
        super(failure.getClass().getSimpleName(), cause);
        this.failure = failure;
    }

    public SmtpFailure failure() {
        return failure;
    }
}
