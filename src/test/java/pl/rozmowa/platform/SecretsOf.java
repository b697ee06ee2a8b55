package pl.rozmowa.platform;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The secrets of an installation that is there already, for benchmarks that put mailboxes straight into its database. */
public final class SecretsOf {

    private SecretsOf() {}

    /** Seals with the key in that data folder; the database must have been sealed with it too. */
    public static Secrets installation(Path data, DataSource database) {
        return SecretKeyFile.open(
                data.resolve("secret.key"), new SecretCheckTable(JdbcClient.create(database)));
    }
}
