package pl.rozmowa.sync;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import pl.rozmowa.imap.FetchBatch;
import pl.rozmowa.imap.FetchItems;
import pl.rozmowa.imap.FetchSink;
import pl.rozmowa.imap.FetchedMessage;
import pl.rozmowa.imap.ImapConnection;
import pl.rozmowa.imap.ImapException;
import pl.rozmowa.imap.ImapFailure;
import pl.rozmowa.imap.SectionStreams;
import pl.rozmowa.imap.UidSet;
import pl.rozmowa.mail.PartDecoder;
import pl.rozmowa.platform.BlobStore;
import pl.rozmowa.platform.IncomingBlob;

/**
 * Attachments of one folder that are asked for together, several in flight, and are decoded and hashed on their way to the disk. What a
 * server answers in any unusual way is left to be asked for by itself ({@link PartOnServer}).
 */
final class AttachmentBatch implements SectionStreams, FetchSink, AutoCloseable {

    private static final long HEADER_BYTES = 400;

    private record Part(long uid, String section) {}

    private final BlobStore blobs;
    private final Map<Part, Arriving> parts = new LinkedHashMap<>();
    private final IdentityHashMap<FetchBatch, Arriving> asked = new IdentityHashMap<>();
    private final List<OutstandingTable.Missing> twins = new ArrayList<>();

    /** @param some all of them in the opened folder */
    AttachmentBatch(BlobStore blobs, Collection<OutstandingTable.Missing> some) {
        this.blobs = blobs;
        for (OutstandingTable.Missing missing : some) {
            Part part = new Part(missing.place().uid(), section(missing));
            if (parts.putIfAbsent(part, new Arriving(missing)) != null) {
                twins.add(missing);
            }
        }
    }

    /** One attachment on its way. What goes wrong here is remembered, and the rest of it read past, so that the connection stays usable. */
    final class Arriving extends OutputStream {

        private final OutstandingTable.Missing missing;
        private @Nullable String encoding;
        private @Nullable IncomingBlob blob;
        private @Nullable OutputStream decoding;
        private @Nullable Exception trouble;
        private boolean complete;

        private Arriving(OutstandingTable.Missing missing) {
            this.missing = missing;
        }

        OutstandingTable.Missing missing() {
            return missing;
        }

        IncomingBlob blob() {
            if (blob == null) {
                throw new IllegalStateException("nothing of it has come");
            }
            return blob;
        }

        private boolean isAskable() {
            return encoding != null
                    && PartDecoder.decoding(OutputStream.nullOutputStream(), encoding).isPresent();
        }

        private @Nullable OutputStream begin() {
            discard();
            if (trouble != null || encoding == null) {
                return null;
            }
            try {
                IncomingBlob begun = blobs.begin();
                blob = begun;
                decoding = PartDecoder.decoding(begun, encoding).orElse(null);
                return this;
            } catch (IOException e) {
                trouble = e;
                return null;
            }
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            if (trouble == null && decoding != null) {
                try {
                    decoding.write(bytes, from, length);
                } catch (IOException | RuntimeException e) {
                    trouble = e;
                }
            }
        }

        private void discard() {
            IncomingBlob begun = blob;
            blob = null;
            if (begun != null) {
                try {
                    begun.close();
                } catch (IOException e) {
                    trouble = e;
                }
            }
        }
    }

    /** @param enough asked before each; what has not been asked for then is in neither of the lists */
    void fetch(ImapConnection connection, BooleanSupplier enough) throws ImapException {
        learnEncodings(connection);
        List<Arriving> askable = parts.values().stream().filter(Arriving::isAskable).toList();
        Iterator<Arriving> next = askable.iterator();
        connection.stream(
                new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return next.hasNext() && !enough.getAsBoolean();
                    }

                    @Override
                    public FetchBatch next() {
                        return question(next.next());
                    }
                },
                this,
                this);
    }

    private FetchBatch question(Arriving arriving) {
        OutstandingTable.Missing missing = arriving.missing;
        FetchBatch question =
                new FetchBatch(
                        UidSet.of(missing.place().uid()),
                        FetchItems.onlySection(missing.partPath()),
                        missing.size());
        asked.put(question, arriving);
        return question;
    }

    /** Those that came whole. */
    List<Arriving> complete() {
        return parts.values().stream().filter(one -> one.complete).toList();
    }

    /** Those that have to be asked for one by one. */
    List<OutstandingTable.Missing> left() {
        List<OutstandingTable.Missing> left = new ArrayList<>(twins);
        parts.values().stream()
                .filter(one -> !one.complete && one.trouble == null)
                .forEach(one -> left.add(one.missing));
        return left;
    }

    /** What went wrong on our own disk; null where nothing did. */
    @Nullable Exception trouble() {
        return parts.values().stream()
                .map(one -> one.trouble)
                .filter(trouble -> trouble != null)
                .findFirst()
                .orElse(null);
    }

    @Override
    public @Nullable OutputStream of(long uid, String section) {
        Arriving arriving = parts.get(new Part(uid, section));
        return arriving == null ? null : arriving.begin();
    }

    @Override
    public void message(FetchedMessage message) {}

    @Override
    public void answered(FetchBatch batch, @Nullable ImapFailure failure) throws ImapException {
        requireUsable(failure);
        Arriving arriving = asked.remove(batch);
        if (arriving != null && failure == null) {
            arriving.complete = arriving.blob != null && arriving.trouble == null;
        }
    }

    /** A part's own MIME header (RFC 9051 §6.4.5), asked for of all messages at once that have such a part. */
    private void learnEncodings(ImapConnection connection) throws ImapException {
        Map<String, List<Long>> uids = new LinkedHashMap<>();
        parts.keySet()
                .forEach(part ->
                        uids.computeIfAbsent(part.section(), _ -> new ArrayList<>())
                                .add(part.uid()));
        Iterator<FetchBatch> questions =
                uids.entrySet().stream()
                        .map(entry ->
                                new FetchBatch(
                                        UidSet.of(entry.getValue()),
                                        FetchItems.onlySection(entry.getKey() + ".MIME"),
                                        entry.getValue().size() * HEADER_BYTES))
                        .iterator();
        connection.fetch(
                questions,
                new FetchSink() {
                    @Override
                    public void message(FetchedMessage message) {
                        message.sections()
                                .forEach((name, header) -> learn(message.uid(), name, header));
                    }

                    @Override
                    public void answered(FetchBatch batch, @Nullable ImapFailure failure)
                            throws ImapException {
                        requireUsable(failure);
                    }
                });
    }

    /** The only part of a message that is no multipart may have the message's own header instead: that is looked at one by one. */
    private void learn(long uid, String name, byte[] header) {
        String section = name.replaceFirst("\\.MIME$", "");
        Arriving arriving = parts.get(new Part(uid, section));
        if (arriving != null && header.length > 0) {
            String own = PartOnServer.encodingIn(new String(header, StandardCharsets.ISO_8859_1));
            arriving.encoding = own == null && !section.equals("1") ? "7bit" : own;
        }
    }

    private static void requireUsable(@Nullable ImapFailure failure) throws ImapException {
        if (failure != null && !failure.connectionUsable()) {
            throw new ImapException(failure);
        }
    }

    private static String section(OutstandingTable.Missing missing) {
        return missing.partPath().toUpperCase(Locale.ROOT);
    }

    /** What was not made a blob goes. */
    @Override
    public void close() {
        parts.values().forEach(Arriving::discard);
    }
}
