package pl.rozmowa.imap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pl.rozmowa.mail.SignIn;

/**
 * LOGIN and AUTHENTICATE (RFC 9051 §6.2.2, §6.2.3; SASL-IR RFC 4959; OAUTHBEARER RFC 7628; XOAUTH2). One try: servers lock accounts
 * after several.
 */
final class Login {

    /** RFC 7628 §3.2.3: the answer to a challenge that says what was wrong is a single control-A. */
    private static final String ERROR_SEEN = base64("\1");

    private Login() {}

    static void run(ImapWire wire, SignIn signIn) throws ImapException {
        Capabilities offered = wire.capabilities();
        wire.forgetCapabilities();
        StatusLine status;
        try {
            status =
                    switch (signIn) {
                        case SignIn.Password p -> password(wire, offered, p);
                        case SignIn.Token t -> token(wire, offered, t);
                    };
        } catch (UnsendableToken e) {
            // a password that cannot even be said is certainly not the right one
            throw new ImapException(
                    new ImapFailure.PasswordRefused("not sent: " + e.getMessage()), e);
        }
        if (!status.ok()) {
            wire.abandon();
            throw new ImapException(refusal(signIn, status));
        }
        if (wire.capabilityNames().isEmpty()) {
            Capabilities.ask(wire);
        }
    }

    private static ImapFailure refusal(SignIn signIn, StatusLine status) {
        ImapFailure refused = Refusals.ofSignIn(status);
        return signIn instanceof SignIn.Token
                        && refused instanceof ImapFailure.PasswordRefused password
                ? new ImapFailure.TokenRefused(password.serverText())
                : refused;
    }

    private static StatusLine password(ImapWire wire, Capabilities offered, SignIn.Password p)
            throws ImapException {
        boolean login = !offered.offers("LOGINDISABLED");
        boolean plain = offered.offers("AUTH=PLAIN");
        if (plain && (offered.offers("SASL-IR") || !login)) {
            return authenticate(
                    wire, offered, "PLAIN", sasl(p.user(), "\0" + p.user() + "\0" + p.password()));
        }
        if (login) {
            ImapCommand command =
                    new ImapCommand("LOGIN ").string(p.user()).space().string(p.password());
            return exchange(wire, command, List.of());
        }
        if (offered.offers("AUTH=LOGIN")) {
            refuseNul(p.user() + p.password());
            List<String> answers = List.of(base64(p.user()), base64(p.password()));
            return exchange(wire, new ImapCommand("AUTHENTICATE LOGIN"), answers);
        }
        throw new ImapException(
                new ImapFailure.TlsUnavailable("login is not allowed on this connection"));
    }

    private static StatusLine token(ImapWire wire, Capabilities offered, SignIn.Token t)
            throws ImapException {
        if (offered.offers("AUTH=OAUTHBEARER")) {
            String user = t.user().replace("=", "=3D").replace(",", "=2C");
            String message = "n,a=" + user + ",\1auth=Bearer " + t.accessToken() + "\1\1";
            return authenticate(wire, offered, "OAUTHBEARER", sasl(t.user(), message));
        }
        String message = "user=" + t.user() + "\1auth=Bearer " + t.accessToken() + "\1\1";
        return authenticate(wire, offered, "XOAUTH2", sasl(t.user(), message));
    }

    private static String sasl(String user, String message) {
        refuseNul(user);
        if (message.startsWith("\0")) {
            refuseNul(message.substring(user.length() + 2));
        }
        return base64(message);
    }

    private static void refuseNul(String text) {
        if (text.chars().anyMatch(c -> c == 0 || c == '\r' || c == '\n')) {
            throw new UnsendableToken("CR, LF or NUL");
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static StatusLine authenticate(
            ImapWire wire, Capabilities offered, String mechanism, String response)
            throws ImapException {
        ImapCommand command = new ImapCommand("AUTHENTICATE ").atom(mechanism);
        List<String> responses = new ArrayList<>();
        if (offered.offers("SASL-IR")) {
            command.space().words(response);
        } else {
            responses.add(response);
        }
        if (mechanism.equals("OAUTHBEARER")) {
            responses.add(ERROR_SEEN);
        }
        return exchange(wire, command, responses);
    }

    /** Answers each {@code +} with the next response; beyond them with nothing, which is what failed XOAUTH2 wants. */
    private static StatusLine exchange(ImapWire wire, ImapCommand command, List<String> responses)
            throws ImapException {
        Duration atMost = wire.limits().signIn();
        return wire.guarded(() -> {
            String tag = wire.nextTag();
            wire.begin(atMost);
            wire.socket().setSoTimeout(Math.toIntExact(atMost.toMillis()));
            StatusLine refused = wire.write(command, tag, Answers.NONE);
            if (refused != null) {
                return refused;
            }
            return answer(wire, tag, responses);
        });
    }

    private static StatusLine answer(ImapWire wire, String tag, List<String> responses)
            throws IOException {
        int given = 0;
        while (given < responses.size() + 3) {
            @Nullable StatusLine tagged = wire.awaitGoAhead(tag, Answers.NONE);
            if (tagged != null) {
                return tagged;
            }
            String next = given < responses.size() ? responses.get(given) : "";
            given++;
            wire.send((next + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }
        throw new ImapException(new ImapFailure.ProtocolBroken("sign-in never ends"));
    }
}
