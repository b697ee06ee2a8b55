package pl.rozmowa.conversation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import pl.rozmowa.conversation.EmailQuery.File;
import pl.rozmowa.conversation.EmailQuery.Stored;
import pl.rozmowa.mail.AttachmentPart;
import pl.rozmowa.mail.MimeParser;
import pl.rozmowa.mail.ParseLimits;
import pl.rozmowa.platform.BlobStore;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.platform.StoredBlob;

/** Sources and attachments, wherever they are: stored, or still on the server, and then fetched now. */
@Component
class EmailSources {

    private final EmailQuery emails;
    private final SourceRows table;
    private final BlobStore blobs;
    private final ObjectProvider<SourceOnServer> server;
    private final TransactionTemplate transaction;

    EmailSources(
            EmailQuery emails,
            SourceRows table,
            BlobStore blobs,
            ObjectProvider<SourceOnServer> server,
            TransactionTemplate transaction) {
        this.emails = emails;
        this.table = table;
        this.blobs = blobs;
        this.server = server;
        this.transaction = transaction;
    }

    byte[] whole(UUID projectId, Stored email) {
        Optional<byte[]> stored =
                email.whole() ? emails.source(projectId, email.id()) : Optional.empty();
        return stored.orElseGet(() -> server().fetchWhole(projectId, email.id()));
    }

    byte[] attachment(UUID projectId, File file) {
        return inStore(file)
                .or(() -> inSource(projectId, file))
                .orElseGet(() -> fetched(projectId, file));
    }

    private Optional<byte[]> inStore(File file) {
        if (file.sha256() == null) {
            return Optional.empty();
        }
        try {
            Optional<InputStream> found = blobs.open(file.sha256());
            if (found.isEmpty()) {
                return Optional.empty();
            }
            try (InputStream in = found.get()) {
                return Optional.of(in.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<byte[]> inSource(UUID projectId, File file) {
        if (!file.whole()) {
            return Optional.empty();
        }
        return emails.source(projectId, file.emailId())
                .flatMap(source ->
                        MimeParser.attachment(source, file.partPath(), ParseLimits.STANDARD))
                .map(AttachmentPart::content)
                .map(AttachmentPart.Content::bytes);
    }

    /** Kept for the next one who opens it: stored first, then referred to. */
    private byte[] fetched(UUID projectId, File file) {
        byte[] bytes = server().fetchAttachment(projectId, file.emailId(), file.partPath());
        try {
            StoredBlob blob = blobs.store(new ByteArrayInputStream(bytes));
            transaction.executeWithoutResult(status ->
                    table.attachmentStored(projectId, file.id(), blob.sha256(), blob.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes;
    }

    private SourceOnServer server() {
        SourceOnServer found = server.getIfAvailable();
        if (found == null) {
            throw new Problem("mailbox_unreachable", 503);
        }
        return found;
    }
}
