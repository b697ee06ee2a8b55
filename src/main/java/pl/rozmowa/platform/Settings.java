package pl.rozmowa.platform;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the operator may set; each has an environment variable of the same name ({@code ROZMOWA_DATABASE_URL} sets {@code databaseUrl}).
 * README's table is checked against this record.
 *
 * @param data the folder for the database, attachments and the key
 * @param databaseUrl an own PostgreSQL 18 instead of the embedded one, {@code postgres://user:password@host/db} or {@code jdbc:…}
 * @param keyFile where the key of the stored secrets is, when not in the data folder
 * @param publicUrl the address under which people reach Rozmowa; decides whether cookies need HTTPS and which origin is ours
 * @param allowedMailHosts mail servers on the own network that may be reached though they are not on the internet: {@code address},
 *     {@code network/bits} or {@code name}, each optionally followed by {@code :port} or {@code :*}
 * @param trustedAuthorities a PEM file with further certificate authorities to trust at mail servers, such as the company's own
 * @param trustedProxies addresses of the reverse proxies whose {@code X-Forwarded-For} and {@code X-Forwarded-Proto} are believed; from
 *     anybody else they are ignored
 * @param bind the address to listen on; {@code 0.0.0.0} for all, best with a reverse proxy that speaks HTTPS in front
 * @param port the port of the page
 * @param metricsToken opens {@code /api/metrics}, figures for Prometheus, to whoever brings it as the bearer token; at least 16 characters,
 *     and without it there is no such page
 * @param healthPort a port on the loopback address for {@code /actuator/health}; -1 is none
 * @param exitAfterStart start, play the rehearsals, and stop; the launcher uses it to train the start-up cache
 */
@ConfigurationProperties("rozmowa")
public record Settings(
        @DefaultValue(".rozmowa") Path data,
        @Nullable String databaseUrl,
        @Nullable Path keyFile,
        @DefaultValue("http://localhost:8080") URI publicUrl,
        @DefaultValue List<String> allowedMailHosts,
        @Nullable Path trustedAuthorities,
        @DefaultValue List<String> trustedProxies,
        @DefaultValue("127.0.0.1") String bind,
        @DefaultValue("8080") int port,
        @Nullable String metricsToken,
        @DefaultValue("-1") int healthPort,
        @DefaultValue("false") boolean exitAfterStart) {}
