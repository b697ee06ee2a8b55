package pl.rozmowa.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The ports of the demo's mail server: those of last time while they are free. */
record Ports(int imap, int smtp) {

    static Ports of(Path file) throws IOException {
        List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of("0", "0");
        Ports ports =
                new Ports(
                        free(Integer.parseInt(lines.getFirst())),
                        free(Integer.parseInt(lines.getLast())));
        Files.write(file, List.of(Integer.toString(ports.imap), Integer.toString(ports.smtp)));
        return ports;
    }

    private static int free(int wanted) throws IOException {
        InetAddress loopback = InetAddress.getByName(MailServer.HOST);
        try (ServerSocket socket = new ServerSocket(wanted, 1, loopback)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            if (wanted == 0) {
                throw e;
            }
            return free(0);
        }
    }
}
