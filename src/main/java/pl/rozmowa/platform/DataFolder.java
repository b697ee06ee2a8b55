package pl.rozmowa.platform;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds everything of one installation. Taken by one process at a time: the lock goes away with the process, however
 * it ends.
 */
final class DataFolder implements AutoCloseable {

    private static final long ROOM_NEEDED = 300L * 1024 * 1024;

    private final Path path;
    private final FileChannel lock;

    private DataFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Makes the folder where it is missing, checks that it can be used, and takes it. */
    static DataFolder take(Path configured) {
        Path path = configured.toAbsolutePath().normalize();
        try {
            Files.createDirectories(path);
            // Others may pass through (the database runs as its own user) but not look around.
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx--x--x"));
            checkRoom(path);
            return new DataFolder(path, lock(path));
        } catch (IOException e) {
            throw notWritable(path, e);
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock held;
        try {
            held = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            held = null;
        }
        if (held == null) {
            channel.close();
            throw new CannotStart(
                    "Another Rozmowa is already using the data folder " + path + ".",
                    "Stop it first, or give this one a folder of its own with ROZMOWA_DATA.");
        }
        return channel;
    }

    private static void checkRoom(Path path) throws IOException {
        long free = Files.getFileStore(path).getUsableSpace();
        if (free < ROOM_NEEDED) {
            throw new CannotStart(
                    "The disk is full: "
                            + free / 1024 / 1024
                            + " MB are left for the data folder "
                            + path
                            + ".",
                    "Free at least "
                            + ROOM_NEEDED / 1024 / 1024
                            + " MB, or set ROZMOWA_DATA to a folder on another disk.");
        }
    }

    private static CannotStart notWritable(Path path, IOException cause) {
        return new CannotStart(
                "The data folder "
                        + path
                        + " cannot be written ("
                        + cause.getClass().getSimpleName()
                        + ").",
                "Give the user who runs Rozmowa the right to write there, or set ROZMOWA_DATA to another folder.",
                cause);
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
