package pl.rozmowa.peers;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Several other mail programs that work in one mailbox at once, as a seed tells them: they append, flag, copy, move and expunge,
 * rename folders, and delete and make them anew. Which of them comes first is for the machine to decide, so a seed repeats what each
 * program does, not what becomes of it. A command that comes too late (the message or folder is gone) is refused by the server and
 * counted.
 */
public final class RandomOperations implements AutoCloseable {

    private static final DateTimeFormatter IMAP_DATE =
            DateTimeFormatter.ofPattern("dd-MMM-yyyy HH:mm:ss Z", Locale.ENGLISH);
    private static final String[] FLAGS = {
        "\\Seen", "\\Flagged", "\\Answered", "$Oferta", "\\Seen"
    };

    /**
     * Where it is played.
     *
     * @param inbox and {@code sent} always stay
     * @param others may be renamed, deleted and made anew
     * @param aside not among the chosen folders: what is moved there is gone from them
     * @param renewals how often each of the others is made anew at most: a server that renumbers a folder for ever is another test
     * @param move whether the server knows MOVE (RFC 6851)
     */
    public record Stage(
            String inbox,
            String sent,
            List<String> others,
            String aside,
            int renewals,
            boolean move) {}

    private final Supplier<RawImap> login;
    private final Stage stage;
    private final String owner;
    private final long seed;
    private final Semaphore allowed = new Semaphore(0);
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger large = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger outstanding = new AtomicInteger();
    private final Map<String, AtomicInteger> kinds = new ConcurrentHashMap<>();
    private final Map<String, Integer> renewed = new HashMap<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final List<Thread> programs = new ArrayList<>();
    private volatile boolean ended;

    public RandomOperations(Supplier<RawImap> login, Stage stage, String owner, long seed) {
        this.login = login;
        this.stage = stage;
        this.owner = owner;
        this.seed = seed;
    }

    /** Makes the folders that don't exist and fills all with so many messages of the last 25 days, and some older ones. */
    public void fill(int messages) {
        Random random = new Random(seed);
        RandomMessages maker = new RandomMessages(random, owner, "f" + seed);
        try (RawImap imap = login.get()) {
            for (String folder : all()) {
                make(imap, folder);
            }
            for (int i = 0; i < messages; i++) {
                String folder = i % 2 == 0 ? stage.inbox() : any(random);
                Duration age =
                        i % 40 == 39
                                ? Duration.ofDays(70)
                                : Duration.ofMinutes(random.nextInt(25 * 1440));
                append(imap, folder, maker, random, Instant.now().minus(age));
            }
        }
    }

    /** One new message in the inbox with an attachment of so many octets or up to twice as many. */
    public void appendLarge(int octets) {
        int number = large.incrementAndGet();
        Random random = new Random(seed * 1_000 + 900 + number);
        RandomMessages maker = new RandomMessages(random, owner, "l" + seed + "n" + number);
        try (RawImap imap = login.get()) {
            imap.append(stage.inbox(), maker.large(Instant.now(), octets), "");
        }
    }

    /** Makes again what a refused command left deleted. */
    public void mend() {
        try (RawImap imap = login.get()) {
            for (String folder : all()) {
                make(imap, folder);
            }
        }
    }

    private List<String> all() {
        List<String> all = new ArrayList<>(stage.others());
        all.add(stage.inbox());
        all.add(stage.sent());
        all.add(stage.aside());
        return all;
    }

    private static void make(RawImap imap, String folder) {
        try {
            imap.command("CREATE \"" + folder + "\"");
        } catch (IllegalStateException e) {
            if (!String.valueOf(e.getMessage()).contains(" NO ")) {
                throw e; // a NO: it is there
            }
        }
    }

    /** Starts so many programs, which wait to be allowed something. */
    public void start(int clients) {
        for (int i = 0; i < clients; i++) {
            int number = i;
            programs.add(Thread.ofVirtual().start(() -> work(number)));
        }
    }

    /** So many more operations may be done. */
    public void allow(int operations) {
        outstanding.addAndGet(operations);
        allowed.release(operations);
    }

    /** Whether everything allowed was done; throws what made a program fail. */
    public boolean isIdle() {
        Throwable broken = failure.get();
        if (broken != null) {
            throw new IllegalStateException("a mail program failed", broken);
        }
        return outstanding.get() == 0;
    }

    public int done() {
        return done.get();
    }

    public int refused() {
        return refused.get();
    }

    /** How often each kind of operation was done. */
    public Map<String, Integer> kinds() {
        Map<String, Integer> counts = new TreeMap<>();
        kinds.forEach((kind, count) -> counts.put(kind, count.get()));
        return counts;
    }

    @Override
    public void close() {
        ended = true;
        allowed.release(programs.size());
        for (Thread program : programs) {
            try {
                program.join(Duration.ofSeconds(30));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void work(int number) {
        Random random = new Random(seed * 1_000 + number);
        RandomMessages maker = new RandomMessages(random, owner, "c" + seed + "p" + number);
        RawImap imap = login.get();
        try {
            while (true) {
                allowed.acquire();
                if (ended) {
                    return;
                }
                imap = once(imap, random, maker);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        } finally {
            imap.close();
        }
    }

    /** @return the connection to go on with: a server may close one whose folder was deleted */
    private RawImap once(RawImap imap, Random random, RandomMessages maker) {
        String kind = kind(random.nextInt(100));
        try {
            perform(kind, imap, random, maker);
            done.incrementAndGet();
            outstanding.decrementAndGet();
            kinds.computeIfAbsent(kind, _ -> new AtomicInteger()).incrementAndGet();
            return imap;
        } catch (IllegalStateException e) {
            refused.incrementAndGet();
            allowed.release();
            return imap;
        } catch (UncheckedIOException e) {
            refused.incrementAndGet();
            allowed.release();
            imap.close();
            return login.get();
        }
    }

    private static String kind(int dice) {
        if (dice < 34) {
            return "append";
        } else if (dice < 62) {
            return "flag";
        } else if (dice < 70) {
            return "copy";
        } else if (dice < 82) {
            return "move";
        } else if (dice < 95) {
            return "expunge";
        } else if (dice < 98) {
            return "rename";
        }
        return "renew";
    }

    private void perform(String kind, RawImap imap, Random random, RandomMessages maker) {
        switch (kind) {
            case "append" -> append(imap, any(random), maker, random, Instant.now());
            case "flag" -> {
                String uids = some(imap, any(random), random, 8);
                String sign = random.nextInt(3) == 0 ? "-" : "+";
                imap.command(
                        "UID STORE %s %sFLAGS (%s)"
                                .formatted(uids, sign, FLAGS[random.nextInt(FLAGS.length)]));
            }
            case "copy" -> {
                String uids = some(imap, any(random), random, 4);
                imap.command("UID COPY %s \"%s\"".formatted(uids, any(random)));
            }
            case "move" -> {
                String uids = some(imap, any(random), random, 4);
                String to = random.nextInt(4) == 0 ? stage.aside() : any(random);
                move(imap, uids, to);
            }
            case "expunge" -> {
                String uids = some(imap, any(random), random, 3);
                imap.command("UID STORE " + uids + " +FLAGS (\\Deleted)");
                imap.command("UID EXPUNGE " + uids);
            }
            case "rename" -> renameAndBack(imap, other(random));
            case "renew" -> renew(imap, other(random), random, maker);
            default -> throw new IllegalArgumentException(kind);
        }
    }

    private void move(RawImap imap, String uids, String to) {
        if (stage.move()) {
            imap.command("UID MOVE %s \"%s\"".formatted(uids, to));
        } else {
            imap.command("UID COPY %s \"%s\"".formatted(uids, to));
            imap.command("UID STORE " + uids + " +FLAGS (\\Deleted)");
            imap.command("UID EXPUNGE " + uids);
        }
    }

    /** Away under another name, and back again, so that the folder that was chosen is there in the end. */
    private void renameAndBack(RawImap imap, String folder) {
        synchronized (renewed) {
            imap.command("EXAMINE \"" + stage.inbox() + "\"");
            imap.command("RENAME \"%s\" \"%s-dawne\"".formatted(folder, folder));
            imap.command("RENAME \"%s-dawne\" \"%s\"".formatted(folder, folder));
        }
    }

    private void renew(RawImap imap, String folder, Random random, RandomMessages maker) {
        synchronized (renewed) {
            if (renewed.merge(folder, 1, Integer::sum) > stage.renewals()) {
                throw new IllegalStateException("made anew often enough");
            }
            // The others may hold some of its messages; those are recognised there, the rest is
            // gone.
            String uids = some(imap, folder, random, 200);
            imap.command("UID COPY %s \"%s\"".formatted(uids, stage.aside()));
            imap.command("EXAMINE \"" + stage.inbox() + "\"");
            imap.command("DELETE \"" + folder + "\"");
            imap.command("CREATE \"" + folder + "\"");
            for (int i = 0; i < 3; i++) {
                append(imap, folder, maker, random, Instant.now());
            }
            List<Long> kept = uidsOf(imap, stage.aside());
            if (!kept.isEmpty()) {
                imap.command("UID COPY " + pick(kept, random, 40) + " \"" + folder + "\"");
            }
        }
    }

    private void append(
            RawImap imap, String folder, RandomMessages maker, Random random, Instant at) {
        byte[] message = maker.next(at, folder.equals(stage.sent()));
        String flags = folder.equals(stage.sent()) || random.nextInt(3) == 0 ? "\\Seen" : "";
        String date = IMAP_DATE.format(at.atOffset(ZoneOffset.UTC));
        imap.append(folder, message, date, flags);
    }

    private String some(RawImap imap, String folder, Random random, int most) {
        List<Long> uids = uidsOf(imap, folder);
        if (uids.isEmpty()) {
            throw new IllegalStateException("nothing there");
        }
        return pick(uids, random, most);
    }

    private static List<Long> uidsOf(RawImap imap, String folder) {
        imap.command("SELECT \"" + folder + "\"");
        return ServerTruth.searched(imap);
    }

    private static String pick(List<Long> uids, Random random, int most) {
        Set<String> picked = new TreeSet<>();
        int times = 1 + random.nextInt(most);
        for (int i = 0; i < times; i++) {
            picked.add(Long.toString(uids.get(random.nextInt(uids.size()))));
        }
        return String.join(",", picked);
    }

    private String any(Random random) {
        int dice = random.nextInt(10);
        return dice < 4 ? stage.inbox() : dice < 5 ? stage.sent() : other(random);
    }

    private String other(Random random) {
        return stage.others().get(random.nextInt(stage.others().size()));
    }
}
