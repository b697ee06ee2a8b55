package pl.rozmowa.demo;

import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import pl.rozmowa.account.ConnectAtOnce;
import pl.rozmowa.platform.Settings;
import pl.rozmowa.team.CurrentMember;
import pl.rozmowa.team.DemoLogins;
import pl.rozmowa.team.FoundProject;
import pl.rozmowa.team.Member;
import pl.rozmowa.team.Projects;
import pl.rozmowa.team.Role;

/** Makes the project and its people and connects the first mailbox, before anybody can open the page. */
@Component
@Profile("demo")
class DemoStart implements SmartInitializingSingleton {

    private static final String CONNECTED = "biuro@debowa.test";

    private final MailServer server;
    private final DemoProvider provider;
    private final DemoPeople people;
    private final Projects projects;
    private final FoundProject foundProject;
    private final ConnectAtOnce connect;
    private final JdbcClient jdbc;
    private final Settings settings;

    DemoStart(
            MailServer server,
            DemoProvider provider,
            DemoPeople people,
            Projects projects,
            FoundProject foundProject,
            ConnectAtOnce connect,
            JdbcClient jdbc,
            Settings settings) {
        this.server = server;
        this.provider = provider;
        this.people = people;
        this.projects = projects;
        this.foundProject = foundProject;
        this.connect = connect;
        this.jdbc = jdbc;
        this.settings = settings;
    }

    @Override
    public void afterSingletonsInstantiated() {
        followPorts();
        if (projects.all().isEmpty()) {
            connect.connect(hanna(found()), CONNECTED, DemoPeople.PASSWORD, 90);
        }
    }

    /** Where the ports of last time were taken by somebody else, the mailboxes that are connected move with the server. */
    private void followPorts() {
        jdbc.sql(
                        """
                        update mail_account
                        set imap_port = :imap, smtp_port = :smtp
                        where provider = :provider
                          and (imap_port <> :imap or smtp_port <> :smtp)
                        """)
                .param("imap", server.ports().imap())
                .param("smtp", server.ports().smtp())
                .param("provider", DemoProvider.ID)
                .update();
    }

    private FoundProject.Founded found() {
        String hash = foundProject.hash(DemoPeople.PASSWORD);
        List<FoundProject.Founder> founders =
                people.logins().stream().map(login -> founder(login, hash)).toList();
        return foundProject.found(DemoPeople.PROJECT, founders);
    }

    private static FoundProject.Founder founder(DemoLogins.Login login, String hash) {
        Role role = Role.ofCode(login.role()).orElseThrow();
        return new FoundProject.Founder(login.name(), login.email(), hash, role, null, null);
    }

    private static CurrentMember hanna(FoundProject.Founded founded) {
        Member owner = founded.members().getFirst();
        return new CurrentMember(
                founded.project().id(),
                owner.id(),
                owner.personId(),
                owner.role(),
                owner.name(),
                owner.email(),
                "pl",
                DemoCalendar.WARSAW);
    }

    /** On the console, for whoever started the demo: not in the log. */
    @EventListener(ApplicationReadyEvent.class)
    void announce() {
        System.out.printf(
                Locale.ROOT,
                """

                    The demo of Rozmowa:  %s
                    Sign in as            %s
                    Password              %s

                    Its mail server (IMAP %s:%d, SMTP %s:%d) has four mailboxes with the same password;
                    nothing leaves this machine.

                """,
                settings.publicUrl(),
                people.logins().getFirst().email(),
                DemoPeople.PASSWORD,
                MailServer.HOST,
                provider.imap().port(),
                MailServer.HOST,
                provider.smtp().port());
    }
}
