package pl.rozmowa.imap;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Carries an {@link ImapFailure}. Its message names only the kind, so that it may be logged. */
public final class ImapException extends IOException {

    private static final long serialVersionUID = 1;

    private final transient ImapFailure failure;

    public ImapException(ImapFailure failure) {
        this(failure, null);
    }

    ImapException(ImapFailure failure, @Nullable Throwable cause) {
        super(failure.getClass().getSimpleName(), cause);
        this.failure = failure;
    }

    public ImapFailure failure() {
        return failure;
    }
}
