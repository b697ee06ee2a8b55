package pl.rozmowa.notification;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.team.Browser;
import pl.rozmowa.team.CurrentMember;

/** The browsers in which a member wants to be told. */
@RestController
@RequestMapping("/api/notifications/push")
class PushApi {

    private static final int LONGEST_ENDPOINT = 2_000;
    private static final int AUTH = 16;
    private static final int MOST = 20;

    private final SubscriptionTable subscriptions;
    private final PushKeyTable keys;

    PushApi(SubscriptionTable subscriptions, PushKeyTable keys) {
        this.subscriptions = subscriptions;
        this.keys = keys;
    }

    /**
     * @param publicKey what a browser subscribes with, base64url
     */
    record Push(String publicKey, List<SubscriptionTable.Shown> browsers) {}

    /** As the browser's {@code PushSubscription.toJSON()} gives it. */
    record Subscription(@Nullable String endpoint, @Nullable Keys keys) {}

    record Keys(@Nullable String p256dh, @Nullable String auth) {}

    record Kept(UUID id) {}

    @GetMapping
    Push push(CurrentMember me) {
        return new Push(
                Base64.getUrlEncoder().withoutPadding().encodeToString(keys.keys().point()),
                subscriptions.of(me));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Kept subscribe(CurrentMember me, @RequestBody Subscription wanted, HttpServletRequest request) {
        String endpoint = endpoint(wanted.endpoint());
        Keys given = wanted.keys();
        if (given == null) {
            throw Problem.invalid("keys");
        }
        byte[] point = bytes(given.p256dh(), P256.POINT);
        try {
            P256.publicKey(point);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("keys").because(e);
        }
        if (subscriptions.of(me).size() >= MOST) {
            throw new Problem("too_many_browsers", 409);
        }
        return new Kept(
                subscriptions.keep(
                        me, endpoint, point, bytes(given.auth(), AUTH), Browser.name(request)));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unsubscribe(CurrentMember me, @PathVariable UUID id) {
        if (!subscriptions.remove(me, id)) {
            throw Problem.notFound();
        }
    }

    /** Only https, and nothing but the address of a service; where it leads is checked at each sending. */
    private static String endpoint(@Nullable String text) {
        try {
            URI uri = new URI(text == null ? "" : text);
            if (!"https".equals(uri.getScheme())
                    || uri.getHost() == null
                    || uri.getRawUserInfo() != null
                    || uri.getRawFragment() != null
                    || !uri.toString().equals(uri.toASCIIString())
                    || uri.toString().length() > LONGEST_ENDPOINT) {
                throw Problem.invalid("endpoint");
            }
            return uri.toString();
        } catch (URISyntaxException e) {
            throw Problem.invalid("endpoint").because(e);
        }
    }

    private static byte[] bytes(@Nullable String text, int length) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text == null ? "" : text.replace("=", ""));
            if (bytes.length != length) {
                throw Problem.invalid("keys");
            }
            return bytes;
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("keys").because(e);
        }
    }
}
