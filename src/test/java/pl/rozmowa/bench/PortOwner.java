package pl.rozmowa.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Which process holds a TCP port of this machine, by Linux's /proc. */
final class PortOwner {

    private PortOwner() {}

    static boolean holds(long pid, int localPort) throws IOException {
        String hexadecimal = String.format(Locale.ROOT, ":%04X", localPort);
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            for (String line : Files.readAllLines(Path.of(table))) {
                String[] fields = line.strip().split("\\s+");
                if (fields.length > 9
                        && fields[1].endsWith(hexadecimal)
                        && hasSocket(pid, fields[9])) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean hasSocket(long pid, String inode) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            for (Path file : files.toList()) {
                if (Files.exists(file, java.nio.file.LinkOption.NOFOLLOW_LINKS)
                        && Files.readSymbolicLink(file)
                                .toString()
                                .equals("socket:[" + inode + "]")) {
                    return true;
                }
            }
        }
        return false;
    }
}
