package pl.rozmowa.peers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import pl.rozmowa.mail.Endpoint;
import pl.rozmowa.mail.Endpoint.Security;
import pl.rozmowa.mail.SignIn;
import pl.rozmowa.platform.Dialer;
import pl.rozmowa.platform.TlsPolicy;

/**
 * A real Dovecot 2.3 (Debian's dovecot-imapd, dovecot-lmtpd) on free ports of 127.0.0.1, ready in about 0.2 s. Must run as root.
 *
 * <p>Every address is a user with the password {@link #PASSWORD}, made by its first login, so that each test takes a fresh one:
 *
 * <pre>{@code
 * Dovecot dovecot = Dovecot.shared();
 * String hanna = dovecot.freshUser("hanna", "debowa.test");
 * try (RawImap outside = dovecot.outside(hanna)) {
 *     outside.append("INBOX", message);
 * }
 * }</pre>
 *
 * Folders from the start: INBOX, Wysłane (\Sent), Kopie robocze (\Drafts), Kosz (\Trash), Spam (\Junk), Archiwum (\Archive). It offers
 * CONDSTORE, QRESYNC, NOTIFY, SPECIAL-USE, LIST-STATUS, ESEARCH, MOVE, UIDPLUS, LITERAL+ and the logins PLAIN and LOGIN, by TLS,
 * STARTTLS and plain.
 */
public final class Dovecot implements ImapServer {

    /** Everybody's password. */
    public static final String PASSWORD = "sezam-otwiera-drzwi";

    private static final int MAIL_UID = 5000;
    private static final AtomicInteger FRESH = new AtomicInteger();
    private static @Nullable Dovecot shared;

    private final Path folder;
    private final int[] ports;
    private final Process process;

    private Dovecot(Path folder, int[] ports, Process process) {
        this.folder = folder;
        this.ports = ports;
        this.process = process;
    }

    /** The one of this JVM, started when first asked for and stopped when the JVM ends. */
    public static synchronized Dovecot shared() {
        if (shared == null || !shared.process.isAlive()) {
            shared = start();
        }
        return shared;
    }

    /** One of one's own, for tests that stop it or change its settings. */
    public static Dovecot start() {
        return start("");
    }

    /**
     * One of one's own with other settings.
     *
     * @param more lines added to the end of its configuration
     */
    public static Dovecot start(String more) {
        try {
            Path folder = Files.createTempDirectory("peers-dovecot-");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            Path mail = Files.createDirectory(folder.resolve("mail"));
            Files.setAttribute(mail, "unix:uid", MAIL_UID);
            Files.setAttribute(mail, "unix:gid", MAIL_UID);
            PeerCertificate.localhost().writeTo(folder);
            int[] ports = Processes.freePorts(3);
            Path configuration = folder.resolve("dovecot.conf");
            Files.writeString(configuration, configuration(folder, ports) + more);
            List<String> command =
                    List.of("/usr/sbin/dovecot", "-F", "-c", configuration.toString());
            Process process = Processes.daemon(command, folder.resolve("output"), ports[0]);
            Dovecot dovecot = new Dovecot(folder, ports, process);
            Runtime.getRuntime().addShutdownHook(new Thread(dovecot::close));
            return dovecot;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(
                    "Dovecot did not start; is dovecot-imapd installed?", e);
        }
    }

    private static String configuration(Path folder, int[] ports) {
        return """
        base_dir = DIR/run
        state_dir = DIR/state
        instance_name = peers-PORT0
        log_path = DIR/log
        protocols = imap lmtp
        listen = 127.0.0.1
        ssl = yes
        ssl_cert = <DIR/cert.pem
        ssl_key = <DIR/key.pem
        disable_plaintext_auth = no
        auth_mechanisms = plain login
        auth_failure_delay = 0
        auth_verbose = yes
        passdb {
          driver = static
          args = password=PASSWORD
        }
        userdb {
          driver = static
          args = uid=5000 gid=5000 home=DIR/mail/%u allow_all_users=yes
        }
        first_valid_uid = 5000
        mail_location = maildir:~/Maildir
        mailbox_list_index = yes
        namespace inbox {
          inbox = yes
          separator = /
          mailbox "Wysłane" {
            auto = subscribe
            special_use = \\Sent
          }
          mailbox "Kopie robocze" {
            auto = subscribe
            special_use = \\Drafts
          }
          mailbox "Kosz" {
            auto = subscribe
            special_use = \\Trash
          }
          mailbox "Spam" {
            auto = subscribe
            special_use = \\Junk
          }
          mailbox "Archiwum" {
            auto = subscribe
            special_use = \\Archive
          }
        }
        protocol imap {
          mail_max_userip_connections = 2000
        }
        protocol lmtp {
          postmaster_address = postmaster@debowa.test
        }
        hostname = localhost
        service imap-login {
          inet_listener imap {
            port = PORT0
          }
          inet_listener imaps {
            port = PORT1
            ssl = yes
          }
          service_count = 0
          process_min_avail = 1
          vsz_limit = 0
        }
        service lmtp {
          inet_listener lmtp {
            port = PORT2
          }
        }
        service imap {
          process_limit = 2000
          process_min_avail = 2
          vsz_limit = 0
        }
        service anvil {
          unix_listener anvil-auth-penalty {
            mode = 0
          }
        }
        service auth {
          unix_listener auth-smtp {
            mode = 0666
          }
        }
        """
                .replace("DIR", folder.toString())
                .replace("PASSWORD", PASSWORD)
                .replace("PORT0", String.valueOf(ports[0]))
                .replace("PORT1", String.valueOf(ports[1]))
                .replace("PORT2", String.valueOf(ports[2]));
    }

    /** An address nobody else has, such as {@code hanna.7@debowa.test}. */
    @Override
    public String freshUser(String name, String domain) {
        return name + "." + FRESH.incrementAndGet() + "@" + domain;
    }

    public SignIn signIn(String address) {
        return new SignIn.Password(address, PASSWORD);
    }

    /** Where to connect; the host is localhost, which the certificate names. */
    public Endpoint endpoint(Security security) {
        return new Endpoint("localhost", security == Security.TLS ? ports[1] : ports[0], security);
    }

    @Override
    public int imapPort() {
        return ports[0];
    }

    public int imapsPort() {
        return ports[1];
    }

    public int lmtpPort() {
        return ports[2];
    }

    /** Goes straight to 127.0.0.1, past the OutboundGuard. */
    public static Dialer dialer() {
        return (_, port) -> {
            Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
            socket.setTcpNoDelay(true);
            return socket;
        };
    }

    /** Trusts this server's certificate. */
    public static TlsPolicy tls() {
        return PeerCertificate.localhost().trusting();
    }

    /** The certificate as a PEM file, for an application that shall trust it by its settings. */
    public Path certificateFile() {
        return folder.resolve("cert.pem");
    }

    /** Another mail program of this user. */
    @Override
    public RawImap outside(String address) {
        return RawImap.login(ports[0], address, PASSWORD);
    }

    /** Delivers from outside, as a mail server would: by LMTP. */
    public void deliver(String from, String recipient, String message) {
        try (RawSmtp lmtp = RawSmtp.lmtp(ports[2])) {
            lmtp.send(from, List.of(recipient), message);
        }
    }

    /** The user's home on disk: {@code Maildir} is below it. */
    public Path home(String address) {
        return folder.resolve("mail").resolve(address);
    }

    /** For Postfix: the socket at which passwords are checked. */
    Path authSocket() {
        return folder.resolve("run").resolve("auth-smtp");
    }

    /** What it logged so far; look here when a test fails. */
    public String log() {
        try {
            Path log = folder.resolve("log");
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            return "log unreadable: " + e;
        }
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        if (Files.exists(folder)) {
            Processes.stop(process, folder);
        }
    }
}
