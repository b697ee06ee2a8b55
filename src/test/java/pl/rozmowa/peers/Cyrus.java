package pl.rozmowa.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A real Cyrus IMAP 3.6 on a free port of 127.0.0.1, plain connections only. Must run as root. Debian's package can't be installed beside
 * Dovecot's, so {@code need_cyrus} of {@code bench/programs.sh} unpacks it where nothing starts it.
 *
 * <p>It offers CONDSTORE, QRESYNC, SPECIAL-USE, LIST-STATUS, ESEARCH, MOVE, UIDPLUS, LITERAL+ and COMPRESS as Dovecot does, OBJECTID besides, and
 * no NOTIFY.
 */
public final class Cyrus implements ImapServer {

    private static final List<Path> PLACES =
            List.of(Path.of("/var/cache/rozmowa/cyrus"), Path.of("/"));
    private static final String USER = "mail";
    private static final AtomicInteger FRESH = new AtomicInteger();
    private static @Nullable Cyrus shared;

    private final Path folder;
    private final int port;
    private final Process process;

    private Cyrus(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /** The one of this JVM, started when first asked for and stopped when the JVM ends. */
    public static synchronized Cyrus shared() {
        if (shared == null || !shared.process.isAlive()) {
            shared = start();
        }
        return shared;
    }

    public static Cyrus start() {
        Path root =
                PLACES.stream()
                        .filter(one -> Files.exists(one.resolve("usr/lib/cyrus/bin/master")))
                        .findFirst()
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "Cyrus is not there: need_cyrus of bench/programs.sh brings it"));
        try {
            Path folder = Files.createTempDirectory("peers-cyrus-");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            int port = Processes.freePorts(1)[0];
            Path programs = root.resolve("usr/lib/cyrus/bin");
            Path settings = folder.resolve("imapd.conf");
            Path services = folder.resolve("cyrus.conf");
            Files.writeString(settings, settings(folder));
            Files.writeString(services, services(programs, settings, port));
            for (String name : List.of("conf", "conf/socket", "mail")) {
                own(Files.createDirectory(folder.resolve(name)));
            }
            List<String> command =
                    List.of(
                            programs.resolve("master").toString(),
                            "-D",
                            "-C",
                            settings.toString(),
                            "-M",
                            services.toString(),
                            "-p",
                            folder.resolve("conf/pid").toString());
            Process process =
                    Processes.daemon(
                            command,
                            folder.resolve("output"),
                            port,
                            Map.of(
                                    "LD_LIBRARY_PATH",
                                    root.resolve("usr/lib/x86_64-linux-gnu")
                                            + ":"
                                            + root.resolve("lib/x86_64-linux-gnu")));
            Cyrus cyrus = new Cyrus(folder, port, process);
            Runtime.getRuntime().addShutdownHook(new Thread(cyrus::close));
            return cyrus;
        } catch (IOException e) {
            throw new IllegalStateException("Cyrus did not start", e);
        }
    }

    private static void own(Path folder) throws IOException {
        var user =
                folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER);
        Files.setOwner(folder, user);
    }

    private static String settings(Path folder) {
        return """
        configdirectory: DIR/conf
        partition-default: DIR/mail
        defaultpartition: default
        cyrus_user: mail
        cyrus_group: mail
        allowplaintext: yes
        sasl_mech_list: PLAIN LOGIN
        sasl_pwcheck_method: alwaystrue
        virtdomains: userid
        defaultdomain: debowa.test
        unixhierarchysep: yes
        altnamespace: yes
        autocreate_quota: 0
        servername: localhost
        maxlogins_per_user: 0
        """
                .replace("DIR", folder.toString());
    }

    private static String services(Path programs, Path settings, int port) {
        return """
        START {
          recover cmd="BIN/ctl_cyrusdb -C SETTINGS -r"
        }
        SERVICES {
          imap cmd="BIN/imapd -C SETTINGS -U 250" listen="127.0.0.1:PORT" proto=tcp4 prefork=3
        }
        EVENTS {
        }
        DAEMON {
          idled cmd="BIN/idled -C SETTINGS"
        }
        """
                .replace("BIN", programs.toString())
                .replace("SETTINGS", settings.toString())
                .replace("PORT", Integer.toString(port));
    }

    /** Folders from the start: INBOX, Wysłane (\Sent), Kopie robocze (\Drafts), Kosz (\Trash), Spam (\Junk), Archiwum (\Archive). */
    @Override
    public String freshUser(String name, String domain) {
        String address = name + "." + FRESH.incrementAndGet() + "@" + domain;
        try (RawImap imap = outside(address)) {
            imap.command("CREATE \"Wys&AUI-ane\" (USE (\\Sent))");
            imap.command("CREATE \"Kopie robocze\" (USE (\\Drafts))");
            imap.command("CREATE \"Kosz\" (USE (\\Trash))");
            imap.command("CREATE \"Spam\" (USE (\\Junk))");
            imap.command("CREATE \"Archiwum\" (USE (\\Archive))");
        }
        return address;
    }

    @Override
    public int imapPort() {
        return port;
    }

    @Override
    public RawImap outside(String address) {
        return RawImap.login(port, address, Dovecot.PASSWORD);
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        if (Files.exists(folder)) {
            List<ProcessHandle> children = process.descendants().toList();
            Processes.stop(process, folder);
            children.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
