package pl.rozmowa.sync;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import pl.rozmowa.imap.FetchItems;
import pl.rozmowa.imap.FetchedMessage;
import pl.rozmowa.imap.ImapConnection;
import pl.rozmowa.imap.ImapException;
import pl.rozmowa.imap.ImapFailure;
import pl.rozmowa.imap.UidSet;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.team.CurrentMember;

/** The raw source of a message that is set aside: nothing of it is stored, so it is brought from the server for whoever asks. */
@Component
class QuarantinedSource {

    /** Larger ones are for a mail program: here they would be held in memory. */
    private static final long MOST = 50_000_000;

    private static final int BEGINNING = 65_536;

    private final SyncAccessQuery access;
    private final QuarantineTable quarantine;
    private final MailFromServer server;

    QuarantinedSource(SyncAccessQuery access, QuarantineTable quarantine, MailFromServer server) {
        this.access = access;
        this.quarantine = quarantine;
        this.server = server;
    }

    /**
     * What there is to look at.
     *
     * @param size of the whole message in octets, as the server announces it; -1 where it doesn't
     * @param cut whether the message goes on
     */
    record Beginning(String text, long size, boolean cut) {}

    Beginning beginning(CurrentMember who, UUID accountId, SetAside message) {
        return server.fetch(
                who.projectId(), placeOf(who, accountId, message), QuarantinedSource::beginning);
    }

    byte[] whole(CurrentMember who, UUID accountId, SetAside message) {
        return server.fetch(
                who.projectId(), placeOf(who, accountId, message), QuarantinedSource::whole);
    }

    private OutstandingTable.Place placeOf(CurrentMember who, UUID accountId, SetAside message) {
        access.requireReached(who, accountId);
        return quarantine
                .placeOf(who.projectId(), accountId, message)
                .orElseThrow(Problem::notFound);
    }

    private static Optional<Beginning> beginning(ImapConnection connection, long uid)
            throws IOException {
        FetchItems items = FetchItems.overview().withSections("").firstOctets(BEGINNING);
        Optional<FetchedMessage> found = one(connection, uid, items);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        byte[] bytes = found.get().whole();
        if (bytes == null) {
            throw refused();
        }
        return Optional.of(
                new Beginning(text(bytes), found.get().size(), bytes.length >= BEGINNING));
    }

    private static Optional<byte[]> whole(ImapConnection connection, long uid) throws IOException {
        Optional<FetchedMessage> found = one(connection, uid, FetchItems.overview());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        requireBearable(found.get().size());
        ByteArrayOutputStream source = new ByteArrayOutputStream();
        Bounded bounded = new Bounded(source);
        try {
            if (connection.stream(uid, "", bounded) < 0) {
                throw refused();
            }
        } catch (ImapException e) {
            throw saidNo(e);
        }
        requireBearable(bounded.octets);
        return Optional.of(source.toByteArray());
    }

    private static Optional<FetchedMessage> one(
            ImapConnection connection, long uid, FetchItems items) throws ImapException {
        try {
            return connection.fetch(UidSet.of(uid), items).stream()
                    .filter(message -> message.uid() == uid)
                    .findFirst();
        } catch (ImapException e) {
            throw saidNo(e);
        }
    }

    private static ImapException saidNo(ImapException e) {
        if (e.failure() instanceof ImapFailure.ServerSaidNo) {
            throw new Problem("source_refused", 502).because(e);
        }
        return e;
    }

    private static Problem refused() {
        return new Problem("source_refused", 502);
    }

    private static void requireBearable(long octets) {
        if (octets > MOST) {
            throw new Problem("source_too_big", 413, Map.of("megabytes", octets / 1_000_000));
        }
    }

    /** As it is on the wire; bytes that are no UTF-8 one by one. */
    private static String text(byte[] bytes) {
        CharBuffer text = CharBuffer.allocate(bytes.length);
        boolean wrong =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes), text, false) // cut inside a character: fine
                        .isError();
        return wrong ? new String(bytes, StandardCharsets.ISO_8859_1) : text.flip().toString();
    }

    /** Counts everything and keeps no more than we bear: servers announce sizes that they don't keep to. */
    private static final class Bounded extends OutputStream {
        private final ByteArrayOutputStream kept;
        private long octets;

        Bounded(ByteArrayOutputStream kept) {
            this.kept = kept;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            octets += length;
            if (octets <= MOST) {
                kept.write(bytes, from, length);
            }
        }
    }
}
