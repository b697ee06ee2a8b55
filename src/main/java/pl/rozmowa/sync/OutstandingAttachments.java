package pl.rozmowa.sync;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import pl.rozmowa.account.FailureReason;
import pl.rozmowa.imap.ImapConnection;
import pl.rozmowa.imap.ImapException;
import pl.rozmowa.imap.SelectedFolder;
import pl.rozmowa.imap.UidSet;
import pl.rozmowa.platform.BlobStore;
import pl.rozmowa.platform.StoredBlob;

/** Brings the attachments of large messages into the blob store once everything that people read is there. */
@Component
class OutstandingAttachments {

    private static final Logger LOG = LoggerFactory.getLogger(OutstandingAttachments.class);
    private static final int AT_ONCE = 200;
    private static final long BATCH_BYTES = 16_000_000;

    private final OutstandingTable outstanding;
    private final BlobStore blobs;
    private final PageWriter.Tools tools;

    OutstandingAttachments(OutstandingTable outstanding, BlobStore blobs, PageWriter.Tools tools) {
        this.outstanding = outstanding;
        this.blobs = blobs;
        this.tools = tools;
    }

    /** Whether anything that can be had is only at the server: messages that were listed, or attachments. */
    boolean isSomethingLeft(Mailbox mailbox) {
        return outstanding.isAnyListed(mailbox.projectId(), mailbox.accountId())
                || !outstanding.newest(mailbox.projectId(), mailbox.accountId(), 1).isEmpty();
    }

    boolean areThereAny(Mailbox mailbox) {
        return !tools.budget().isSpentForOld(mailbox)
                && !outstanding.newest(mailbox.projectId(), mailbox.accountId(), 1).isEmpty();
    }

    /** Fetches until none is left or the caller has had enough. Each is tried once: what can't be had now is for a later time. */
    void fetch(Mailbox mailbox, ImapConnection connection, BooleanSupplier enough)
            throws ImapException {
        OpenFolder open = new OpenFolder(connection);
        Set<UUID> tried = new HashSet<>();
        while (!enough.getAsBoolean()) {
            List<OutstandingTable.Missing> some =
                    outstanding
                            .newest(
                                    mailbox.projectId(),
                                    mailbox.accountId(),
                                    AT_ONCE + tried.size())
                            .stream()
                            .filter(missing -> !tried.contains(missing.attachmentId()))
                            .toList();
            if (some.isEmpty()) {
                return;
            }
            for (List<OutstandingTable.Missing> batch : batches(some)) {
                if (enough.getAsBoolean() || tools.budget().isSpentForOld(mailbox)) {
                    return;
                }
                if (!fetchTogether(mailbox, connection, open, batch, enough, tried)) {
                    return;
                }
            }
        }
    }

    /** Of one folder each, and bounded in number and octets: all of a batch is on disk before its rows name it. */
    private static List<List<OutstandingTable.Missing>> batches(
            List<OutstandingTable.Missing> some) {
        Map<UUID, List<OutstandingTable.Missing>> byFolder = new LinkedHashMap<>();
        some.forEach(missing ->
                byFolder.computeIfAbsent(missing.place().folderId(), _ -> new ArrayList<>())
                        .add(missing));
        List<List<OutstandingTable.Missing>> batches = new ArrayList<>();
        for (List<OutstandingTable.Missing> folder : byFolder.values()) {
            List<OutstandingTable.Missing> batch = new ArrayList<>();
            long bytes = 0;
            for (OutstandingTable.Missing missing : folder) {
                if (!batch.isEmpty() && bytes + missing.size() > BATCH_BYTES) {
                    batches.add(batch);
                    batch = new ArrayList<>();
                    bytes = 0;
                }
                batch.add(missing);
                bytes += missing.size();
            }
            batches.add(batch);
        }
        return batches;
    }

    /** @return whether to go on with others now */
    private boolean fetchTogether(
            Mailbox mailbox,
            ImapConnection connection,
            OpenFolder open,
            List<OutstandingTable.Missing> together,
            BooleanSupplier enough,
            Set<UUID> tried)
            throws ImapException {
        BooleanSupplier stop = () -> enough.getAsBoolean() || tools.budget().isSpentForOld(mailbox);
        List<OutstandingTable.Missing> left = new ArrayList<>();
        List<OutstandingTable.Missing> here = new ArrayList<>();
        for (OutstandingTable.Missing missing : together) {
            (isHere(open, missing) ? here : left).add(missing);
        }
        try (AttachmentBatch batch = new AttachmentBatch(blobs, here)) {
            try {
                batch.fetch(connection, stop);
            } finally {
                stored(mailbox, batch.complete()); // also when the connection broke in between
            }
            Exception trouble = batch.trouble();
            if (trouble != null) {
                throw new IOException(trouble);
            }
            left.addAll(batch.left());
        } catch (ImapException e) {
            throw e;
        } catch (IOException e) {
            LOG.warn("account {}: attachments can't be stored for now", mailbox.accountId(), e);
            return false;
        }
        for (OutstandingTable.Missing missing : left) {
            if (stop.getAsBoolean()) {
                return false;
            }
            switch (fetch(mailbox, connection, open, missing)) {
                case STORED -> {}
                case NOT_NOW -> tried.add(missing.attachmentId());
                case NOTHING_NOW -> {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isHere(OpenFolder open, OutstandingTable.Missing missing)
            throws ImapException {
        try {
            return open.holds(missing.place());
        } catch (ImapException e) {
            if (!e.failure().connectionUsable()) {
                throw e;
            }
            return false;
        }
    }

    /** What came of asking for one. */
    private enum Asked {
        STORED,
        NOT_NOW,
        /** Our disk is full, or the server has a bad moment: nothing else would go better, and nothing is held against the attachment. */
        NOTHING_NOW
    }

    private Asked fetch(
            Mailbox mailbox,
            ImapConnection connection,
            OpenFolder open,
            OutstandingTable.Missing missing)
            throws ImapException {
        long uid = missing.place().uid();
        try {
            if (!open.holds(missing.place())) {
                return Asked.NOT_NOW; // renumbered: its new place is found at the next look
            }
            Optional<StoredBlob> stored =
                    PartOnServer.read(blobs, connection, uid, missing.partPath(), blobs::store);
            if (stored.isPresent()) {
                stored(mailbox, Map.of(missing.attachmentId(), stored.get()));
                return Asked.STORED;
            }
            // A message that is no longer there was moved or is gone: no fault of its attachment.
            if (!connection.searchUids(UidSet.of(uid)).isEmpty()) {
                outstanding.failed(mailbox.projectId(), missing.attachmentId());
            }
            return Asked.NOT_NOW;
        } catch (ImapException e) {
            if (!e.failure().connectionUsable()) {
                throw e;
            }
            if (!FailureReason.countsAgainstFolder(e.failure())) {
                return Asked.NOTHING_NOW;
            }
            outstanding.failed(mailbox.projectId(), missing.attachmentId());
            return Asked.NOT_NOW;
        } catch (IOException e) {
            LOG.warn("attachment {} can't be stored for now", missing.attachmentId(), e);
            return Asked.NOTHING_NOW;
        }
    }

    private void stored(Mailbox mailbox, List<AttachmentBatch.Arriving> complete)
            throws IOException {
        if (complete.isEmpty()) {
            return;
        }
        List<StoredBlob> stored =
                blobs.settle(complete.stream().map(AttachmentBatch.Arriving::blob).toList());
        Map<UUID, StoredBlob> byAttachment = new LinkedHashMap<>();
        for (int i = 0; i < stored.size(); i++) {
            byAttachment.put(complete.get(i).missing().attachmentId(), stored.get(i));
        }
        stored(mailbox, byAttachment);
    }

    /** The blobs are on disk before the rows name them. */
    private void stored(Mailbox mailbox, Map<UUID, StoredBlob> byAttachment) {
        tools.guarded(
                mailbox,
                () ->
                        byAttachment.forEach((attachment, blob) ->
                                tools.receiving()
                                        .attachmentStored(
                                                mailbox.projectId(),
                                                attachment,
                                                blob.sha256(),
                                                blob.size())));
    }

    /** Opens folders only as they change. */
    static final class OpenFolder {

        private final ImapConnection connection;
        private static final UUID NONE = new UUID(0, 0);
        private UUID folderId = NONE;
        private long uidValidity;

        OpenFolder(ImapConnection connection) {
            this.connection = connection;
        }

        /** Opens the folder of that place and answers whether its UIDs still mean what they did. */
        boolean holds(OutstandingTable.Place place) throws ImapException {
            if (!place.folderId().equals(folderId)) {
                folderId = NONE; // a refused EXAMINE leaves no folder open (RFC 9051 §6.3.2)
                SelectedFolder opened = connection.examine(place.wireName());
                folderId = place.folderId();
                uidValidity = opened.uidValidity();
            }
            return uidValidity == place.uidValidity();
        }
    }
}
