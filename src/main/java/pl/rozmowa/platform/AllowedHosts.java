package pl.rozmowa.platform;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The operator's exceptions: servers off the open internet, or on unusual ports, that may be reached all the same. */
record AllowedHosts(List<Entry> entries) {

    private static final Set<Integer> USUAL_PORTS = Set.of(143, 993, 465, 587);

    /** One exception: a network, or a name compared as written; {@code port} 0 is any port, -1 the usual mail ports. */
    record Entry(@Nullable Network network, String name, int port) {}

    static AllowedHosts parse(List<String> texts) {
        List<Entry> entries = new ArrayList<>();
        for (String text : texts) {
            if (!text.isBlank()) {
                entries.add(entry(text.strip().toLowerCase(Locale.ROOT)));
            }
        }
        return new AllowedHosts(List.copyOf(entries));
    }

    private static Entry entry(String text) {
        String host = text;
        int port = -1;
        int colon = text.lastIndexOf(':');
        boolean bracketed = text.startsWith("[");
        if (colon > 0
                && (bracketed ? text.indexOf(']') == colon - 1 : text.indexOf(':') == colon)) {
            host = text.substring(0, colon);
            String number = text.substring(colon + 1);
            port = number.equals("*") ? 0 : Integer.parseInt(number);
        }
        if (bracketed && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        boolean numeric = host.matches("[0-9./]+") || host.indexOf(':') >= 0;
        return new Entry(numeric ? Network.of(host) : null, host, port);
    }

    boolean contains(String host, InetAddress address, int port) {
        for (Entry entry : entries) {
            boolean portFits =
                    entry.port == 0
                            || entry.port == port
                            || (entry.port == -1 && USUAL_PORTS.contains(port));
            Network network = entry.network;
            boolean hostFits =
                    network == null
                            ? entry.name.equalsIgnoreCase(host)
                            : network.contains(address.getAddress());
            if (portFits && hostFits) {
                return true;
            }
        }
        return false;
    }
}
