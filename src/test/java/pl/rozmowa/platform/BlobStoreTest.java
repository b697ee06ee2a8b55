package pl.rozmowa.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobStoreTest {

    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir Path folder;

    @Test
    void gives_back_what_it_was_given_under_its_hash() throws IOException {
        BlobStore blobs = new BlobStore(folder);
        StoredBlob stored = blobs.store(bytes("abc"));
        assertThat(stored)
                .isEqualTo(
                        new StoredBlob(
                                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                                3));
        try (InputStream in = blobs.open(stored.sha256()).orElseThrow()) {
            assertThat(in.readAllBytes()).isEqualTo("abc".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void keeps_the_same_bytes_once() throws IOException {
        BlobStore blobs = new BlobStore(folder);
        assertThat(blobs.store(bytes("abc"))).isEqualTo(blobs.store(bytes("abc")));
        assertThat(files()).hasSize(1);
    }

    @Test
    void leaves_nothing_behind_when_the_source_breaks_off() throws IOException {
        BlobStore blobs = new BlobStore(folder);
        InputStream broken =
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("cut");
                    }
                };
        assertThatThrownBy(() -> blobs.store(new SequenceInputStream(bytes("half"), broken)))
                .isInstanceOf(IOException.class);
        assertThat(files()).isEmpty();
    }

    @Test
    void settles_several_at_once_and_drops_what_was_given_up() throws IOException {
        BlobStore blobs = new BlobStore(folder);
        try (IncomingBlob one = blobs.begin();
                IncomingBlob two = blobs.begin();
                IncomingBlob twin = blobs.begin();
                IncomingBlob givenUp = blobs.begin()) {
            one.write("ab".getBytes(StandardCharsets.UTF_8));
            two.write("other".getBytes(StandardCharsets.UTF_8));
            one.write('c');
            twin.write("abc".getBytes(StandardCharsets.UTF_8));
            givenUp.write("half".getBytes(StandardCharsets.UTF_8));
            assertThat(blobs.settle(List.of(one, two, twin)))
                    .containsExactly(
                            blobs.store(bytes("abc")),
                            blobs.store(bytes("other")),
                            blobs.store(bytes("abc")));
        }
        assertThat(files()).hasSize(2);
    }

    @Test
    void knows_only_hashes_as_names() {
        BlobStore blobs = new BlobStore(folder);
        assertThatThrownBy(() -> blobs.open("../../etc/passwd"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_was_never_stored_is_absent() throws IOException {
        assertThat(new BlobStore(folder).open("0".repeat(64))).isEmpty();
    }

    @Test
    void sweeps_old_blobs_that_nobody_refers_to_and_what_was_left_half_written()
            throws IOException {
        BlobStore blobs = new BlobStore(folder);
        StoredBlob used = blobs.store(bytes("used"));
        StoredBlob unused = blobs.store(bytes("unused"));
        StoredBlob again = blobs.store(bytes("stored again"));
        Files.writeString(blobs.temporary(), "half");
        for (Path file : files()) {
            Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
        }
        StoredBlob young = blobs.store(bytes("young"));
        blobs.store(bytes("stored again"));

        int gone = blobs.sweep(LONG_AGO.plusSeconds(1), names -> Set.of(used.sha256()));

        assertThat(gone).isEqualTo(2);
        assertThat(blobs.open(unused.sha256())).isEmpty();
        for (StoredBlob kept : List.of(used, young, again)) {
            try (InputStream in = blobs.open(kept.sha256()).orElseThrow()) {
                assertThat(in.readAllBytes()).isNotEmpty();
            }
        }
        assertThat(files()).hasSize(3);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
