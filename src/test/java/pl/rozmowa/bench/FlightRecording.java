package pl.rozmowa.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/** A JFR recording of the application, and what it says in a few lines: where the time went, what was allocated, what collecting cost. */
final class FlightRecording {

    private static final String OURS = "pl.rozmowa.";
    private static final int SHOWN = 25;

    private final BenchApp app;
    private final Path file;

    private FlightRecording(BenchApp app, Path file) {
        this.app = app;
        this.file = file;
    }

    static FlightRecording start(BenchApp app, Path file) throws IOException {
        app.jcmd("JFR.start", "name=bench", "settings=profile");
        return new FlightRecording(app, file.toAbsolutePath());
    }

    void stop() throws IOException {
        app.jcmd("JFR.stop", "name=bench", "filename=" + file);
    }

    /** Shares of samples and of bytes, highest first. */
    void tell(PrintStream out) throws IOException {
        Map<String, Long> ours = new HashMap<>();
        Map<String, Long> leaves = new HashMap<>();
        Map<String, Long> threads = new HashMap<>();
        Map<String, Long> allocated = new HashMap<>();
        Map<String, Long> allocating = new HashMap<>();
        Duration collecting = Duration.ZERO;
        int collections = 0;
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                switch (event.getEventType().getName()) {
                    case "jdk.ExecutionSample" -> {
                        ours.merge(ours(event), 1L, Long::sum);
                        leaves.merge(leaf(event), 1L, Long::sum);
                        threads.merge(thread(event), 1L, Long::sum);
                    }
                    case "jdk.ObjectAllocationSample" -> {
                        long weight = event.getLong("weight");
                        allocated.merge(event.getClass("objectClass").getName(), weight, Long::sum);
                        allocating.merge(ours(event), weight, Long::sum);
                    }
                    case "jdk.GarbageCollection" -> {
                        collections++;
                        collecting = collecting.plus(event.getDuration("sumOfPauses"));
                    }
                    default -> {}
                }
            }
        }
        out.printf(
                "JFR %s%ncollections: %d, paused %d ms together%n",
                file, collections, collecting.toMillis());
        top(out, "CPU samples by our own top-most method", ours);
        top(out, "CPU samples by leaf", leaves);
        top(out, "CPU samples by thread", threads);
        top(out, "allocated bytes by our own top-most method", allocating);
        top(out, "allocated bytes by class", allocated);
    }

    private static void top(PrintStream out, String title, Map<String, Long> counted) {
        long all = counted.values().stream().mapToLong(Long::longValue).sum();
        out.printf("-- %s (%d in all)%n", title, all);
        counted.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(SHOWN)
                .forEach(entry ->
                        out.printf(
                                "%5.1f %%  %s%n", 100.0 * entry.getValue() / all, entry.getKey()));
    }

    private static List<RecordedFrame> frames(RecordedEvent event) {
        RecordedStackTrace trace = event.getStackTrace();
        return trace == null ? List.of() : trace.getFrames();
    }

    private static String ours(RecordedEvent event) {
        Optional<String> own =
                frames(event).stream()
                        .map(FlightRecording::name)
                        .filter(name -> name.startsWith(OURS))
                        .findFirst();
        return own.orElse("(none of ours)");
    }

    private static String leaf(RecordedEvent event) {
        List<RecordedFrame> frames = frames(event);
        return frames.isEmpty() ? "(no stack)" : name(frames.getFirst());
    }

    private static String name(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    }

    /** Numbers left out, so that those of one kind count together. */
    private static String thread(RecordedEvent event) {
        var thread = event.getThread("sampledThread");
        String name = thread == null ? null : thread.getJavaName();
        if (name == null || name.isEmpty()) {
            return "(unnamed)";
        }
        return name.startsWith("sync-") && name.length() > 30
                ? "sync-ACCOUNT"
                : name.replaceAll("\\d+", "N");
    }
}
