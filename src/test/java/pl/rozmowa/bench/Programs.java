package pl.rozmowa.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Other programs, run to their end. */
final class Programs {

    private Programs() {}

    /** What a run cost. */
    record Cost(double seconds, double cpuSeconds) {
        Cost plus(Cost other) {
            return new Cost(seconds + other.seconds, cpuSeconds + other.cpuSeconds);
        }
    }

    /** Runs it, its complaints on our standard error; throws when it failed. */
    static Cost run(Path folder, List<String> command) throws IOException {
        long cpu = childrensTicks();
        long start = System.nanoTime();
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .inheritIO()
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        await(process, command);
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Cost(seconds, (childrensTicks() - cpu) / 100.0);
    }

    static void run(List<String> command) throws IOException {
        run(Path.of("/tmp"), command);
    }

    /** What it wrote. */
    static String answer(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        await(process, command);
        return said;
    }

    private static void await(Process process, List<String> command) throws IOException {
        try {
            if (process.waitFor() != 0) {
                throw new IOException(command.getFirst() + " failed: " + process.exitValue());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** CPU time of children that ended, in hundredths of a second (proc(5)). */
    private static long childrensTicks() throws IOException {
        String[] fields = stat(Path.of("/proc/self/stat"));
        return Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
    }

    /** The fields of a process's stat file that follow its name; the first is its state. */
    static String[] stat(Path file) throws IOException {
        return Files.readString(file).replaceAll("(?s)^.*\\) ", "").split(" ");
    }
}
