package pl.rozmowa.provider;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** The provider table, read once from {@code providers.json}, and the rows that other rooms add. */
@Component
public class ProviderCatalog {

    private final Map<String, MailProvider> byId = new LinkedHashMap<>();

    /** Reads the table that is packed with the program. */
    public ProviderCatalog() {
        this(List.of());
    }

    @Autowired
    ProviderCatalog(List<FurtherProviders> further) {
        further.forEach(f -> f.rows().forEach(row -> byId.put(row.id(), row)));
        JsonMapper mapper =
                JsonMapper.builder()
                        .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                        .build();
        try (InputStream in = ProviderCatalog.class.getResourceAsStream("providers.json")) {
            Objects.requireNonNull(in, "providers.json is missing");
            for (MailProvider provider : mapper.readValue(in, MailProvider[].class)) {
                byId.put(provider.id(), provider);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every row, tiles first and in their order. */
    public List<MailProvider> all() {
        return List.copyOf(byId.values());
    }

    /** The row with this id; the row {@link MailProvider#OTHER} where there is none. */
    public MailProvider get(String id) {
        return byId.getOrDefault(id, other());
    }

    /** The row that serves an address domain (ASCII, lower case). */
    public Optional<MailProvider> byDomain(String domain) {
        return byId.values().stream()
                .filter(p -> p.domains().stream().anyMatch(d -> HostPattern.matches(d, domain)))
                .findFirst();
    }

    /** The row that runs this mail exchanger (RFC 5321 §5.1; ASCII, lower case, no final dot). */
    public Optional<MailProvider> byMailExchanger(String host) {
        return byId.values().stream()
                .filter(p -> p.mx().stream().anyMatch(m -> HostPattern.matches(m, host)))
                .findFirst();
    }

    /** The row whose servers have this name, so that its peculiarities are known however the settings were found. */
    public Optional<MailProvider> byServer(String host) {
        return byId.values().stream()
                .filter(p ->
                        (p.imap() != null && p.imap().host().equals(host))
                                || (p.smtp() != null && p.smtp().host().equals(host))
                                || p.hosts().stream().anyMatch(h -> HostPattern.matches(h, host)))
                .findFirst();
    }

    private MailProvider other() {
        return Objects.requireNonNull(byId.get(MailProvider.OTHER));
    }
}
