package pl.rozmowa.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import pl.rozmowa.imap.FolderListing;
import pl.rozmowa.platform.Ids;

/** The rows of {@code folder}. */
@Repository
class FolderTable {

    private static final String COLUMNS =
            """
            select f.project_id, f.id, f.account_id, f.wire_name, f.name, f.delimiter, f.role,
                   f.selectable, f.chosen, f.direction, f.vanished
            from folder f
            """;

    private final JdbcClient db;

    FolderTable(JdbcClient db) {
        this.db = db;
    }

    List<Folder> of(UUID projectId, UUID accountId) {
        return db.sql(
                        COLUMNS
                                + """
                                where f.project_id = :project
                                  and f.account_id = :account
                                order by f.name, f.id
                                """)
                .param("project", projectId)
                .param("account", accountId)
                .query(FolderTable::folder)
                .list();
    }

    /** Chosen anew: exactly these, each with its side of the conversation. */
    void choose(UUID projectId, UUID accountId, Map<UUID, FolderDirection> chosen) {
        db.sql(
                        """
                        update folder f
                        set chosen = c.id is not null,
                            direction = coalesce(c.direction, 'none')
                        from folder g
                        left join unnest(cast(:ids as uuid[]), cast(:directions as text[])) as c (id, direction)
                          on c.id = g.id
                        where f.project_id = :project
                          and f.account_id = :account
                          and g.project_id = f.project_id
                          and g.id = f.id
                        """)
                .param("ids", Uuids.texts(chosen.keySet()))
                .param(
                        "directions",
                        chosen.values().stream().map(FolderDirection::key).toArray(String[]::new))
                .param("project", projectId)
                .param("account", accountId)
                .update();
    }

    /** What the server lists now: new folders are added, known ones corrected, missing ones marked and kept. */
    void store(UUID projectId, UUID accountId, List<FolderListing> listed) {
        Map<String, FolderRole> roles = FolderRoles.of(listed);
        Map<String, FolderListing> byWireName = new LinkedHashMap<>();
        listed.stream()
                .filter(f -> isStorable(f.wireName()))
                .forEach(f -> byWireName.putIfAbsent(f.wireName(), f));
        List<FolderListing> folders = List.copyOf(byWireName.values());
        db.sql(
                        """
                        insert into folder (project_id, id, account_id, wire_name, name, delimiter, role, selectable)
                        select :project, l.id, :account, l.wire_name, l.name, l.delimiter, l.role, l.selectable
                        from unnest(cast(:ids as uuid[]), cast(:wire as text[]), cast(:names as text[]),
                                    cast(:delimiters as text[]), cast(:roles as text[]), cast(:selectable as boolean[]))
                             as l (id, wire_name, name, delimiter, role, selectable)
                        on conflict (project_id, account_id, wire_name)
                        do update set name = excluded.name,
                                      delimiter = excluded.delimiter,
                                      role = excluded.role,
                                      selectable = excluded.selectable,
                                      vanished = false
                        """)
                .param("project", projectId)
                .param("account", accountId)
                .param(
                        "ids",
                        folders.stream().map(f -> Ids.next().toString()).toArray(String[]::new))
                .param("wire", texts(folders, FolderListing::wireName))
                .param("names", texts(folders, f -> shown(f.name())))
                .param("delimiters", texts(folders, FolderListing::delimiter))
                .param(
                        "roles",
                        texts(
                                folders,
                                f -> roles.getOrDefault(f.wireName(), FolderRole.OTHER).key()))
                .param("selectable", texts(folders, f -> Boolean.toString(f.selectable())))
                .update();
        db.sql(
                        """
                        update folder
                        set vanished = true
                        where project_id = :project
                          and account_id = :account
                          and not vanished
                          and wire_name <> all(cast(:wire as text[]))
                        """)
                .param("project", projectId)
                .param("account", accountId)
                .param("wire", texts(folders, FolderListing::wireName))
                .update();
    }

    private static String[] texts(
            List<FolderListing> folders, Function<FolderListing, @Nullable String> field) {
        return folders.stream().map(field).toArray(String[]::new);
    }

    private static boolean isStorable(String wireName) {
        return !wireName.isEmpty() && wireName.indexOf(0) < 0;
    }

    /** Control and direction-changing characters would let a folder pass for another. */
    private static String shown(String name) {
        return name.replaceAll("[\\p{Cc}\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]", "\ufffd");
    }

    private static Folder folder(ResultSet row, int n) throws SQLException {
        return new Folder(
                row.getObject("project_id", UUID.class),
                row.getObject("id", UUID.class),
                row.getObject("account_id", UUID.class),
                row.getString("wire_name"),
                row.getString("name"),
                row.getString("delimiter"),
                FolderRole.of(row.getString("role")),
                row.getBoolean("selectable"),
                row.getBoolean("chosen"),
                FolderDirection.of(row.getString("direction")),
                row.getBoolean("vanished"));
    }
}
