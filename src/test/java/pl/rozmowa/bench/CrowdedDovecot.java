package pl.rozmowa.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import pl.rozmowa.peers.Dovecot;

/** A Dovecot that holds thousands of listening clients: they hibernate, one process for many. */
final class CrowdedDovecot implements AutoCloseable {

    private static final Pattern LOGIN =
            Pattern.compile("(?m)^(\\d+\\.\\d+) .*imap-login: .*Login: user=<([^>]*)>");

    private final Dovecot dovecot;
    private final long limit;

    private CrowdedDovecot(Dovecot dovecot, long limit) {
        this.dovecot = dovecot;
        this.limit = limit;
    }

    static CrowdedDovecot start() throws IOException {
        // Each client costs a login process two descriptors and the hibernating process two.
        long limit = Math.min(9_000, openFilesAllowed() / 2 - 500);
        return new CrowdedDovecot(Dovecot.start(more(limit)), limit);
    }

    private static long openFilesAllowed() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/limits"))) {
            if (line.startsWith("Max open files")) {
                return Long.parseLong(line.replaceAll("\\s+", " ").split(" ")[3]);
            }
        }
        throw new IOException("no limit of open files");
    }

    private static String more(long limit) {
        return """
        log_timestamp = "%s.%{usecs} "
        auth_cache_size = 20M
        imap_hibernate_timeout = 2s
        imap_idle_notify_interval = 29 mins
        mail_max_userip_connections = 0
        default_vsz_limit = 0
        namespace inbox {
          mailbox "Kopie robocze" {
            auto = no
          }
          mailbox "Kosz" {
            auto = no
          }
          mailbox "Spam" {
            auto = no
          }
          mailbox "Archiwum" {
            auto = no
          }
        }
        service imap {
          process_limit = 2000
          unix_listener imap-master {
            user = $default_internal_user
          }
        }
        service imap-hibernate {
          client_limit = LIMIT
          process_limit = 4
          vsz_limit = 0
          unix_listener imap-hibernate {
            mode = 0660
            group = $default_internal_group
          }
        }
        service imap-login {
          service_count = 0
          client_limit = LIMIT
          process_min_avail = 2
          process_limit = 4
          vsz_limit = 0
        }
        service anvil {
          client_limit = 19000
        }
        service auth {
          client_limit = 19000
          vsz_limit = 0
        }
        service stats {
          client_limit = 19000
        }
        """
                .replace("LIMIT", Long.toString(limit));
    }

    Dovecot itself() {
        return dovecot;
    }

    long clientsAProcess() {
        return limit;
    }

    /** Clients that are connected now, by the kernel's table of sockets. */
    int connected() throws IOException {
        String port = ":%04X".formatted(dovecot.imapsPort());
        int connected = 0;
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            try (Stream<String> lines = Files.lines(Path.of(table))) {
                connected +=
                        (int)
                                lines.map(line -> line.strip().split("\\s+"))
                                        .filter(fields -> fields.length > 3)
                                        .filter(fields ->
                                                fields[1].endsWith(port) && fields[3].equals("01"))
                                        .count();
            }
        }
        return connected;
    }

    /** Drops every connection at once: the processes that hold the TLS sockets end, and are started anew by their master. */
    void dropAll() {
        processes("imap-login").forEach(ProcessHandle::destroyForcibly);
    }

    private List<ProcessHandle> processes(String name) {
        return ProcessHandle.of(dovecot.pid()).stream()
                .flatMap(ProcessHandle::descendants)
                .filter(process -> name(process).filter(name::equals).isPresent())
                .toList();
    }

    private static Optional<String> name(ProcessHandle process) {
        try {
            return Optional.of(
                    Files.readString(Path.of("/proc", Long.toString(process.pid()), "comm"))
                            .strip());
        } catch (IOException e) {
            return Optional.empty(); // it ended meanwhile
        }
    }

    /** CPU seconds of all its processes that live. */
    double cpuSeconds() throws IOException {
        long ticks = 0;
        List<ProcessHandle> all = new ArrayList<>();
        ProcessHandle.of(dovecot.pid()).ifPresent(all::add);
        ProcessHandle.of(dovecot.pid()).stream()
                .flatMap(ProcessHandle::descendants)
                .forEach(all::add);
        for (ProcessHandle process : all) {
            Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
            if (Files.exists(stat)) {
                String[] fields = Programs.stat(stat);
                for (int i = 11; i <= 14; i++) {
                    ticks += Long.parseLong(fields[i]);
                }
            }
        }
        return ticks / 100.0;
    }

    /**
     * What its log says of logins after an instant.
     *
     * @param users different ones
     * @param mostInOneSecond in whichever second they were most
     */
    record Logins(int count, int users, int mostInOneSecond) {}

    /** @param since seconds since 1970 */
    Logins loginsSince(double since) {
        Deque<Double> window = new ArrayDeque<>();
        int most = 0;
        int count = 0;
        Set<String> users = new HashSet<>();
        Matcher login = LOGIN.matcher(dovecot.log());
        while (login.find()) {
            double at = Double.parseDouble(login.group(1));
            if (at < since) {
                continue;
            }
            count++;
            users.add(login.group(2));
            window.addLast(at);
            while (window.getFirst() < at - 1) {
                window.removeFirst();
            }
            most = Math.max(most, window.size());
        }
        return new Logins(count, users.size(), most);
    }

    @Override
    public void close() {
        dovecot.close();
    }
}
