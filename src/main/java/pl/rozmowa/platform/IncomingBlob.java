package pl.rozmowa.platform;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A blob that is being written, of any length; {@link BlobStore#settle} makes it one. Closed before that, it never was. */
public final class IncomingBlob extends OutputStream {

    private static final long FULL = 1024 * 1024;

    private final Path file;
    private final FileChannel channel;
    private final MessageDigest digest = sha256();
    private long size;

    IncomingBlob(Path folder) throws IOException {
        file = Files.createTempFile(folder, "blob", "");
        channel = FileChannel.open(file, StandardOpenOption.WRITE);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    /** @throws Problem {@code disk_full} (507) when there is no room for it */
    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        digest.update(bytes, from, length);
        size += length;
        ByteBuffer left = ByteBuffer.wrap(bytes, from, length);
        try {
            while (left.hasRemaining()) {
                channel.write(left);
            }
        } catch (IOException e) {
            FileStore disk = Files.getFileStore(file);
            if (disk.getUsableSpace() < FULL) {
                throw new Problem("disk_full", 507).because(e);
            }
            throw e;
        }
    }

    Path file() {
        return file;
    }

    /** Returns once the bytes are on disk; nothing is written any more. */
    StoredBlob force() throws IOException {
        channel.force(true);
        channel.close();
        return new StoredBlob(HexFormat.of().formatHex(digest.digest()), size);
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(file);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
