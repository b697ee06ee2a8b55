package pl.rozmowa.provider;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import pl.rozmowa.platform.Dialer;

/** A network of few names: each host and port leads to a port of this machine, everything else is unknown. */
final class StandInNetwork implements Dialer {

    private final Map<String, Integer> ports = new ConcurrentHashMap<>();
    private final List<String> dialled = new CopyOnWriteArrayList<>();

    StandInNetwork leads(String hostAndPort, int localPort) {
        ports.put(hostAndPort, localPort);
        return this;
    }

    List<String> dialled() {
        return dialled;
    }

    @Override
    public Socket dial(String host, int port) throws IOException {
        dialled.add(host + ":" + port);
        Integer local = ports.get(host + ":" + port);
        if (local == null) {
            throw new UnknownHostException(host);
        }
        return new Socket(InetAddress.getLoopbackAddress(), local);
    }
}
