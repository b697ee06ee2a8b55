package pl.rozmowa.contact;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import pl.rozmowa.mail.EmailAddress;
import pl.rozmowa.platform.Ids;

/** Enters people into the project's contacts as emails arrive. */
@Repository
public class ContactBook {

    private static final int LONGEST_NAME = 200;

    private final JdbcClient db;

    ContactBook(JdbcClient db) {
        this.db = db;
    }

    private record Met(String email, String name, Instant first, Instant last) {

        Met and(Met other) {
            return new Met(
                    email,
                    name.isEmpty() ? other.name : name,
                    first.isBefore(other.first) ? first : other.first,
                    last.isAfter(other.last) ? last : other.last);
        }
    }

    /**
     * Everybody met gets a contact; it remembers when it was met first and last. A name, once there, stays: it may be one that the
     * team gave.
     *
     * @return the contacts' ids by address key
     */
    public Map<String, UUID> enter(UUID projectId, Collection<Encounter> encounters) {
        // In one order for everybody: pages of two mailboxes that meet the same people wait for
        // each other instead of locking up.
        Map<String, Met> people = new TreeMap<>();
        for (Encounter encounter : encounters) {
            EmailAddress who = encounter.who();
            String name =
                    who.name().length() > LONGEST_NAME
                            ? who.name().substring(0, LONGEST_NAME)
                            : who.name();
            people.merge(
                    who.key(),
                    new Met(who.address(), name.replace("\0", ""), encounter.at(), encounter.at()),
                    Met::and);
        }
        Map<String, UUID> ids = new HashMap<>();
        if (people.isEmpty()) {
            return ids;
        }
        List<Met> met = List.copyOf(people.values());
        db.sql(
                        """
                        insert into contact as c (project_id, id, email, email_key, name, first_seen_at, last_seen_at)
                        select :project, m.id, m.email, m.key, m.name, m.first, m.last
                        from unnest(:ids::uuid[], :emails::text[], :keys::text[], :names::text[],
                                    :firsts::timestamptz[], :lasts::timestamptz[])
                             as m (id, email, key, name, first, last)
                        on conflict (project_id, email_key) do update
                        set name = case when c.name = '' then excluded.name else c.name end,
                            first_seen_at = least(c.first_seen_at, excluded.first_seen_at),
                            last_seen_at = greatest(c.last_seen_at, excluded.last_seen_at)
                        returning c.id, c.email_key
                        """)
                .param("project", projectId)
                .param("ids", met.stream().map(m -> Ids.next().toString()).toArray(String[]::new))
                .param("emails", met.stream().map(Met::email).toArray(String[]::new))
                .param("keys", people.keySet().toArray(String[]::new))
                .param("names", met.stream().map(Met::name).toArray(String[]::new))
                .param("firsts", met.stream().map(m -> m.first().toString()).toArray(String[]::new))
                .param("lasts", met.stream().map(m -> m.last().toString()).toArray(String[]::new))
                .query((row, number) -> entry(ids, row.getString(2), row.getObject(1, UUID.class)))
                .list();
        return ids;
    }

    private static String entry(Map<String, UUID> ids, String key, UUID id) throws SQLException {
        ids.put(key, id);
        return key;
    }
}
