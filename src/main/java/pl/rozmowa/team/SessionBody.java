package pl.rozmowa.team;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the web app learns when it starts: whether somebody is signed in, who, and where they may go. */
record SessionBody(
        boolean setup,
        @Nullable Me member,
        @Nullable Project project,
        List<Project> projects,
        @Nullable Demo demo) {

    record Me(
            UUID id,
            String name,
            String email,
            Role role,
            String language,
            String timeZone,
            String theme) {}

    record Demo(List<DemoLogins.Login> logins, List<DemoLogins.Mailbox> mailboxes) {}
}
