package pl.rozmowa.imap;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import pl.rozmowa.mail.Endpoint.Security;
import pl.rozmowa.peers.Dovecot;
import pl.rozmowa.peers.ScriptedServer;
import pl.rozmowa.peers.ScriptedServer.Script;

/** How the tests of misbehaving servers are told: a script on one side, a use of the connection on the other. */
final class Hostile {

    private Hostile() {}

    static final String CAPABILITIES = "IMAP4rev1 LITERAL+ IDLE ESEARCH UIDPLUS MOVE CONDSTORE";

    /** Small limits, so that the tests are quick. */
    static final ImapLimits LIMITS =
            new ImapLimits(
                    200_000,
                    50_000,
                    1_000_000,
                    100_000,
                    50,
                    20,
                    100,
                    10_000,
                    Duration.ofSeconds(4),
                    Duration.ofSeconds(2),
                    1024);

    static ImapConnection open(ScriptedServer server, Security security) throws ImapException {
        return ImapConnection.open(
                server.endpoint(security), Dovecot.dialer(), Dovecot.tls(), LIMITS);
    }

    static ImapFailure failureOf(ScriptedServer server, Security security) {
        return catchThrowableOfType(ImapException.class, () -> open(server, security)).failure();
    }

    /** Greets, then plays; afterwards stays until the client leaves. */
    static ScriptedServer greeting(Script script) {
        return ScriptedServer.plain(peer -> {
            peer.send("* OK [CAPABILITY " + CAPABILITIES + "] ready");
            script.play(peer);
            peer.hang();
        });
    }

    interface Use {
        void use(ImapConnection connection) throws IOException;
    }

    static void with(Script script, Use use) throws IOException {
        try (ScriptedServer server = greeting(script);
                ImapConnection connection = open(server, Security.PLAIN)) {
            use.use(connection);
        }
    }

    static ImapFailure failureWith(Script script, Use use) throws IOException {
        ImapFailure[] failure = new ImapFailure[1];
        with(
                script,
                connection ->
                        failure[0] =
                                catchThrowableOfType(ImapException.class, () -> use.use(connection))
                                        .failure());
        return failure[0];
    }

    /** Answers the next command with these lines and OK. */
    static Script answer(String... lines) {
        return peer -> {
            peer.line();
            peer.send(lines);
            peer.reply("OK done");
        };
    }

    static final FetchItems ITEMS = FetchItems.overview().withBodyStructure().withSections("1");
}
