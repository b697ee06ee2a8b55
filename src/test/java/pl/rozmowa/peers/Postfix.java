package pl.rozmowa.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.security.GeneralSecurityException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pl.rozmowa.mail.Endpoint;
import pl.rozmowa.mail.Endpoint.Security;

/**
 * A real Postfix (Debian's) on free ports of 127.0.0.1: submission with STARTTLS and with TLS from the start, passwords checked by a
 * {@link Dovecot} and every mail delivered into it. Nothing leaves the machine. Must run as root.
 *
 * <p>Takes mail for {@link #DOMAINS}; any other domain bounces, and a local part that begins with {@code unknown} is refused at RCPT.
 */
public final class Postfix implements AutoCloseable {

    /** The domains that exist in this world. */
    public static final List<String> DOMAINS =
            List.of(
                    "debowa.test",
                    "studiolaka.example",
                    "brzask.example",
                    "northgate.example",
                    "soholm.example",
                    "podjesionem.example",
                    "bauzeder.example",
                    "audyt.example");

    /** The largest message it takes, in octets. */
    public static final int SIZE_LIMIT = 30 << 20;

    private static @Nullable Postfix shared;

    private final Path folder;
    private final int[] ports;
    private final Process process;

    private Postfix(Path folder, int[] ports, Process process) {
        this.folder = folder;
        this.ports = ports;
        this.process = process;
    }

    /** The one of this JVM, in front of {@link Dovecot#shared}, stopped when the JVM ends. */
    public static synchronized Postfix shared() {
        if (shared == null || !shared.process.isAlive()) {
            shared = start(Dovecot.shared());
        }
        return shared;
    }

    public static Postfix start(Dovecot dovecot) {
        try {
            Path folder = Files.createTempDirectory("peers-postfix-");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            Path etc = folder(folder.resolve("etc"), "root", "root", "rwxr-xr-x");
            folder(folder.resolve("data"), "postfix", "postfix", "rwx------");
            Path spool = folder(folder.resolve("spool"), "root", "root", "rwxr-xr-x");
            folder(spool.resolve("pid"), "root", "root", "rwxr-xr-x");
            folder(spool.resolve("public"), "postfix", "postdrop", "rwx--x---");
            folder(spool.resolve("maildrop"), "postfix", "postdrop", "rwx-wx---");
            for (String queue :
                    "private active bounce corrupt defer deferred flush hold incoming saved trace"
                            .split(" ")) {
                folder(spool.resolve(queue), "postfix", "root", "rwx------");
            }
            PeerCertificate.localhost().writeTo(etc);
            Files.setPosixFilePermissions(
                    etc.resolve("key.pem"), PosixFilePermissions.fromString("rw-------"));
            int[] ports = Processes.freePorts(3);
            Files.writeString(etc.resolve("main.cf"), mainCf(folder, dovecot));
            Files.writeString(etc.resolve("master.cf"), masterCf(ports));
            Files.writeString(etc.resolve("recipients"), "!/^unknown/ OK\n");
            List<String> command =
                    List.of("/usr/lib/postfix/sbin/master", "-d", "-c", etc.toString());
            Process process = Processes.daemon(command, folder.resolve("output"), ports[1]);
            Postfix postfix = new Postfix(folder, ports, process);
            Runtime.getRuntime().addShutdownHook(new Thread(postfix::close));
            return postfix;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("Postfix did not start; is postfix installed?", e);
        }
    }

    private static Path folder(Path path, String owner, String group, String mode)
            throws IOException {
        Files.createDirectory(path);
        UserPrincipalLookupService names = path.getFileSystem().getUserPrincipalLookupService();
        Files.setOwner(path, names.lookupPrincipalByName(owner));
        Files.getFileAttributeView(path, PosixFileAttributeView.class)
                .setGroup(names.lookupPrincipalByGroupName(group));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
        return path;
    }

    private static String mainCf(Path folder, Dovecot dovecot) {
        return """
        compatibility_level = 3.6
        config_directory = DIR/etc
        queue_directory = DIR/spool
        data_directory = DIR/data
        maillog_file = DIR/maillog
        maillog_file_prefixes = DIR
        myhostname = mx.debowa.test
        mydestination =
        inet_interfaces = 127.0.0.1
        inet_protocols = ipv4
        mynetworks = 127.0.0.0/8
        virtual_mailbox_domains = DOMAINS
        virtual_mailbox_maps = regexp:DIR/etc/recipients
        virtual_transport = lmtp:inet:127.0.0.1:LMTP
        default_transport = error:5.4.4 no outside world here
        relay_transport = error:5.4.4 no outside world here
        local_transport = error:5.1.1 no local users
        alias_maps =
        alias_database =
        biff = no
        append_dot_mydomain = no
        message_size_limit = SIZE
        lmtp_destination_recipient_limit = 50
        smtpd_sasl_type = dovecot
        smtpd_sasl_path = AUTH
        smtpd_tls_cert_file = DIR/etc/cert.pem
        smtpd_tls_key_file = DIR/etc/key.pem
        smtpd_tls_security_level = may
        smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
        smtpd_recipient_restrictions = reject_unlisted_recipient
        smtpd_peername_lookup = no
        smtpd_client_connection_count_limit = 0
        smtp_dns_support_level = disabled
        smtputf8_enable = yes
        notify_classes =
        """
                .replace("DIR", folder.toString())
                .replace("DOMAINS", String.join(" ", DOMAINS))
                .replace("LMTP", String.valueOf(dovecot.lmtpPort()))
                .replace("SIZE", String.valueOf(SIZE_LIMIT))
                .replace("AUTH", dovecot.authSocket().toString());
    }

    private static String masterCf(int[] ports) {
        return """
        127.0.0.1:SMTP inet n - n - - smtpd
        127.0.0.1:SUBMISSION inet n - n - - smtpd
          -o smtpd_sasl_auth_enable=yes
          -o smtpd_tls_auth_only=no
          -o smtpd_relay_restrictions=permit_sasl_authenticated,reject
        127.0.0.1:SMTPS inet n - n - - smtpd
          -o smtpd_tls_wrappermode=yes
          -o smtpd_sasl_auth_enable=yes
          -o smtpd_relay_restrictions=permit_sasl_authenticated,reject
        pickup unix n - n 60 1 pickup
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        tlsmgr unix - - n 1000? 1 tlsmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        verify unix - - n - 1 verify
        flush unix n - n 1000? 0 flush
        proxymap unix - - n - - proxymap
        smtp unix - - n - - smtp
        relay unix - - n - - smtp
        showq unix n - n - - showq
        error unix - - n - - error
        retry unix - - n - - error
        discard unix - - n - - discard
        lmtp unix - - n - - lmtp
        anvil unix - - n - 1 anvil
        scache unix - - n - 1 scache
        postlog unix-dgram n - n - 1 postlogd
        """
                .replace("SUBMISSION", String.valueOf(ports[1]))
                .replace("SMTPS", String.valueOf(ports[2]))
                .replace("SMTP", String.valueOf(ports[0]));
    }

    /** Where to submit: TLS from the start, or the other port with STARTTLS offered. */
    public Endpoint endpoint(Security security) {
        return new Endpoint("localhost", security == Security.TLS ? ports[2] : ports[1], security);
    }

    /** Takes mail from outside without a login, as an MX does. */
    public int smtpPort() {
        return ports[0];
    }

    public int submissionPort() {
        return ports[1];
    }

    public int smtpsPort() {
        return ports[2];
    }

    /** Another mail server that brings mail to this one. */
    public void deliver(String from, List<String> recipients, String message) {
        try (RawSmtp smtp = RawSmtp.smtp(ports[0])) {
            smtp.send(from, recipients, message);
        }
    }

    /** What it logged so far; look here when a test fails. */
    public String log() {
        try {
            Path log = folder.resolve("maillog");
            return Files.exists(log)
                    ? Files.readString(log)
                    : Files.readString(folder.resolve("output"));
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
