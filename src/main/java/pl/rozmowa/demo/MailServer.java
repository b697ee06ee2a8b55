package pl.rozmowa.demo;

import com.icegreen.greenmail.imap.AuthorizationException;
import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import pl.rozmowa.platform.Settings;

/**
 * The demo's mail server: IMAP and SMTP on loopback ports, four mailboxes with the folders of a Polish provider. Mail for anybody else is
 * given to a listener and goes nowhere. It begins with the world's history and goes on where it was when the demo is started again.
 */
@Component
@Profile("demo")
class MailServer implements DisposableBean {

    static final String HOST = "127.0.0.1";
    static final String SENT = "Wysłane";
    static final List<String> MAILBOXES =
            List.of(
                    "biuro@debowa.test",
                    "export@debowa.test",
                    "hanna@debowa.test",
                    "lidia@debowa.test");
    private static final List<String> FOLDERS =
            List.of(SENT, "Kopie robocze", "Kosz", "Spam", "Archiwum", "Targi i wystawy");
    private static final String OUTSIDE = "swiat@outside.example";

    private final Path folder;
    private final Ports ports;
    private final GreenMail mail;
    private final MailOnDisk disk;
    private final Instant firstStart;
    private volatile @Nullable Outside outside;

    /** Hears of mail that was sent to somebody who has no mailbox here. */
    interface Outside {
        void received(String recipient, byte[] source);
    }

    MailServer(Settings settings, Clock clock) throws IOException {
        this.folder = settings.data().toAbsolutePath().resolve("demo-mail");
        Files.createDirectories(folder);
        this.ports = Ports.of(folder.resolve("ports"));
        this.mail =
                new GreenMail(
                        new ServerSetup[] {
                            new ServerSetup(ports.imap(), HOST, ServerSetup.PROTOCOL_IMAP),
                            new ServerSetup(ports.smtp(), HOST, ServerSetup.PROTOCOL_SMTP)
                        });
        mail.getUserManager()
                .setMessageDeliveryHandler((message, to) -> recipient(message, to.getEmail()));
        MAILBOXES.forEach(this::addMailbox);
        mail.setUser(OUTSIDE, DemoPeople.PASSWORD);
        this.disk = new MailOnDisk(folder.resolve("mailboxes"), folders());
        this.firstStart = begin(clock.instant());
        mail.start();
    }

    private Instant begin(Instant now) throws IOException {
        Path started = folder.resolve("started");
        if (Files.exists(started)) {
            disk.load();
            return Instant.parse(Files.readString(started).strip());
        }
        disk.clear();
        World.load().history(now).forEach(this::deliver);
        disk.save();
        Files.writeString(started, now.toString());
        return now;
    }

    Ports ports() {
        return ports;
    }

    Instant firstStart() {
        return firstStart;
    }

    /** Whether a prepared message came in this run or an earlier one. */
    boolean hasArrived(String story) {
        return Files.exists(folder.resolve("arrived-" + story));
    }

    /** Remembers that it came. */
    void arrived(String story) throws IOException {
        save();
        Files.writeString(folder.resolve("arrived-" + story), "");
    }

    void tell(Outside listener) {
        outside = listener;
    }

    /** Writes to disk what is new since the last time. */
    void save() throws IOException {
        disk.save();
    }

    /** Puts a message where it belongs: into its sender's sent folder and to every recipient who has a mailbox here. */
    void deliver(WrittenMail message) {
        for (String mailbox : MAILBOXES) {
            if (message.from().address().equals(mailbox)) {
                put(mailbox, SENT, message, true);
            }
            boolean addressed =
                    message.to().stream().anyMatch(person -> person.address().equals(mailbox))
                            || message.cc().stream()
                                    .anyMatch(person -> person.address().equals(mailbox));
            if (addressed) {
                put(mailbox, message.folder(), message, message.read());
            }
        }
    }

    private void put(String mailbox, String folder, WrittenMail message, boolean read) {
        Flags flags = new Flags();
        if (read) {
            flags.add(Flags.Flag.SEEN);
        }
        folder(mailbox, folder)
                .appendMessage(parsed(message.source()), flags, Date.from(message.at()));
    }

    static MimeMessage parsed(byte[] source) {
        try {
            return new MimeMessage(
                    Session.getInstance(new Properties()), new ByteArrayInputStream(source));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private GreenMailUser recipient(
            com.icegreen.greenmail.mail.MovingMessage message, String address)
            throws MessagingException {
        GreenMailUser own = mail.getUserManager().getUserByEmail(address);
        if (own != null && !address.equals(OUTSIDE)) {
            return own;
        }
        Outside listener = outside;
        if (listener != null) {
            listener.received(address, MailOnDisk.bytes(message.getMessage()));
        }
        return mail.getUserManager().getUserByEmail(OUTSIDE);
    }

    private void addMailbox(String address) {
        GreenMailUser user = mail.setUser(address, DemoPeople.PASSWORD);
        ImapHostManager hosts = mail.getManagers().getImapHostManager();
        try {
            for (String name : FOLDERS) {
                hosts.createMailbox(user, name);
                hosts.subscribe(user, name);
            }
        } catch (AuthorizationException | FolderException e) {
            throw new IllegalStateException(e);
        }
    }

    private MailFolder folder(String mailbox, String name) {
        GreenMailUser user = mail.getUserManager().getUserByEmail(mailbox);
        return mail.getManagers().getImapHostManager().getFolder(user, name);
    }

    private Map<String, MailFolder> folders() {
        Map<String, MailFolder> all = new LinkedHashMap<>();
        for (String mailbox : MAILBOXES) {
            all.put(mailbox + "/INBOX", folder(mailbox, "INBOX"));
            FOLDERS.forEach(name -> all.put(mailbox + "/" + name, folder(mailbox, name)));
        }
        return all;
    }

    @Override
    public void destroy() {
        mail.stop();
        try {
            disk.save();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
