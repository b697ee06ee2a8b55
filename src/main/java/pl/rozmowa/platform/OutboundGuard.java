package pl.rozmowa.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The one door to the network. A name is resolved once, every address it has must be allowed, and the connection goes to one of those
 * very addresses, so that a name which resolves differently a moment later gains nothing. As a {@link Dialer} it reaches mail ports.
 */
@Component
public class OutboundGuard implements Dialer {

    private static final Set<Integer> MAIL_PORTS = Set.of(143, 993, 465, 587);
    private static final Set<Integer> WEB_PORTS = Set.of(80, 443);
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final Resolver resolver;
    private final AllowedHosts allowed;

    @Autowired
    OutboundGuard(Settings settings) {
        this(InetAddress::getAllByName, AllowedHosts.parse(settings.allowedMailHosts()));
    }

    OutboundGuard(Resolver resolver, AllowedHosts allowed) {
        this.resolver = resolver;
        this.allowed = allowed;
    }

    /** How names become addresses; replaced in tests by one that lies. */
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /** Connects to a mail server: ports 143, 993, 465 and 587, or whatever the operator listed. */
    @Override
    public Socket dial(String host, int port) throws IOException {
        return connect(host, port, MAIL_PORTS, allowed);
    }

    /** A dialer for HTTP: ports 80 and 443, and public addresses alone: what the operator listed are mail servers. Redirects must be dialled through it again. */
    public Dialer web() {
        return (host, port) -> connect(host, port, WEB_PORTS, AllowedHosts.parse(List.of()));
    }

    /** The same, with exceptions of the operator's own: {@code name:port}, such as a push service on the own network. */
    public Dialer web(List<String> exceptions) {
        return (host, port) -> connect(host, port, WEB_PORTS, AllowedHosts.parse(exceptions));
    }

    /** Whether the operator listed this very server: only such a one may be spoken to without TLS. */
    public boolean isListed(String host, int port) {
        try {
            return isPlausible(host)
                    && List.of(resolver.resolve(host)).stream()
                            .allMatch(a -> allowed.contains(host, a, port));
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private Socket connect(String host, int port, Set<Integer> ports, AllowedHosts exceptions)
            throws IOException {
        List<InetAddress> addresses = checked(host, port, ports, exceptions);
        IOException last = null;
        for (InetAddress address : addresses) {
            Socket socket = new Socket();
            try {
                socket.connect(
                        new InetSocketAddress(address, port), Math.toIntExact(CONNECT.toMillis()));
                socket.setTcpNoDelay(true);
                return socket;
            } catch (IOException e) {
                socket.close();
                last = e;
            }
        }
        throw last == null ? new UnknownHostException(host) : last;
    }

    /** Resolves once; one forbidden address among several refuses the whole name. */
    private List<InetAddress> checked(
            String host, int port, Set<Integer> ports, AllowedHosts exceptions) throws IOException {
        if (!isPlausible(host)) {
            throw new UnknownHostException("not a host name");
        }
        InetAddress[] addresses = resolver.resolve(host);
        for (InetAddress address : addresses) {
            boolean open = ports.contains(port) && PublicAddress.isPublic(address);
            if (!open && !exceptions.contains(host, address, port)) {
                throw new OutboundRefused();
            }
        }
        return List.of(addresses);
    }

    /** Letters, digits, dots, hyphens; colons and brackets of an IPv6 literal. No zone ids, spaces or control characters. */
    private static boolean isPlausible(String host) {
        return !host.isEmpty()
                && host.length() <= 253
                && host.chars()
                        .allMatch(c -> Character.isLetterOrDigit(c) || ".-_:[]".indexOf(c) >= 0);
    }
}
