package pl.rozmowa.account;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import pl.rozmowa.team.AuditSubjects;
import pl.rozmowa.team.CurrentMember;

/** Mailboxes by address, for those who reach them: who reads the audit log learns of a private one that it is there, not its address. */
@Repository
class MailboxSubjectsQuery implements AuditSubjects {

    private final JdbcClient db;

    MailboxSubjectsQuery(JdbcClient db) {
        this.db = db;
    }

    @Override
    public Map<UUID, String> names(CurrentMember reader, Collection<UUID> ids) {
        Map<UUID, String> names = new HashMap<>();
        db.sql(
                        """
                        select a.id, a.address
                        from mail_account a
                        where a.project_id = :project
                          and a.id = any(:ids::uuid[])
                          and exists (
                              select 1
                              from account_access x
                              where x.project_id = a.project_id
                                and x.account_id = a.id
                                and x.member_id = :member)
                        """)
                .param("project", reader.projectId())
                .param("ids", ids.toArray(UUID[]::new))
                .param("member", reader.memberId())
                .query((row, number) -> names.put(row.getObject(1, UUID.class), row.getString(2)))
                .list();
        return names;
    }
}
