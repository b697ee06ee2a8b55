package pl.rozmowa.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A disk of its own (tmpfs) that can be full whenever that is wanted. Must run as root. */
final class SmallDisk implements AutoCloseable {

    private final Path mount;
    private final int megabytes;

    private SmallDisk(Path mount, int megabytes) {
        this.mount = mount;
        this.megabytes = megabytes;
    }

    static SmallDisk mount(Path folder, int megabytes) throws IOException {
        Programs.run(
                List.of(
                        "mount",
                        "-t",
                        "tmpfs",
                        "-o",
                        "mode=755,size=" + megabytes + "m",
                        "rozmowa-crash",
                        folder.toString()));
        return new SmallDisk(folder, megabytes);
    }

    /** No byte more than there are. */
    void fill() throws IOException {
        long used =
                Files.getFileStore(mount).getTotalSpace()
                        - Files.getFileStore(mount).getUsableSpace();
        resize(Math.max(1, used / 1024 + 64) + "k");
    }

    /** Its whole size again. */
    void free() throws IOException {
        resize(megabytes + "m");
    }

    private void resize(String size) throws IOException {
        Programs.run(List.of("mount", "-o", "remount,mode=755,size=" + size, mount.toString()));
    }

    @Override
    public void close() throws IOException {
        Programs.run(List.of("umount", "-l", mount.toString()));
    }
}
