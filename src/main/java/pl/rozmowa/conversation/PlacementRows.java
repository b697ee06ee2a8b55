package pl.rozmowa.conversation;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of {@code email_placement}, as far as receiving settles them. */
@Repository
class PlacementRows {

    private final JdbcClient db;

    PlacementRows(JdbcClient db) {
        this.db = db;
    }

    /** An email and its place. */
    record Place(long uid, UUID emailId, Set<String> flags) {}

    void fetched(UUID projectId, UUID folderId, long uidValidity, List<Place> places) {
        db.sql(
                        """
                        insert into email_placement as p (project_id, folder_id, uid_validity, uid, email_id, state, flags)
                        select :project, :folder, :validity, n.uid, n.email, 'fetched',
                               coalesce(string_to_array(nullif(n.flags, ''), ' '), '{}')
                        from unnest(:uids::bigint[], :emails::uuid[], :flags::text[]) as n (uid, email, flags)
                        on conflict (project_id, folder_id, uid_validity, uid) do update
                        set email_id = excluded.email_id,
                            state = 'fetched',
                            flags = excluded.flags,
                            failure = null
                        where (p.email_id, p.state, p.flags) is distinct from (excluded.email_id, 'fetched', excluded.flags)
                        """)
                .param("project", projectId)
                .param("folder", folderId)
                .param("validity", uidValidity)
                .param("uids", places.stream().map(Place::uid).toArray(Long[]::new))
                .param("emails", places.stream().map(Place::emailId).toArray(UUID[]::new))
                .param("flags", places.stream().map(PlacementRows::flags).toArray(String[]::new))
                .update();
    }

    /** Flags hold no spaces (RFC 9051 §9, flag-keyword is an atom). */
    private static String flags(Place place) {
        return Texts.cut(
                String.join(" ", place.flags().stream().sorted().limit(100).toList()), 4_000);
    }
}
