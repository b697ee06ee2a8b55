package pl.rozmowa.sync;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import pl.rozmowa.account.CredentialsGone;
import pl.rozmowa.account.MailAccount;
import pl.rozmowa.account.MailAccounts;
import pl.rozmowa.account.MailboxConnections;
import pl.rozmowa.conversation.SourceOnServer;
import pl.rozmowa.imap.ImapConnection;
import pl.rozmowa.platform.BlobStore;
import pl.rozmowa.platform.Problem;

/** Brings one message or one part at once, over a connection of its own, for somebody who waits for it. */
@Component
class MailFromServer implements SourceOnServer {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int TURNS = 64;

    private final ReentrantLock[] turns =
            Stream.generate(ReentrantLock::new).limit(TURNS).toArray(ReentrantLock[]::new);
    private final OutstandingTable outstanding;
    private final MailAccounts accounts;
    private final MailboxConnections connections;
    private final BlobStore blobs;

    MailFromServer(
            OutstandingTable outstanding,
            MailAccounts accounts,
            MailboxConnections connections,
            BlobStore blobs) {
        this.blobs = blobs;
        this.outstanding = outstanding;
        this.accounts = accounts;
        this.connections = connections;
    }

    /** What is to be brought; empty where the server doesn't have it any more. */
    interface Fetch<T> {
        Optional<T> from(ImapConnection connection, long uid) throws IOException;
    }

    @Override
    public byte[] fetchWhole(UUID projectId, UUID emailId) {
        return fetch(
                projectId,
                emailId,
                (connection, uid) -> {
                    ByteArrayOutputStream source = new ByteArrayOutputStream();
                    return connection.stream(uid, "", source) < 0
                            ? Optional.empty()
                            : Optional.of(source.toByteArray());
                });
    }

    @Override
    public byte[] fetchAttachment(UUID projectId, UUID emailId, String partPath) {
        return fetch(
                projectId,
                emailId,
                (connection, uid) ->
                        PartOnServer.read(
                                blobs, connection, uid, partPath, InputStream::readAllBytes));
    }

    private byte[] fetch(UUID projectId, UUID emailId, Fetch<byte[]> fetch) {
        return fetch(
                projectId,
                outstanding.placeOf(projectId, emailId).orElseThrow(MailFromServer::gone),
                fetch);
    }

    /** Whatever lies at one place; {@link Problem} where it is gone or the server can't be asked. */
    <T> T fetch(UUID projectId, OutstandingTable.Place place, Fetch<T> fetch) {
        MailAccount account =
                accounts.find(projectId, place.accountId()).orElseThrow(MailFromServer::gone);
        if (account.needsSignIn()) {
            throw new Problem("password_refused", 409); // not once more with the old one
        }
        ReentrantLock turn = turns[Math.floorMod(account.id().hashCode(), TURNS)];
        waitFor(turn);
        try {
            return fetch(account, place, fetch);
        } finally {
            turn.unlock();
        }
    }

    /** A page asks for many images at once; its mailbox gets one connection more for them, not as many. */
    private static void waitFor(ReentrantLock turn) {
        try {
            if (!turn.tryLock(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new Problem("mailbox_unreachable", 503);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem("mailbox_unreachable", 503).because(e);
        }
    }

    private <T> T fetch(MailAccount account, OutstandingTable.Place place, Fetch<T> fetch) {
        try (ImapConnection connection = connections.openForPerson(account)) {
            if (!new OutstandingAttachments.OpenFolder(connection).holds(place)) {
                throw gone();
            }
            return fetch.from(connection, place.uid()).orElseThrow(MailFromServer::gone);
        } catch (IOException | CredentialsGone e) {
            throw new Problem("mailbox_unreachable", 503).because(e);
        }
    }

    private static Problem gone() {
        return new Problem("gone_from_server", 404);
    }
}
