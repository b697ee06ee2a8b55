package pl.rozmowa.platform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
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
        try (IncomingBlob incoming = begin()) {
            byte[] buffer = new byte[64 * 1024];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                incoming.write(buffer, 0, n);
            }
            return settle(List.of(incoming)).getFirst();
        }
    }

    /** A blob that is written piece by piece; the caller closes it, whatever became of it. */
    public IncomingBlob begin() throws IOException {
        return new IncomingBlob(Files.createDirectories(root.resolve(INCOMING)));
    }

    /**
     * Makes blobs of what was written; returns once all are on disk, in the same order. The rename is each one's moment of existence; the
     * folders are synced after all of them, so that they survive a power cut. The same bytes stored again take the place of the former
     * file, which makes it new for {@link #sweep}.
     */
    public List<StoredBlob> settle(List<IncomingBlob> incoming) throws IOException {
        List<StoredBlob> stored = new ArrayList<>(incoming.size());
        for (IncomingBlob one : incoming) {
            stored.add(one.force());
        }
        Set<Path> folders = new TreeSet<>();
        for (int i = 0; i < incoming.size(); i++) {
            Path place = place(stored.get(i).sha256());
            folders.add(Files.createDirectories(parent(place)));
            Files.move(incoming.get(i).file(), place, StandardCopyOption.ATOMIC_MOVE);
        }
        for (Path folder : folders) {
            sync(folder);
        }
        if (!folders.isEmpty()) {
            sync(root);
        }
        return stored;
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
}
