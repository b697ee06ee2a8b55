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
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Large bytes outside the database, named by their SHA-256. {@link #store} returns only once they are on disk, so a reference written
 * to the database afterwards never points at nothing; storing the same bytes twice keeps one file.
 */
@Component
public class BlobStore {

    private static final String INCOMING = "incoming";
    private static final String LEAVING = "leaving";

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
        Path temporary = temporary();
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

    /** A file for bytes that are on their way; the caller deletes it, and {@link #sweep} where the caller was killed. */
    public Path temporary() throws IOException {
        return Files.createTempFile(Files.createDirectories(root.resolve(INCOMING)), "blob", "");
    }

    /** The bytes of that name; empty when there are none. The caller closes the stream. */
    public Optional<InputStream> open(String sha256) throws IOException {
        try {
            return Optional.of(Files.newInputStream(place(sha256)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /**
     * Removes what nobody refers to any more, and what interrupted writing has left behind. A blob that is stored again at the same moment
     * stays: storing makes it new, and only old ones go.
     *
     * @param olderThan what was stored later is left alone: its reference may not be committed yet
     * @param referenced of some names, those that are still referred to
     * @return how many files are gone
     */
    public int sweep(Instant olderThan, UnaryOperator<Set<String>> referenced) throws IOException {
        int removed = 0;
        for (Path folder : listed(root)) {
            String name = String.valueOf(folder.getFileName());
            List<Path> old =
                    listed(folder).stream().filter(file -> isOlder(file, olderThan)).toList();
            if (name.equals(LEAVING)) {
                for (Path file : old) {
                    // An interrupted sweep: it is decided anew next time.
                    Files.move(
                            file,
                            place(String.valueOf(file.getFileName())),
                            StandardCopyOption.ATOMIC_MOVE);
                }
            } else if (name.equals(INCOMING)) {
                for (Path file : old) {
                    removed += Files.deleteIfExists(file) ? 1 : 0;
                }
            } else if (!old.isEmpty()) {
                Set<String> unused = names(old);
                unused.removeAll(referenced.apply(names(old)));
                for (String sha256 : unused) {
                    removed += remove(sha256, olderThan) ? 1 : 0;
                }
            }
        }
        return removed;
    }

    /** Out of the way first, then a last look at whether it is still the old one. */
    private boolean remove(String sha256, Instant olderThan) throws IOException {
        Path leaving = Files.createDirectories(root.resolve(LEAVING)).resolve(sha256);
        Files.move(place(sha256), leaving, StandardCopyOption.ATOMIC_MOVE);
        if (!isOlder(leaving, olderThan)) {
            Files.move(leaving, place(sha256), StandardCopyOption.ATOMIC_MOVE);
            return false;
        }
        return Files.deleteIfExists(leaving);
    }

    private static Set<String> names(List<Path> files) {
        Set<String> names = new TreeSet<>();
        files.forEach(file -> names.add(String.valueOf(file.getFileName())));
        return names;
    }

    private static boolean isOlder(Path file, Instant than) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(than);
        } catch (IOException e) {
            return false; // gone meanwhile
        }
    }

    private static List<Path> listed(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
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

    /**
     * The rename is the moment of existence; the folder is synced so that it survives a power cut. The same bytes stored again take the
     * place of the former file, which makes it new for {@link #sweep}.
     */
    private static void settle(Path temporary, Path place) throws IOException {
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
