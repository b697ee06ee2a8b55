package pl.rozmowa.account;

import java.time.ZoneId;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import pl.rozmowa.platform.Ids;
import pl.rozmowa.team.CurrentMember;
import pl.rozmowa.team.Role;

/** Ceramika Dębowa, once for each test: a project with its people. */
final class Office {

    final UUID project = Ids.next();
    final CurrentMember hanna;
    final CurrentMember tymon;
    final CurrentMember lidia;
    final CurrentMember borys;
    private final JdbcClient jdbc;

    Office(JdbcClient jdbc) {
        this.jdbc = jdbc;
        jdbc.sql("insert into project (id, name, created_at) values (?, 'Ceramika Dębowa', now())")
                .param(project)
                .update();
        hanna = member("Hanna Wrzos", Role.OWNER);
        tymon = member("Tymon Sowa", Role.ADMIN);
        lidia = member("Lidia Maj", Role.MEMBER);
        borys = member("Borys Klon", Role.GUEST);
    }

    private CurrentMember member(String name, Role role) {
        UUID person = Ids.next();
        UUID member = Ids.next();
        String email = person + "@debowa.test";
        jdbc.sql(
                        "insert into person (id, email, email_key, name, password_hash, created_at) values (?, ?, ?, ?, '-', now())")
                .params(person, email, email, name)
                .update();
        jdbc.sql(
                        "insert into member (project_id, id, person_id, role, joined_at) values (?, ?, ?, ?, now())")
                .params(project, member, person, role.code())
                .update();
        return new CurrentMember(
                project, member, person, role, name, email, "pl", ZoneId.of("Europe/Warsaw"));
    }

    /** An email in a conversation of its own with one contact, lying in a folder. */
    UUID email(UUID account, UUID folder, String contactEmail) {
        UUID conversation = Ids.next();
        UUID email = Ids.next();
        jdbc.sql(
                        """
                        insert into conversation (project_id, id, account_id, subject, base_subject, first_at, last_at, email_count, live_count)
                        values (?, ?, ?, 'Płytki', 'płytki', now(), now(), 1, 1)
                        """)
                .params(project, conversation, account)
                .update();
        jdbc.sql(
                        """
                        insert into email (project_id, id, account_id, conversation_id, ident_key, direction, at, whole, received_at)
                        values (?, ?, ?, ?, decode(replace(?::text, '-', ''), 'hex'), 'in', now(), false, now())
                        """)
                .params(project, email, account, conversation, email.toString())
                .update();
        jdbc.sql(
                        "insert into email_placement (project_id, folder_id, uid_validity, uid, email_id, state) values (?, ?, 1, (random() * 1e9)::bigint, ?, 'fetched')")
                .params(project, folder, email)
                .update();
        jdbc.sql(
                        """
                        insert into contact (project_id, id, email, email_key, first_seen_at, last_seen_at)
                        values (?, ?, ?, ?, now(), now())
                        on conflict (project_id, email_key) do nothing
                        """)
                .params(project, Ids.next(), contactEmail, contactEmail)
                .update();
        jdbc.sql(
                        """
                        insert into conversation_contact (project_id, conversation_id, contact_id)
                        select project_id, ?, id from contact where project_id = ? and email_key = ?
                        """)
                .params(conversation, project, contactEmail)
                .update();
        return email;
    }

    void attachment(UUID email) {
        jdbc.sql(
                        "insert into attachment (project_id, id, email_id, ordinal, part_path, file_name, media_type, size) values (?, ?, ?, 1, '2', 'a.pdf', 'application/pdf', 5)")
                .params(project, Ids.next(), email)
                .update();
    }

    long count(String table) {
        return jdbc.sql("select count(*) from " + table + " where project_id = ?")
                .param(project)
                .query(Long.class)
                .single();
    }
}
