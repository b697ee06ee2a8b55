package pl.rozmowa.platform;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once from the artifact on the class path. */
final class PostgresFiles {

    /** Changes together with the artifact's version in pom.xml; a new version gets a new folder. */
    private static final String VERSION = "postgres-18.6";

    private static final Set<PosixFilePermission> READABLE =
            PosixFilePermissions.fromString("rw-r--r--");
    private static final Set<PosixFilePermission> EXECUTABLE =
            PosixFilePermissions.fromString("rwxr-xr-x");

    private PostgresFiles() {}

    /** The folder with {@code initdb} and {@code postgres}, unpacking first when needed. */
    static Path programs(Path data) throws IOException {
        Path home = data.resolve(VERSION);
        if (!Files.isDirectory(home)) {
            Path partial = Files.createTempDirectory(data, VERSION + "-");
            unpack(partial);
            settle(partial, home);
        }
        return home.resolve("bin");
    }

    private static void settle(Path partial, Path home) throws IOException {
        try {
            Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (DirectoryNotEmptyException | FileAlreadyExistsException e) {
            FileSystemUtils.deleteRecursively(
                    partial); // somebody else was quicker with the same files
        }
    }

    private static void unpack(Path target) throws IOException {
        Files.setPosixFilePermissions(target, EXECUTABLE);
        try (InputStream packed = PostgresFiles.class.getResourceAsStream("/" + archive())) {
            if (packed == null) {
                throw new CannotStart(
                        "There is no embedded PostgreSQL for this machine (" + archive() + ").",
                        "Start a PostgreSQL 18 yourself and name it in ROZMOWA_DATABASE_URL.");
            }
            TarArchiveInputStream tar =
                    new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)));
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                unpack(tar, entry, target);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
            throws IOException {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
            throw new IOException("entry outside the archive");
        }
        if (entry.isDirectory()) {
            directory(path);
            return;
        }
        Path folder = path.getParent();
        if (folder != null) {
            directory(folder);
        }
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, path);
            Files.setPosixFilePermissions(
                    path, (entry.getMode() & 0100) != 0 ? EXECUTABLE : READABLE);
        }
    }

    /** Readable for the database's own user, whatever the umask. */
    private static void directory(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            Path above = path.getParent();
            if (above != null) {
                directory(above);
            }
            Files.createDirectory(path);
            Files.setPosixFilePermissions(path, EXECUTABLE);
        }
    }

    private static String archive() {
        boolean mac = System.getProperty("os.name", "").startsWith("Mac");
        boolean arm = System.getProperty("os.arch", "").equals("aarch64");
        return "postgres-"
                + (mac ? "darwin" : "linux")
                + "-"
                + (arm ? "arm_64" : "x86_64")
                + ".txz";
    }
}
