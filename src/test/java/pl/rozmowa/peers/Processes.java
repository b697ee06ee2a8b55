package pl.rozmowa.peers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What all peers need: free ports, children that end with us, folders that are cleared away. */
final class Processes {

    private Processes() {}

    /** So many ports that are free now, all different. */
    static int[] freePorts(int count) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        try {
            int[] ports = new int[count];
            for (int i = 0; i < count; i++) {
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                held.add(socket);
                ports[i] = socket.getLocalPort();
            }
            return ports;
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
    }

    /** Runs to its end; throws with what it said when it failed. */
    static void run(List<String> command, long time, TimeUnit unit) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(time, unit) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(command.getFirst() + " failed: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Starts a daemon in the foreground, its output in a file; waits until the port answers. */
    static Process daemon(List<String> command, Path output, int port) throws IOException {
        return daemon(command, output, port, Map.of());
    }

    /** The same with further environment variables. */
    static Process daemon(
            List<String> command, Path output, int port, Map<String, String> environment)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!answers(port)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                process.destroy();
                throw new IOException(
                        command.getFirst() + " did not start: " + Files.readString(output));
            }
            pause();
        }
        return process;
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException e) {
            return false; // not yet: the caller counts the time
        }
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Ends this very process (SIGTERM, then SIGKILL) and clears its folder away. */
    static void stop(Process process, Path folder) {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        clear(folder);
    }

    private static void clear(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> {
                        try {
                            Files.deleteIfExists(file);
                        } catch (IOException e) {
                            file.toFile()
                                    .deleteOnExit(); // a last process may still be writing its log
                        }
                    });
        } catch (IOException e) {
            folder.toFile().deleteOnExit();
        }
    }
}
