package pl.rozmowa.platform;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** Tells an address of the open internet from all others (IANA special-purpose registries, RFC 6890). */
final class PublicAddress {

    private static final List<Network> CLOSED =
            List.of(
                    Network.of("0.0.0.0/8"), // this network, RFC 791
                    Network.of("10.0.0.0/8"), // private, RFC 1918
                    Network.of("100.64.0.0/10"), // carrier NAT, RFC 6598
                    Network.of("127.0.0.0/8"), // loopback
                    Network.of("169.254.0.0/16"), // link-local, cloud metadata
                    Network.of("172.16.0.0/12"), // private
                    Network.of("192.0.0.0/24"), // protocol assignments
                    Network.of("192.0.2.0/24"), // documentation
                    Network.of("192.88.99.0/24"), // 6to4 relays
                    Network.of("192.168.0.0/16"), // private
                    Network.of("198.18.0.0/15"), // benchmarks
                    Network.of("198.51.100.0/24"), // documentation
                    Network.of("203.0.113.0/24"), // documentation
                    Network.of("224.0.0.0/4"), // multicast
                    Network.of("240.0.0.0/4"), // reserved, broadcast
                    Network.of("2001::/23"), // Teredo, ORCHID and other assignments
                    Network.of("2001:db8::/32"), // documentation
                    Network.of("2002::/16"), // 6to4: may hide any IPv4 address
                    Network.of("3fff::/20")); // documentation

    private static final Network UNICAST = Network.of("2000::/3");
    private static final Network NAT64 = Network.of("64:ff9b::/96");

    private PublicAddress() {}

    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return CLOSED.stream().noneMatch(network -> network.contains(bytes));
        }
        if (NAT64.contains(bytes)) {
            return isPublic(ipv4(Arrays.copyOfRange(bytes, 12, 16)));
        }
        // Everything outside 2000::/3 is loopback, mapped, unique-local, link-local, multicast or
        // unassigned.
        return UNICAST.contains(bytes)
                && CLOSED.stream().noneMatch(network -> network.contains(bytes));
    }

    private static InetAddress ipv4(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e); // only for a wrong length
        }
    }
}
