package pl.rozmowa.conversation;

import com.github.luben.zstd.ZstdCompressCtx;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import pl.rozmowa.account.FolderRole;
import pl.rozmowa.contact.Encounters;
import pl.rozmowa.mail.BaseSubject;
import pl.rozmowa.mail.EmailAddress;
import pl.rozmowa.mail.MessageId;
import pl.rozmowa.mail.ParsedEmail;
import pl.rozmowa.platform.Ids;

/** Works out of emails what storing them needs, before any lock is taken. One for each page: it holds native memory. */
final class Arrivals implements AutoCloseable {

    static final String SEEN = "\\Seen";
    private static final int COMPRESSION = 1;
    private static final Duration BELIEVABLE = Duration.ofDays(2);

    private final Set<String> ownKeys;
    private final Instant now;
    private final MessageDigest sha = sha256();
    private final ZstdCompressCtx compressor = new ZstdCompressCtx().setLevel(COMPRESSION);

    Arrivals(Set<String> ownKeys, Instant now) {
        this.ownKeys = ownKeys;
        this.now = now;
    }

    Arrival of(ReceivedEmail email, FolderRole role) {
        boolean outbound = isOutbound(email.parsed(), role);
        boolean unseen =
                !outbound
                        && countsUnseen(role)
                        && email.flags().stream().noneMatch(SEEN::equalsIgnoreCase);
        Instant at =
                outbound
                        ? outboundAt(email.parsed().sentAt(), email.internalDate())
                        : inboundAt(email.parsed().sentAt(), email.internalDate());
        return arrival(email, identKey(email), outbound, at, unseen, false);
    }

    /** What we sent ourselves just now. */
    Arrival sent(ParsedEmail parsed, byte[] source) {
        ReceivedEmail email =
                new ReceivedEmail(0, Set.of(SEEN), now, source.length, null, parsed, source, true);
        return arrival(email, identKey(email), true, outboundAt(parsed.sentAt(), now), false, true);
    }

    private Arrival arrival(
            ReceivedEmail email,
            ByteBuffer identKey,
            boolean outbound,
            Instant at,
            boolean unseen,
            boolean submitted) {
        ParsedEmail parsed = email.parsed();
        BaseSubject subject = parsed.baseSubject();
        byte[] source = email.source();
        List<String> recipients =
                Stream.concat(parsed.to().stream(), parsed.cc().stream())
                        .limit(Person.MOST)
                        .map(address -> Texts.cut(address.key(), 320))
                        .distinct()
                        .toList();
        return new Arrival(
                Ids.next(),
                identKey,
                parsed,
                outbound,
                at,
                hashes(Stream.of(parsed.messageId(), parsed.originalMessageId())),
                ancestors(parsed),
                subject.key().isBlank() ? null : hash(subject.key()).getMostSignificantBits(),
                subject.reply() && parsed.references().isEmpty() && parsed.inReplyTo().isEmpty(),
                counterparties(parsed, outbound, recipients),
                recipients,
                Encounters.of(parsed, outbound, ownKeys, at),
                email.flags(),
                unseen,
                claimsToBeUs(parsed, outbound),
                submitted,
                email.size(),
                email.whole(),
                source == null ? null : compressor.compress(source),
                source == null ? 0 : source.length);
    }

    /** The server's own identity where it has one, else what the header says; never the Message-ID alone (SYNC.md, Identity). */
    private ByteBuffer identKey(ReceivedEmail email) {
        String identity = email.serverIdentity();
        return ByteBuffer.wrap(
                identity == null
                        ? email.parsed().identKey()
                        : sha.digest(("server " + identity).getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Ours is what lies in Sent, and what our address wrote and nobody delivered: each server on a mail's way adds a Received field (RFC
     * 5321 §4.4), while a mail program that files its own copy doesn't. From alone proves nothing.
     */
    private boolean isOutbound(ParsedEmail parsed, FolderRole role) {
        if (role == FolderRole.SENT) {
            return true;
        }
        return isByUs(parsed) && !parsed.headers().has("received") && !isOwnForm(parsed);
    }

    private boolean claimsToBeUs(ParsedEmail parsed, boolean outbound) {
        return !outbound && isByUs(parsed) && !isOwnForm(parsed);
    }

    private boolean isByUs(ParsedEmail parsed) {
        EmailAddress author = parsed.author();
        return author != null && isOwn(author);
    }

    /** A form on our own website writes from us to us and names the client in Reply-To: that came in, and honestly. */
    private boolean isOwnForm(ParsedEmail parsed) {
        boolean toUs =
                Stream.concat(parsed.to().stream(), parsed.cc().stream()).anyMatch(this::isOwn);
        return toUs && parsed.replyTo().stream().anyMatch(address -> !isOwn(address));
    }

    static boolean countsUnseen(FolderRole role) {
        return switch (role) {
            case JUNK, TRASH, DRAFTS, SENT -> false;
            case INBOX, ARCHIVE, ALL, OTHER -> true;
        };
    }

    private Instant inboundAt(@Nullable Instant sent, @Nullable Instant arrived) {
        return settled(arrived != null ? arrived : sent);
    }

    /** A copy put into Sent later keeps the time it was written at, as long as that is believable. */
    private Instant outboundAt(@Nullable Instant sent, @Nullable Instant arrived) {
        boolean believable =
                sent != null
                        && (arrived == null
                                || Duration.between(sent, arrived).abs().compareTo(BELIEVABLE)
                                        <= 0);
        return settled(believable ? sent : arrived);
    }

    private Instant settled(@Nullable Instant at) {
        if (at == null || at.isAfter(now)) {
            return now.truncatedTo(ChronoUnit.MICROS);
        }
        // What lies before e-mail itself is a broken clock.
        Instant earliest = Instant.EPOCH;
        return (at.isBefore(earliest) ? earliest : at).truncatedTo(ChronoUnit.MICROS);
    }

    private Set<String> counterparties(
            ParsedEmail parsed, boolean outbound, List<String> recipients) {
        Set<String> others = new LinkedHashSet<>();
        if (outbound) {
            others.addAll(recipients);
        } else {
            EmailAddress author = parsed.author();
            if (author != null) {
                others.add(Texts.cut(author.key(), 320));
            }
        }
        others.removeAll(ownKeys);
        return others;
    }

    private boolean isOwn(EmailAddress address) {
        return ownKeys.contains(address.key());
    }

    private List<UUID> ancestors(ParsedEmail parsed) {
        List<MessageId> nearestFirst =
                new ArrayList<>(parsed.inReplyTo().stream().limit(10).toList());
        nearestFirst.addAll(parsed.references().reversed());
        return hashes(nearestFirst.stream().filter(id -> !id.equals(parsed.messageId())));
    }

    private List<UUID> hashes(Stream<@Nullable MessageId> ids) {
        LinkedHashSet<UUID> found = new LinkedHashSet<>();
        ids.forEach(id -> {
            if (id != null) {
                found.add(hash(id.value()));
            }
        });
        return List.copyOf(found);
    }

    private UUID hash(String text) {
        ByteBuffer digest = ByteBuffer.wrap(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
        return new UUID(digest.getLong(), digest.getLong());
    }

    @Override
    public void close() {
        compressor.close();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
