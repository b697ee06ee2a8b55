package pl.rozmowa.team;

import java.nio.charset.StandardCharsets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import pl.rozmowa.platform.Settings;

/** Sessions in PostgreSQL, the same on every node. */
@Configuration(proxyBeanMethods = false)
class SessionsConfiguration {

    /** Looking at a page is written down once a minute, not with every request; everything else at once. */
    private static final String UPDATE =
            """
            update spring_session s
            set session_id = n.session_id,
                last_access_time = n.last_access_time,
                max_inactive_interval = n.max_inactive_interval,
                expiry_time = n.expiry_time,
                principal_name = n.principal_name
            from (select cast(? as text) as session_id,
                         cast(? as bigint) as last_access_time,
                         cast(? as integer) as max_inactive_interval,
                         cast(? as bigint) as expiry_time,
                         cast(? as text) as principal_name,
                         cast(? as text) as primary_id) n
            where s.primary_id = n.primary_id
              and (n.last_access_time - s.last_access_time >= 60000
                   or s.session_id <> n.session_id
                   or s.max_inactive_interval <> n.max_inactive_interval
                   or s.principal_name is distinct from n.principal_name)
            """;

    private static final String ADD_ATTRIBUTE =
            """
            insert into spring_session_attributes (session_primary_id, attribute_name, attribute_bytes)
            values (?, ?, ?)
            on conflict (session_primary_id, attribute_name) do update
            set attribute_bytes = excluded.attribute_bytes
            """;

    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> sessionsInPostgres() {
        return sessions -> {
            sessions.setDefaultMaxInactiveInterval(BrowserSessions.IDLE);
            sessions.setUpdateSessionQuery(UPDATE);
            sessions.setCreateSessionAttributeQuery(ADD_ATTRIBUTE);
        };
    }

    /** A session holds short texts only; nothing in the database is ever turned into Java objects. */
    @Bean
    ConversionService springSessionConversionService() {
        GenericConversionService texts = new GenericConversionService();
        texts.addConverter(Object.class, byte[].class, SessionsConfiguration::write);
        texts.addConverter(
                byte[].class, Object.class, bytes -> new String(bytes, StandardCharsets.UTF_8));
        return texts;
    }

    private static byte[] write(Object value) {
        if (value instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        throw new IllegalArgumentException("a session holds texts only, not " + value.getClass());
    }

    /** Over HTTPS the browser itself guards the cookie: {@code __Host-} binds it to this host, this scheme and the root path. */
    @Bean
    CookieSerializer sessionCookie(Settings settings) {
        boolean https = SecurityRules.isHttps(settings);
        DefaultCookieSerializer cookie = new DefaultCookieSerializer();
        cookie.setCookieName(https ? "__Host-rozmowa" : "rozmowa");
        cookie.setUseSecureCookie(https);
        cookie.setUseHttpOnlyCookie(true);
        cookie.setSameSite("Lax");
        cookie.setCookiePath("/");
        return cookie;
    }
}
