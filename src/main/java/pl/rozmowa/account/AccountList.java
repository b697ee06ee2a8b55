package pl.rozmowa.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import pl.rozmowa.team.CurrentMember;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The mailboxes that a member reaches, as the pages show them: one statement with the access rule inside. */
@Repository
class AccountList {

    private static final TypeReference<List<Shares.Share>> SHARES = new TypeReference<>() {};

    private static final String SELECT =
            """
            select a.id, a.address, a.display_name, a.provider, a.state, a.state_reason, a.state_at, a.window_days,
                   a.sharing, a.colour, a.mark_seen, a.owner_id, p.name as owner_name, hp.name as held_by_name, x.level,
                   (select count(*)
                    from folder f
                    where f.project_id = a.project_id
                      and f.account_id = a.id
                      and f.chosen
                      and not f.vanished) as chosen,
                   (select count(*)
                    from folder f
                    where f.project_id = a.project_id
                      and f.account_id = a.id
                      and not f.vanished) as total,
                   (select coalesce(jsonb_agg(jsonb_build_object('memberId', s.member_id, 'level', s.level)
                                              order by s.member_id), '[]')
                    from account_share s
                    where s.project_id = a.project_id
                      and s.account_id = a.id) as shares
            from mail_account a
            join account_access x on x.project_id = a.project_id and x.account_id = a.id
            join member m on m.project_id = a.project_id and m.id = a.owner_id
            join person p on p.id = m.person_id
            left join member h on h.project_id = a.project_id and h.id = a.held_by
            left join person hp on hp.id = h.person_id
            where a.project_id = :project
              and x.member_id = :member
            """;

    private final JdbcClient db;
    private final JsonMapper json;

    AccountList(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    /**
     * A mailbox as JSON shows it.
     *
     * @param heldBy the name of whoever paused it, at {@code stateAt}; null when nobody did
     */
    record Shown(
            UUID id,
            String address,
            String displayName,
            String provider,
            String state,
            @Nullable String stateReason,
            Instant stateAt,
            int windowDays,
            String sharing,
            List<Shares.Share> shares,
            Owner owner,
            @Nullable String heldBy,
            int colour,
            String level,
            Counts folders,
            boolean markSeen) {}

    record Owner(UUID id, String name) {}

    record Counts(int chosen, int total) {}

    List<Shown> all(CurrentMember who) {
        return db.sql(SELECT + "order by a.connected_at, a.id")
                .param("project", who.projectId())
                .param("member", who.memberId())
                .query(this::shown)
                .list();
    }

    Optional<Shown> one(CurrentMember who, UUID accountId) {
        return db.sql(SELECT + "and a.id = :account")
                .param("project", who.projectId())
                .param("member", who.memberId())
                .param("account", accountId)
                .query(this::shown)
                .optional();
    }

    private Shown shown(ResultSet row, int n) throws SQLException {
        return new Shown(
                row.getObject("id", UUID.class),
                row.getString("address"),
                row.getString("display_name"),
                row.getString("provider"),
                row.getString("state"),
                row.getString("state_reason"),
                row.getObject("state_at", OffsetDateTime.class).toInstant(),
                row.getInt("window_days"),
                row.getString("sharing"),
                json.readValue(row.getString("shares"), SHARES),
                new Owner(row.getObject("owner_id", UUID.class), row.getString("owner_name")),
                row.getString("held_by_name"),
                row.getInt("colour"),
                row.getString("level"),
                new Counts(row.getInt("chosen"), row.getInt("total")),
                row.getBoolean("mark_seen"));
    }
}
