package pl.rozmowa.demo;

import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import pl.rozmowa.mail.Endpoint;
import pl.rozmowa.provider.FurtherProviders;
import pl.rozmowa.provider.LoginForm;
import pl.rozmowa.provider.MailProvider;

/** The row of the provider table that makes the demo's own domain known, so that address and password are enough. */
@Component
@Profile("demo")
class DemoProvider implements FurtherProviders {

    static final String ID = "demo";

    /** Nothing peculiar, but there is no CONDSTORE. */
    private static final MailProvider.Quirks PLAIN =
            new MailProvider.Quirks(
                    false, 0, false, false, null, false, false, false, false, false, false, true,
                    false, false, false, false, null, false);

    private final Ports ports;

    DemoProvider(MailServer server) {
        this.ports = server.ports();
    }

    Endpoint imap() {
        return new Endpoint(MailServer.HOST, ports.imap(), Endpoint.Security.PLAIN);
    }

    Endpoint smtp() {
        return new Endpoint(MailServer.HOST, ports.smtp(), Endpoint.Security.PLAIN);
    }

    @Override
    public List<MailProvider> rows() {
        return List.of(
                new MailProvider(
                        ID,
                        "Ceramika Dębowa",
                        false,
                        List.of(Correspondent.OURS),
                        List.of(),
                        List.of(),
                        imap(),
                        smtp(),
                        List.of(LoginForm.FULL_ADDRESS),
                        LoginForm.FULL_ADDRESS,
                        new MailProvider.SignIn(true, false, false),
                        false,
                        false,
                        true,
                        PLAIN,
                        4,
                        null,
                        MailProvider.OTHER,
                        List.of()));
    }
}
