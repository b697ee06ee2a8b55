package pl.rozmowa.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;
import pl.rozmowa.peers.Dovecot;

/** The least that a client can be: it listens at one inbox and says when EXISTS came. Nobody hears of new mail sooner. */
final class IdleListener implements AutoCloseable {

    private final Socket socket;
    private final BufferedReader in;

    private IdleListener(Socket socket, BufferedReader in) {
        this.socket = socket;
        this.in = in;
    }

    /** @param heard takes System.nanoTime() of each EXISTS */
    static IdleListener at(int port, String address, LongConsumer heard) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(
                                socket.getInputStream(), StandardCharsets.ISO_8859_1));
        IdleListener listener = new IdleListener(socket, in);
        in.readLine();
        listener.say("a LOGIN " + address + " " + Dovecot.PASSWORD, "a OK");
        listener.say("b EXAMINE INBOX", "b OK");
        listener.say("c IDLE", "+");
        Thread.ofVirtual().start(() -> listener.listen(heard));
        return listener;
    }

    private void say(String line, String wanted) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        String answer = in.readLine();
        while (answer != null && answer.startsWith("* ")) {
            answer = in.readLine();
        }
        if (answer == null || !answer.startsWith(wanted)) {
            throw new IOException(line.substring(0, 6) + "… → " + answer);
        }
    }

    private void listen(LongConsumer heard) {
        try {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.endsWith(" EXISTS")) {
                    heard.accept(System.nanoTime());
                }
            }
        } catch (IOException e) {
            if (!socket.isClosed()) {
                System.err.println("the listener at the inbox ended: " + e.getMessage());
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
