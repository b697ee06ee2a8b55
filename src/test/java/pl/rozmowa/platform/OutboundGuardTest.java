package pl.rozmowa.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundGuardTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.8.8.8",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "239.1.1.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.1.2.3",
                "::127.0.0.1",
                "64:ff9b::127.0.0.1",
                "64:ff9b::10.0.0.1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::1",
                "2002:0a00:1::",
                "3fff::1",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "5f00::1"
            })
    void never_reaches_an_address_off_the_open_internet(String address) {
        OutboundGuard guard = guard(address);
        assertThatThrownBy(() -> guard.dial("mail.studiolaka.example", 993))
                .isInstanceOf(OutboundRefused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00:1450::1",
                "64:ff9b::8.8.8.8",
                "::ffff:8.8.8.8"
            })
    void knows_the_open_internet(String address) {
        assertThat(PublicAddress.isPublic(InetAddress.ofLiteral(address))).isTrue();
    }

    @Test
    void one_private_address_among_public_ones_refuses_the_name() {
        assertThatThrownBy(() -> guard("1.1.1.1", "10.0.0.1").dial("mixed.example", 993))
                .isInstanceOf(OutboundRefused.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {22, 25, 80, 443, 5432, 6379, 8080, 0, -1, 65536})
    void mail_goes_to_mail_ports_only(int port) {
        assertThatThrownBy(() -> guard("1.1.1.1").dial("mail.example", port))
                .isInstanceOf(OutboundRefused.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 443, 143, 8080})
    void a_listed_mail_server_is_no_place_for_the_web(int port) {
        OutboundGuard guard =
                new OutboundGuard(
                        name -> new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")},
                        AllowedHosts.parse(List.of("127.0.0.1:*")));
        assertThatThrownBy(() -> guard.web().dial("mail.example", port))
                .isInstanceOf(OutboundRefused.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {22, 25, 993, 8080})
    void the_web_goes_to_web_ports_only(int port) {
        assertThatThrownBy(() -> guard("1.1.1.1").web().dial("web.example", port))
                .isInstanceOf(OutboundRefused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "mail\r\n.example",
                "mail\0.example",
                "fe80::1%eth0",
                "http://mail",
                "a/b",
                "user@mail"
            })
    void what_is_no_host_name_is_never_resolved(String host) {
        OutboundGuard guard =
                new OutboundGuard(
                        name -> {
                            throw new AssertionError("asked for " + name);
                        },
                        AllowedHosts.parse(List.of()));
        assertThatThrownBy(() -> guard.dial(host, 993)).isInstanceOf(UnknownHostException.class);
    }

    @Test
    void a_name_that_changes_its_mind_is_asked_only_once() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.2"))) {
            AtomicInteger asked = new AtomicInteger();
            OutboundGuard guard =
                    new OutboundGuard(
                            name ->
                                    new InetAddress[] {
                                        InetAddress.ofLiteral(
                                                asked.incrementAndGet() == 1
                                                        ? "127.0.0.2"
                                                        : "127.0.0.1")
                                    },
                            AllowedHosts.parse(List.of("127.0.0.2:*")));
            try (Socket socket = guard.dial("rebinding.example", server.getLocalPort())) {
                assertThat(socket.getInetAddress().getHostAddress()).isEqualTo("127.0.0.2");
            }
            assertThat(asked).hasValue(1);
            assertThatThrownBy(() -> guard.dial("rebinding.example", server.getLocalPort()))
                    .isInstanceOf(OutboundRefused.class);
        }
    }

    @Test
    void the_operators_list_is_as_narrow_as_it_is_written() {
        AllowedHosts allowed =
                AllowedHosts.parse(
                        List.of("10.1.0.0/16", "poczta.debowa.test:1143", "[fd00::5]:*", " "));
        assertThat(allowed.contains("any.test", InetAddress.ofLiteral("10.1.2.3"), 993)).isTrue();
        assertThat(allowed.contains("any.test", InetAddress.ofLiteral("10.1.2.3"), 5432)).isFalse();
        assertThat(allowed.contains("any.test", InetAddress.ofLiteral("10.2.2.3"), 993)).isFalse();
        assertThat(
                        allowed.contains(
                                "Poczta.Debowa.test", InetAddress.ofLiteral("192.168.0.1"), 1143))
                .isTrue();
        assertThat(
                        allowed.contains(
                                "poczta.debowa.test", InetAddress.ofLiteral("192.168.0.1"), 993))
                .isFalse();
        assertThat(allowed.contains("any.test", InetAddress.ofLiteral("fd00::5"), 2)).isTrue();
        assertThat(allowed.contains("any.test", InetAddress.ofLiteral("fd00::6"), 2)).isFalse();
    }

    @Test
    void a_refusal_names_neither_host_nor_address() {
        assertThatThrownBy(() -> guard("10.0.0.7").dial("secret.example", 993))
                .hasMessageNotContaining("10.0")
                .hasMessageNotContaining("secret");
    }

    private static OutboundGuard guard(String... addresses) {
        InetAddress[] answers =
                List.of(addresses).stream().map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
        return new OutboundGuard(name -> answers, AllowedHosts.parse(List.of()));
    }
}
