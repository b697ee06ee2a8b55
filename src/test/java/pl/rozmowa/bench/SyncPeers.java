package pl.rozmowa.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import pl.rozmowa.peers.Dovecot;

/**
 * The other programs that fetch the same messages, each into an empty folder of its own. COMPRESS is off in all of them, and mbsync is told
 * not to fsync.
 */
final class SyncPeers implements AutoCloseable {

    private final Path store;
    private final int port;
    private final String address;

    private SyncPeers(Path store, int port, String address) {
        this.store = store;
        this.port = port;
        this.address = address;
    }

    static SyncPeers at(int port, String address) throws IOException {
        return new SyncPeers(Files.createTempDirectory("rozmowa-bench-peer-"), port, address);
    }

    /** @param patterns the folders by mbsync's patterns, such as {@code INBOX "Wys&AUI-ane"} */
    Programs.Cost mbsync(String patterns) throws IOException {
        Path settings = store.resolve("mbsyncrc");
        Files.writeString(
                settings,
                """
                FSync no
                IMAPAccount dovecot
                Host 127.0.0.1
                Port %d
                User %s
                Pass %s
                SSLType None
                AuthMechs LOGIN
                DisableExtensions COMPRESS=DEFLATE

                IMAPStore far
                Account dovecot

                MaildirStore near
                Path %s/mail/
                Inbox %s/mail/INBOX
                SubFolders Verbatim

                Channel all
                Far :far:
                Near :near:
                Patterns %s
                Create Near
                Sync Pull
                SyncState *
                CopyArrivalDate yes
                """
                        .formatted(port, address, Dovecot.PASSWORD, store, store, patterns));
        Files.createDirectories(store.resolve("mail"));
        return Programs.run(store, List.of("mbsync", "-q", "-c", settings.toString(), "all"));
    }

    /** After {@link #mbsync}. */
    Programs.Cost mu() throws IOException {
        String home = store + "/mu";
        Programs.run(
                store,
                List.of(
                        "mu",
                        "init",
                        "--quiet",
                        "--muhome",
                        home,
                        "--maildir",
                        store + "/mail",
                        "--my-address",
                        address));
        return Programs.run(store, List.of("mu", "index", "--quiet", "--muhome", home));
    }

    /** After {@link #mbsync}. */
    Programs.Cost notmuch() throws IOException {
        Path settings = store.resolve("notmuchrc");
        Files.writeString(
                settings,
                """
                [database]
                path=%s/mail
                [user]
                name=Biuro
                primary_email=%s
                [new]
                tags=unread;inbox;
                ignore=.mbsyncstate;.uidvalidity;
                """
                        .formatted(store, address));
        return Programs.run(store, List.of("notmuch", "--config=" + settings, "new", "--quiet"));
    }

    Programs.Cost offlineimap() throws IOException {
        Path settings = store.resolve("offlineimaprc");
        Files.writeString(
                settings,
                """
                [general]
                metadata = %s/offlineimap
                accounts = biuro
                ui = quiet
                [Account biuro]
                localrepository = near
                remoterepository = far
                [Repository near]
                type = Maildir
                localfolders = %s/offline
                [Repository far]
                type = IMAP
                readonly = True
                remotehost = 127.0.0.1
                remoteport = %d
                remoteuser = %s
                remotepass = %s
                ssl = no
                starttls = no
                usecompression = no
                folderfilter = lambda name: name in ('INBOX', 'Wys&AUI-ane')
                """
                        .formatted(store, store, port, address, Dovecot.PASSWORD));
        return Programs.run(store, List.of("offlineimap", "-o", "-c", settings.toString()));
    }

    /**
     * Sources to files.
     *
     * @param script ours, that uses the library
     * @param library the folder in which npm installed imapflow
     */
    Programs.Cost imapflow(Path script, Path library) throws IOException {
        Path files = Files.createDirectories(store.resolve("imapflow"));
        return Programs.run(
                store,
                List.of(
                        "node",
                        script.toString(),
                        library.toString(),
                        Integer.toString(port),
                        address,
                        Dovecot.PASSWORD,
                        files.toString()));
    }

    @Override
    public void close() throws IOException {
        Files.walkFileTree(store, new BenchApp.Deleting());
    }
}
