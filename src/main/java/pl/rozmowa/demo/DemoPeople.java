package pl.rozmowa.demo;

import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import pl.rozmowa.team.DemoLogins;

/** The team of Ceramika Dębowa with the password they all share, and the mailboxes that may be connected. */
@Component
@Profile("demo")
class DemoPeople implements DemoLogins {

    static final String PASSWORD = "sezam-otwiera-drzwi";
    static final String PROJECT = "Ceramika Dębowa";

    @Override
    public List<Login> logins() {
        return List.of(
                new Login("hanna@debowa.test", PASSWORD, "Hanna Wrzos", "owner"),
                new Login("tymon@debowa.test", PASSWORD, "Tymon Sowa", "admin"),
                new Login("lidia@debowa.test", PASSWORD, "Lidia Maj", "member"),
                new Login("borys@audyt.example", PASSWORD, "Borys Klon", "guest"));
    }

    @Override
    public List<Mailbox> mailboxes() {
        return MailServer.MAILBOXES.stream()
                .map(address -> new Mailbox(address, PASSWORD))
                .toList();
    }
}
