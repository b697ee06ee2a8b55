package pl.rozmowa.account;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.provider.Discovered;
import pl.rozmowa.provider.Discovery;
import pl.rozmowa.provider.FoundServer;
import pl.rozmowa.provider.MailProvider;
import pl.rozmowa.provider.ProviderCatalog;
import pl.rozmowa.team.CurrentMember;

/** The first step of the wizard: tiles, and the settings of an address. */
@RestController
@RequestMapping("/api")
class ProvidersApi {

    private final ProviderCatalog catalog;
    private final Discovery discovery;
    private final Access access;

    ProvidersApi(ProviderCatalog catalog, Discovery discovery, Access access) {
        this.catalog = catalog;
        this.discovery = discovery;
        this.access = access;
    }

    record Tile(String id, String name, boolean needsOAuth, String helpKey, List<String> domains) {}

    record Tiles(List<Tile> items) {}

    record Address(@Nullable String address) {}

    record Server(String host, int port, String security, String login) {}

    record Settings(
            String provider,
            String source,
            boolean confirm,
            @Nullable Server imap,
            @Nullable Server smtp,
            boolean needsOAuth,
            String helpKey) {}

    @GetMapping("/providers")
    Tiles providers(CurrentMember who) {
        return new Tiles(
                catalog.all().stream()
                        .filter(MailProvider::tile)
                        .map(p -> new Tile(p.id(), p.name(), p.needsOAuth(), p.help(), p.domains()))
                        .toList());
    }

    @PostMapping("/mail-accounts/discover")
    Settings discover(CurrentMember who, @RequestBody Address body) {
        access.mayConnect(who);
        String address = body.address();
        if (address == null || !ConnectionRequest.isAddress(address)) {
            throw Problem.invalid("address");
        }
        Discovered found = discovery.discover(address);
        return new Settings(
                found.provider().id(),
                found.source().key(),
                found.confirm(),
                server(found.imap()),
                server(found.smtp()),
                found.needsOAuth(),
                found.provider().help());
    }

    private static @Nullable Server server(@Nullable FoundServer found) {
        return found == null
                ? null
                : new Server(
                        found.endpoint().host(),
                        found.endpoint().port(),
                        found.endpoint().security().key(),
                        found.login());
    }
}
