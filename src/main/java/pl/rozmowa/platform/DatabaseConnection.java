package pl.rozmowa.platform;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which database the application works with: the operator's own where one is named, else the embedded one. */
@Configuration(proxyBeanMethods = false)
class DatabaseConnection {

    /** Holds the embedded server as long as the application lives; empty with an own database. */
    record Server(@Nullable EmbeddedPostgres embedded, DatabaseAddress address)
            implements AutoCloseable {
        @Override
        public void close() throws java.io.IOException {
            if (embedded != null) {
                embedded.close();
            }
        }
    }

    @Bean
    Server databaseServer(Settings settings) {
        String url = settings.databaseUrl();
        if (url != null && !url.isBlank()) {
            return new Server(null, DatabaseAddress.parse(url.strip()));
        }
        EmbeddedPostgres embedded = EmbeddedPostgres.start(settings.data());
        return new Server(embedded, embedded.address());
    }

    @Bean
    DatabaseAddress databaseAddress(Server server) {
        return server.address();
    }

    @Bean
    JdbcConnectionDetails jdbcConnectionDetails(DatabaseAddress address) {
        return new JdbcConnectionDetails() {
            @Override
            public String getJdbcUrl() {
                return address.url();
            }

            @Override
            public @Nullable String getUsername() {
                return address.user().isEmpty() ? null : address.user();
            }

            @Override
            public @Nullable String getPassword() {
                return address.password().isEmpty() ? null : address.password();
            }
        };
    }
}
