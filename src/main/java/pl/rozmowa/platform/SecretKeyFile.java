package pl.rozmowa.platform;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The installation's key: a Tink keyset in a file that only we may read, never in the database. A database that was sealed with another
 * key is refused at start, before anything is written to it.
 */
@Configuration(proxyBeanMethods = false)
class SecretKeyFile {

    private static final UUID NOWHERE = new UUID(0, 0);
    private static final byte[] WORD = "rozmowa".getBytes(StandardCharsets.US_ASCII);

    @Bean
    Secrets secrets(Settings settings, SecretCheckTable check) {
        Path file =
                settings.keyFile() == null
                        ? settings.data().resolve("secret.key")
                        : settings.keyFile();
        return open(file.toAbsolutePath(), check);
    }

    static Secrets open(Path file, SecretCheckTable check) {
        try {
            AeadConfig.register();
            byte[] sealed = check.sealed().orElse(null);
            if (sealed == null) {
                Secrets secrets = new Secrets(Files.exists(file) ? read(file) : make(file));
                check.write(secrets.seal(NOWHERE, NOWHERE, "check", WORD));
                sealed = check.sealed().orElseThrow();
                return verified(secrets, sealed, file);
            }
            if (!Files.exists(file)) {
                throw new CannotStart(
                        "The key file "
                                + file
                                + " is missing, but this database holds secrets sealed with it.",
                        "Put the key file back, or name its place in ROZMOWA_KEY_FILE.");
            }
            return verified(new Secrets(read(file)), sealed, file);
        } catch (GeneralSecurityException | IOException e) {
            throw new CannotStart(
                    "The key file "
                            + file
                            + " cannot be used ("
                            + e.getClass().getSimpleName()
                            + ").",
                    "Put the right key file there, readable for the user who runs Rozmowa, or name its place in ROZMOWA_KEY_FILE.",
                    e);
        }
    }

    private static Secrets verified(Secrets secrets, byte[] sealed, Path file) {
        try {
            secrets.open(NOWHERE, NOWHERE, "check", sealed);
            return secrets;
        } catch (SecretUnreadable e) {
            throw new CannotStart(
                    "The key file "
                            + file
                            + " is not the one this database's secrets were sealed with.",
                    "Use the key file that belongs to this database (ROZMOWA_KEY_FILE), or the database that belongs to this key.",
                    e);
        }
    }

    private static KeysetHandle read(Path file) throws IOException, GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.parseKeyset(
                Files.readString(file), InsecureSecretKeyAccess.get());
    }

    private static KeysetHandle make(Path file) throws IOException, GeneralSecurityException {
        KeysetHandle keys = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        PostgresCluster.writePrivately(
                file,
                TinkJsonProtoKeysetFormat.serializeKeyset(keys, InsecureSecretKeyAccess.get()));
        return keys;
    }
}
