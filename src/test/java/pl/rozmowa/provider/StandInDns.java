package pl.rozmowa.provider;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A name server on a free port of this machine that knows MX and SRV records, and remembers what it was asked. */
final class StandInDns implements Closeable {

    private static final int MX = 15;
    private static final int SRV = 33;

    private final DatagramSocket socket;
    private final Map<String, List<byte[]>> records = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile boolean silent;

    StandInDns() throws IOException {
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    Dns client() {
        return new Dns("dns://127.0.0.1:" + socket.getLocalPort());
    }

    StandInDns mx(String domain, int preference, String host) throws IOException {
        return add(domain, MX, host, preference);
    }

    StandInDns srv(String name, int priority, int weight, int port, String host)
            throws IOException {
        return add(name, SRV, host, priority, weight, port);
    }

    /** From now on it answers nothing. */
    StandInDns falls() {
        silent = true;
        return this;
    }

    /** The names that were asked for, in lower case. */
    List<String> asked() {
        return asked;
    }

    private StandInDns add(String name, int type, String host, int... numbers) throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(data);
        for (int number : numbers) {
            out.writeShort(number);
        }
        writeName(out, host);
        records.computeIfAbsent(type + " " + name, key -> new ArrayList<>())
                .add(data.toByteArray());
        return this;
    }

    private void serve() {
        byte[] buffer = new byte[1500];
        while (!socket.isClosed()) {
            try {
                DatagramPacket question = new DatagramPacket(buffer, buffer.length);
                socket.receive(question);
                byte[] answer = answer(ByteBuffer.wrap(buffer, 0, question.getLength()));
                if (!silent) {
                    socket.send(
                            new DatagramPacket(answer, answer.length, question.getSocketAddress()));
                }
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    // RFC 1035 §4.1
    private byte[] answer(ByteBuffer question) throws IOException {
        short id = question.getShort();
        question.position(12);
        String name = readName(question);
        int type = question.getShort();
        asked.add(name);
        List<byte[]> found = records.getOrDefault(type + " " + name, List.of());
        boolean exists = records.keySet().stream().anyMatch(key -> key.endsWith(" " + name));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeShort(id);
        out.writeShort(exists ? 0x8580 : 0x8583);
        out.writeShort(1);
        out.writeShort(found.size());
        out.writeInt(0);
        writeName(out, name);
        out.writeShort(type);
        out.writeShort(1);
        for (byte[] data : found) {
            writeName(out, name);
            out.writeShort(type);
            out.writeShort(1);
            out.writeInt(60);
            out.writeShort(data.length);
            out.write(data);
        }
        return bytes.toByteArray();
    }

    private static String readName(ByteBuffer in) {
        StringBuilder name = new StringBuilder();
        for (int length = in.get(); length > 0; length = in.get()) {
            byte[] label = new byte[length];
            in.get(label);
            name.append(name.isEmpty() ? "" : ".")
                    .append(new String(label, StandardCharsets.US_ASCII));
        }
        return name.toString().toLowerCase(java.util.Locale.ROOT);
    }

    private static void writeName(DataOutputStream out, String name) throws IOException {
        for (String label : name.split("\\.")) {
            if (!label.isEmpty()) {
                out.writeByte(label.length());
                out.writeBytes(label);
            }
        }
        out.writeByte(0);
    }

    @Override
    public void close() {
        socket.close();
    }
}
