package pl.rozmowa.platform;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;

/** Why a server could not be reached, or was lost. */
public enum NetworkTrouble {
    /** The host name has no address. */
    DNS,
    /** The machine answered that nobody listens there. */
    REFUSED,
    /** No answer in time. */
    TIMEOUT,
    /** The connection was cut. */
    RESET,
    /** Never tried: the {@link OutboundGuard} does not allow the target. */
    NOT_ALLOWED;

    public static NetworkTrouble of(IOException failure) {
        return switch (failure) {
            case OutboundRefused _ -> NOT_ALLOWED;
            case UnknownHostException _ -> DNS;
            case SocketTimeoutException _ -> TIMEOUT;
            case NoRouteToHostException _ -> REFUSED;
            case ConnectException e ->
                    String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("timed out")
                            ? TIMEOUT
                            : REFUSED;
            case EOFException _ -> RESET;
            default -> RESET;
        };
    }
}
