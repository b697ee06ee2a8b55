package pl.rozmowa.notification;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import pl.rozmowa.platform.OutboundRefused;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells one browser of one notification. What is on its way twice is shown once: both carry the same topic and tag (RFC 8030 §5.4). Says
 * what kind of thing happened, and nothing of any mail unless its member asked for the subject.
 */
@Component
class SendPush {

    private static final Logger LOG = LoggerFactory.getLogger(SendPush.class);

    private static final Duration WORTH_TELLING = Duration.ofHours(24);
    private static final Duration KEPT_BY_SERVICE = Duration.ofHours(12);
    private static final Duration LONGEST_REST = Duration.ofHours(1);
    private static final int MOST_ATTEMPTS = 10;
    private static final int LONGEST_SUBJECT = 200;

    private final PushTable messages;
    private final SubscriptionTable subscriptions;
    private final PushWire wire;
    private final Vapid vapid;
    private final NotificationSettings settings;
    private final JsonMapper json;
    private final Clock clock;

    SendPush(
            PushTable messages,
            SubscriptionTable subscriptions,
            PushWire wire,
            Vapid vapid,
            NotificationSettings settings,
            JsonMapper json,
            Clock clock) {
        this.messages = messages;
        this.subscriptions = subscriptions;
        this.wire = wire;
        this.vapid = vapid;
        this.settings = settings;
        this.json = json;
        this.clock = clock;
    }

    /**
     * @return when to try again; empty when there is nothing more to do
     */
    Optional<Instant> send(UUID projectId, UUID id) {
        PushTable.Due due = messages.due(projectId, id).orElse(null);
        Instant now = clock.instant();
        if (due == null) {
            messages.remove(projectId, id);
            return Optional.empty();
        }
        Optional<Instant> quietUntil = due.quiet().endAfter(now);
        if (quietUntil.isPresent()) {
            return quietUntil;
        }
        try {
            return settle(due, post(due), now);
        } catch (OutboundRefused | IllegalArgumentException e) {
            LOG.info("subscription {} leads where we don't go", due.subscriptionId());
            subscriptions.gone(projectId, due.subscriptionId());
            return Optional.empty();
        } catch (IOException e) {
            return later(due, null, now);
        }
    }

    private PushWire.Answer post(PushTable.Due due) throws IOException {
        URI endpoint = URI.create(due.endpoint());
        Map<String, String> head = new LinkedHashMap<>();
        head.put("Authorization", vapid.authorization(endpoint));
        head.put("Content-Encoding", "aes128gcm");
        head.put("Content-Type", "application/octet-stream");
        head.put("TTL", Long.toString(KEPT_BY_SERVICE.toSeconds()));
        head.put("Urgency", due.kind() == Kind.NEW_UNASSIGNED ? "normal" : "high");
        head.put("Topic", topic(due));
        byte[] text = json.writeValueAsString(message(due)).getBytes(StandardCharsets.UTF_8);
        return wire.post(endpoint, head, PushEncryption.encrypt(due.publicKey(), due.auth(), text));
    }

    private static Map<String, Object> message(PushTable.Due due) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("title", Words.of(due.language()).told(due.kind(), due.count()));
        String subject = due.subject();
        if (subject != null && !subject.isBlank()) {
            message.put("body", subject.substring(0, Math.min(subject.length(), LONGEST_SUBJECT)));
        }
        message.put("lang", due.language());
        message.put("tag", topic(due));
        message.put("url", Links.path(due.conversationId(), due.accountId()));
        return message;
    }

    /** At most 32 letters of base64url (RFC 8030 §5.4): a later word about the same takes the place of an earlier one. */
    private static String topic(PushTable.Due due) {
        UUID about = due.conversationId() == null ? due.accountId() : due.conversationId();
        String id = String.valueOf(about).replace("-", "");
        return due.kind().key().charAt(0) + "" + due.kind().ordinal() + id.substring(2);
    }

    private Optional<Instant> settle(PushTable.Due due, PushWire.Answer answer, Instant now) {
        int status = answer.status();
        if (status >= 200 && status < 300) {
            messages.remove(due.projectId(), due.id());
            subscriptions.told(due.projectId(), due.subscriptionId());
            return Optional.empty();
        }
        if (status == 404 || status == 410) {
            subscriptions.gone(due.projectId(), due.subscriptionId());
            return Optional.empty();
        }
        if (status == 429 || status >= 500) {
            return later(due, answer.retryAfter(), now);
        }
        LOG.warn("push message {} was refused with status {}", due.id(), status);
        messages.remove(due.projectId(), due.id());
        return Optional.empty();
    }

    private Optional<Instant> later(PushTable.Due due, @Nullable Duration wanted, Instant now) {
        int attempts = due.attempts() + 1;
        if (attempts >= MOST_ATTEMPTS || due.createdAt().plus(WORTH_TELLING).isBefore(now)) {
            LOG.info("push message {} is given up", due.id());
            messages.remove(due.projectId(), due.id());
            return Optional.empty();
        }
        messages.failed(due.projectId(), due.id());
        Duration pause = settings.pause(attempts);
        if (wanted != null && wanted.compareTo(pause) > 0) {
            pause = wanted.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : wanted;
        }
        return Optional.of(now.plus(pause));
    }
}
