package pl.rozmowa.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest extends DatabaseTest {

    private static final byte[] PASSWORD = "sezam-otwiera-drzwi".getBytes(StandardCharsets.UTF_8);

    private final UUID project = Ids.next();
    private final UUID account = Ids.next();

    @TempDir Path folder;

    @BeforeEach
    void forgetTheLastKey() {
        jdbc.sql("delete from secret_check").update();
    }

    @Test
    void what_was_sealed_opens_in_its_place_also_after_a_restart() {
        byte[] sealed = open("key").seal(project, account, "imap", PASSWORD);
        assertThat(open("key").open(project, account, "imap", sealed)).isEqualTo(PASSWORD);
    }

    @Test
    void the_same_word_sealed_twice_looks_different_and_shows_nothing() {
        Secrets secrets = open("key");
        byte[] first = secrets.seal(project, account, "imap", PASSWORD);
        assertThat(first).isNotEqualTo(secrets.seal(project, account, "imap", PASSWORD));
        assertThat(new String(first, StandardCharsets.ISO_8859_1)).doesNotContain("sezam");
    }

    @Test
    void a_sealed_value_moved_to_another_row_or_field_does_not_open() {
        Secrets secrets = open("key");
        byte[] sealed = secrets.seal(project, account, "imap", PASSWORD);
        assertThatThrownBy(() -> secrets.open(Ids.next(), account, "imap", sealed))
                .isInstanceOf(SecretUnreadable.class);
        assertThatThrownBy(() -> secrets.open(project, Ids.next(), "imap", sealed))
                .isInstanceOf(SecretUnreadable.class);
        assertThatThrownBy(() -> secrets.open(project, account, "smtp", sealed))
                .isInstanceOf(SecretUnreadable.class);
        assertThatThrownBy(() -> secrets.open(account, project, "imap", sealed))
                .isInstanceOf(SecretUnreadable.class);
    }

    @Test
    void every_altered_byte_is_noticed() {
        Secrets secrets = open("key");
        byte[] sealed = secrets.seal(project, account, "imap", PASSWORD);
        for (int i = 0; i < sealed.length; i++) {
            byte[] altered = sealed.clone();
            altered[i] ^= 1;
            assertThatThrownBy(() -> secrets.open(project, account, "imap", altered))
                    .isInstanceOf(SecretUnreadable.class);
        }
        assertThatThrownBy(() -> secrets.open(project, account, "imap", new byte[0]))
                .isInstanceOf(SecretUnreadable.class);
    }

    @Test
    void a_wrong_key_refuses_to_start() {
        open("key");
        Path other = folder.resolve("other");
        byte[] check = jdbc.sql("select sealed from secret_check").query(byte[].class).single();
        jdbc.sql("delete from secret_check").update();
        open("other");
        jdbc.sql("update secret_check set sealed = :sealed").param("sealed", check).update();
        assertThatThrownBy(() -> open("other"))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(other.toString());
    }

    @Test
    void a_missing_key_is_never_replaced_by_a_new_one() throws IOException {
        open("key");
        Files.delete(folder.resolve("key"));
        assertThatThrownBy(() -> open("key"))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("missing");
        assertThat(folder.resolve("key")).doesNotExist();
    }

    @Test
    void a_key_file_that_is_none_refuses_to_start() throws IOException {
        Files.writeString(folder.resolve("key"), "not a key");
        assertThatThrownBy(() -> open("key")).isInstanceOf(CannotStart.class);
    }

    @Test
    void only_we_may_read_the_key_and_the_database_does_not_hold_it() throws IOException {
        open("key");
        assertThat(Files.getPosixFilePermissions(folder.resolve("key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    private Secrets open(String name) {
        return SecretKeyFile.open(folder.resolve(name), new SecretCheckTable(jdbc));
    }
}
