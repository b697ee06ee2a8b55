package pl.rozmowa.smtp;

/**
 * A recipient whom the server did not take.
 *
 * @param code three digits; 4xx may pass by itself, 5xx will not
 * @param enhanced RFC 3463, such as 5.1.1; empty when there is none
 * @param serverText for details only
 */
public record RefusedRecipient(String address, int code, String enhanced, String serverText) {
    public boolean passing() {
        return code < 500;
    }
}
