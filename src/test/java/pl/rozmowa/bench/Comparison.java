package pl.rozmowa.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import pl.rozmowa.bench.Differences.Kind;
import pl.rozmowa.peers.RawImap;
import pl.rozmowa.peers.ServerTruth;
import pl.rozmowa.peers.ServerTruth.Place;

/** Our tables and blobs beside what the server holds, message by message. */
public final class Comparison {

    private final Supplier<RawImap> login;
    private final UUID account;
    private final Path blobs;
    private final Instant windowBegins;
    private final ServerTruth server = new ServerTruth();

    /**
     * @param login another mail program of the mailbox
     * @param blobs the folder of the blob store
     * @param windowBegins what the server received before may be here or not
     */
    public Comparison(Supplier<RawImap> login, UUID account, Path blobs, Instant windowBegins) {
        this.login = login;
        this.account = account;
        this.blobs = blobs;
        this.windowBegins = windowBegins;
    }

    /** Places, states and flags: cheap enough to wait with. */
    public Differences quick(Connection database) throws SQLException {
        try (RawImap imap = login.get()) {
            TableTruth tables = new TableTruth(database, account);
            Differences differences = new Differences();
            places(imap, tables, differences);
            if (!tables.state().equals("live")) {
                differences.add(Kind.UNSETTLED, "the mailbox is " + tables.state());
            }
            Map<UUID, TableTruth.Email> emails = new HashMap<>();
            for (TableTruth.Attachment attachment : tables.attachments()) {
                if (attachment.sha256() == null && attachment.failures() < 3) {
                    if (emails.isEmpty()) {
                        emails.putAll(tables.emails());
                    }
                    if (!known(emails, attachment.emailId()).removed()) {
                        differences.add(Kind.UNSETTLED, "an attachment is outstanding");
                    }
                }
            }
            return differences;
        }
    }

    /** The same, and every byte. */
    public Differences full(Connection database) throws SQLException, IOException {
        try (RawImap imap = login.get()) {
            TableTruth tables = new TableTruth(database, account);
            Differences differences = new Differences();
            Map<Place, TableTruth.Row> fetched = places(imap, tables, differences);
            Map<UUID, TableTruth.Email> emails = tables.emails();
            Map<UUID, Place> where = identities(imap, fetched, emails, differences);
            parts(imap, tables, emails, where, differences);
            tables.broken().forEach(one -> differences.add(Kind.BROKEN, one));
            return differences;
        }
    }

    /** @return the placements that both have */
    private Map<Place, TableTruth.Row> places(
            RawImap imap, TableTruth tables, Differences differences) throws SQLException {
        Map<Place, TableTruth.Row> ours = tables.placements();
        Map<Place, TableTruth.Row> both = new HashMap<>();
        List<String> folders = tables.followed();
        for (ServerTruth.Message message : server.messages(imap, folders)) {
            TableTruth.Row row = ours.remove(message.place());
            boolean inWindow = !message.internalDate().isBefore(windowBegins);
            if (row == null) {
                if (inWindow) {
                    differences.add(Kind.LOST, message.place() + " of " + message.internalDate());
                }
            } else if (row.state().equals("listed")) {
                differences.add(Kind.UNSETTLED, message.place() + " is listed");
            } else if (row.state().equals("failed")) {
                differences.add(Kind.LOST, message.place() + " was set aside as failed");
            } else {
                both.put(message.place(), row);
                if (!row.flags().equals(message.flags())) {
                    differences.add(
                            Kind.ALTERED,
                            message.place()
                                    + " has the flags "
                                    + row.flags()
                                    + " instead of "
                                    + message.flags());
                }
            }
        }
        ours.forEach((place, row) -> {
            if (folders.contains(place.folder())) {
                differences.add(
                        row.state().equals("fetched") ? Kind.GHOST : Kind.UNSETTLED,
                        place + " is " + row.state() + " and not at the server");
            }
        });
        return both;
    }

    /** One message is one email, wherever it lies, and its bytes are the server's. */
    private Map<UUID, Place> identities(
            RawImap imap,
            Map<Place, TableTruth.Row> fetched,
            Map<UUID, TableTruth.Email> emails,
            Differences differences) {
        Map<Place, byte[]> sources = server.sources(imap, fetched.keySet());
        Map<String, UUID> bySource = new HashMap<>();
        Map<UUID, Place> where = new HashMap<>();
        fetched.forEach((place, row) -> {
            byte[] source = sources.get(place);
            UUID id = row.emailId();
            if (source == null || id == null) {
                differences.add(Kind.UNSETTLED, place + " changed while it was read");
                return;
            }
            UUID other = bySource.putIfAbsent(sha256(source), id);
            if (other != null && !other.equals(id)) {
                differences.add(Kind.DOUBLED, place + " is " + id + " and also " + other);
            }
            where.putIfAbsent(id, place);
            TableTruth.Email email = known(emails, id);
            byte[] stored = email.whole() ? email.source() : header(email.source());
            byte[] wanted = Objects.requireNonNull(email.whole() ? source : header(source));
            if (stored == null || !Arrays.equals(stored, wanted)) {
                differences.add(
                        Kind.ALTERED,
                        place
                                + " has other bytes here ("
                                + (stored == null ? "none" : stored.length)
                                + " of "
                                + wanted.length
                                + ", whole "
                                + email.whole()
                                + ")");
            }
            if (email.removed()) {
                differences.add(Kind.LOST, place + " is marked as removed");
            }
        });
        return where;
    }

    private void parts(
            RawImap imap,
            TableTruth tables,
            Map<UUID, TableTruth.Email> emails,
            Map<UUID, Place> where,
            Differences differences)
            throws SQLException, IOException {
        Map<UUID, Integer> parts = new HashMap<>();
        for (TableTruth.Attachment attachment : tables.attachments()) {
            parts.merge(attachment.emailId(), 1, Integer::sum);
            Place place = where.get(attachment.emailId());
            if (place != null) {
                part(imap, place, attachment, differences);
            }
        }
        for (TableTruth.Email email : emails.values()) {
            Place place = where.get(email.id());
            if (place != null && !email.whole()) {
                if (!parts.containsKey(email.id())) {
                    differences.add(Kind.ALTERED, place + " came in parts and has no attachment");
                }
                String text =
                        new String(ServerTruth.part(imap, place, "1"), StandardCharsets.UTF_8);
                if (!squeezed(text).equals(squeezed(email.text()))) {
                    differences.add(Kind.ALTERED, place + " has another text");
                }
            }
        }
    }

    private void part(
            RawImap imap, Place place, TableTruth.Attachment attachment, Differences differences)
            throws IOException {
        String sha256 = attachment.sha256();
        String name = place + " part " + attachment.path();
        if (sha256 == null) {
            differences.add(
                    attachment.failures() < 3 ? Kind.UNSETTLED : Kind.LOST,
                    name + " was not fetched");
            return;
        }
        Path file = blobs.resolve(sha256.substring(0, 2)).resolve(sha256);
        if (!Files.exists(file)) {
            differences.add(Kind.LOST, name + " has no blob");
        } else if (!sha256(Files.readAllBytes(file)).equals(sha256)) {
            differences.add(Kind.ALTERED, name + " has a blob that is not what its name says");
        } else if (!sha256(ServerTruth.part(imap, place, attachment.path())).equals(sha256)) {
            differences.add(Kind.ALTERED, name + " has other bytes at the server");
        }
    }

    private static TableTruth.Email known(Map<UUID, TableTruth.Email> emails, UUID id) {
        TableTruth.Email email = emails.get(id);
        if (email == null) {
            throw new IllegalStateException("there is no email " + id);
        }
        return email;
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    /** The header block up to its last line: not all servers count the empty line after it as part of it, as RFC 9051 §6.4.5 has it. */
    private static byte @Nullable [] header(byte @Nullable [] source) {
        if (source == null) {
            return null;
        }
        for (int i = 0; i + 3 < source.length; i++) {
            if (source[i] == '\r'
                    && source[i + 1] == '\n'
                    && source[i + 2] == '\r'
                    && source[i + 3] == '\n') {
                return Arrays.copyOf(source, i + 2);
            }
        }
        return source;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
