package pl.rozmowa.platform;

import java.io.IOException;
import java.net.Socket;

/** Opens connections to mail servers. The only one in the running application is {@link OutboundGuard}; tests bring their own. */
@FunctionalInterface
public interface Dialer {

    /**
     * Connects without TLS; the caller wraps the socket and checks the certificate against {@code host}.
     *
     * @throws OutboundRefused when the address or port is one that Rozmowa must not reach
     * @throws java.net.UnknownHostException when the name has no address
     * @throws IOException when none of its addresses answers
     */
    Socket dial(String host, int port) throws IOException;
}
