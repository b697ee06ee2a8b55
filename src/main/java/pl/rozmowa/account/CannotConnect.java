package pl.rozmowa.account;

/** Ends a connection attempt. Its message is the code alone, so that it may be logged. */
final class CannotConnect extends Exception {

    private static final long serialVersionUID = 1;

    private final transient ConnectionFailure failure;

    CannotConnect(ConnectionFailure failure) {
        super(failure.code());
        this.failure = failure;
    }

    ConnectionFailure failure() {
        return failure;
    }
}
