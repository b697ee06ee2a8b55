package pl.rozmowa.platform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Large bytes outside the database, named by their SHA-256. {@link #store} returns only once they are on disk, so a reference written
 * to the database afterwards never points at nothing; storing the same bytes twice keeps one file.
 */
@Component
public class BlobStore {

    private final Path root;

    @Autowired
    BlobStore(Settings settings) {
        this(settings.data().resolve("blobs"));
    }

    BlobStore(Path root) {
        this.root = root;
    }

    /**
     * Reads the stream to its end and stores it. The caller closes the stream.
     *
     * @throws IOException when reading fails; nothing is kept then
     * @throws Problem {@code disk_full} (507) when there is no room for it
     */
    public StoredBlob store(InputStream in) throws IOException {
        Path incoming = Files.createDirectories(root.resolve("incoming"));
        Path temporary = Files.createTempFile(incoming, "blob", "");
        try {
            DigestInputStream digested = new DigestInputStream(in, sha256());
            long size = copy(digested, temporary);
            String name = HexFormat.of().formatHex(digested.getMessageDigest().digest());
            settle(temporary, place(name));
            return new StoredBlob(name, size);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** The bytes of that name; empty when there are none. The caller closes the stream. */
    public Optional<InputStream> open(String sha256) throws IOException {
        try {
            return Optional.of(Files.newInputStream(place(sha256)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Removes the bytes; the caller has made sure that no reference is left. */
    public void delete(String sha256) throws IOException {
        Files.deleteIfExists(place(sha256));
    }

    private long copy(InputStream in, Path file) throws IOException {
        long size = 0;
        byte[] buffer = new byte[64 * 1024];
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                write(out, ByteBuffer.wrap(buffer, 0, n));
                size += n;
            }
            out.force(true);
        }
        return size;
    }

    private void write(FileChannel out, ByteBuffer bytes) throws IOException {
        try {
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        } catch (IOException e) {
            if (Files.getFileStore(root).getUsableSpace() < 1024 * 1024) {
                throw new Problem("disk_full", 507).because(e);
            }
            throw e;
        }
    }

    /** The rename is the moment of existence; the folder is synced so that it survives a power cut. */
    private static void settle(Path temporary, Path place) throws IOException {
        if (Files.exists(place)) {
            return;
        }
        Path folder = Files.createDirectories(parent(place));
        Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
        sync(folder);
        sync(parent(folder));
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private Path place(String sha256) {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a SHA-256");
        }
        return root.resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IllegalArgumentException("no parent folder");
        }
        return parent;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
