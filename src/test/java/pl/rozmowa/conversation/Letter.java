package pl.rozmowa.conversation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import pl.rozmowa.mail.AttachmentPart;
import pl.rozmowa.mail.AutoKind;
import pl.rozmowa.mail.BaseSubject;
import pl.rozmowa.mail.Defect;
import pl.rozmowa.mail.EmailAddress;
import pl.rozmowa.mail.HeaderFields;
import pl.rozmowa.mail.MessageId;
import pl.rozmowa.mail.MimeParser;
import pl.rozmowa.mail.NoHeaders;
import pl.rozmowa.mail.ParseLimits;
import pl.rozmowa.mail.ParsedEmail;

/** Writes emails for tests, a word at a time: {@code letter("a").from(…).answering("b")}. */
public final class Letter {

    public static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final @Nullable String id;
    private EmailAddress from = new EmailAddress("Żaneta Gołąb", "zaneta@studiolaka.example");
    private List<EmailAddress> to = List.of(EmailAddress.of("biuro@debowa.test"));
    private List<EmailAddress> cc = List.of();
    private List<EmailAddress> replyTo = List.of();
    private String subject = "Zapytanie o płytki";
    private Instant at = NOON;
    private List<MessageId> inReplyTo = List.of();
    private List<MessageId> references = List.of();
    private @Nullable MessageId original;
    private String text = "Dzień dobry, proszę o wycenę.";
    private @Nullable String html;
    private @Nullable AutoKind autoKind;
    private final List<AttachmentPart> attachments = new ArrayList<>();
    private Set<String> flags = Set.of("\\Seen");
    private @Nullable String serverIdentity;
    private byte @Nullable [] source;
    private boolean whole = true;
    private String salt = "";
    private HeaderFields headers = NoHeaders.headers();

    private Letter(@Nullable String id) {
        this.id = id;
    }

    /** With the Message-ID {@code id@test}. */
    public static Letter letter(String id) {
        return new Letter(id);
    }

    public static Letter withoutMessageId(String salt) {
        return new Letter(null).salted(salt);
    }

    public Letter from(String name, String address) {
        from = new EmailAddress(name, address);
        return this;
    }

    public Letter to(String... addresses) {
        to = Stream.of(addresses).map(EmailAddress::of).toList();
        return this;
    }

    public Letter cc(String... addresses) {
        cc = Stream.of(addresses).map(EmailAddress::of).toList();
        return this;
    }

    public Letter replyTo(String... addresses) {
        replyTo = Stream.of(addresses).map(EmailAddress::of).toList();
        return this;
    }

    public Letter subject(String value) {
        subject = value;
        return this;
    }

    public Letter at(Instant value) {
        at = value;
        return this;
    }

    public Letter minute(int minutes) {
        return at(NOON.plusSeconds(60L * minutes));
    }

    public Letter answering(String... ids) {
        inReplyTo = Stream.of(ids).map(Letter::messageId).toList();
        return this;
    }

    public Letter naming(String... ids) {
        references = Stream.of(ids).map(Letter::messageId).toList();
        return this;
    }

    public Letter originally(String id) {
        original = messageId(id);
        return this;
    }

    public Letter text(String value) {
        text = value;
        return this;
    }

    public Letter html(String value) {
        html = value;
        return this;
    }

    public Letter auto(AutoKind kind) {
        autoKind = kind;
        return this;
    }

    public Letter attaching(AttachmentPart part) {
        attachments.add(part);
        return this;
    }

    public Letter unseen() {
        flags = Set.of();
        return this;
    }

    public Letter serverIdentity(String value) {
        serverIdentity = value;
        return this;
    }

    public Letter source(byte[] bytes, boolean all) {
        source = bytes;
        whole = all;
        return this;
    }

    /** Makes it another email, though the header fields that people see are the same. */
    public Letter salted(String value) {
        salt = value;
        return this;
    }

    /** As it lies in a mailbox that it was delivered to: with the field that the receiving server adds. */
    public Letter delivered() {
        headers =
                MimeParser.parse(
                                "Received: from mx.brzask.example by mail.debowa.test\r\n\r\n"
                                        .getBytes(StandardCharsets.US_ASCII),
                                ParseLimits.STANDARD)
                        .headers();
        return this;
    }

    public static MessageId messageId(String id) {
        return new MessageId(id + "@test");
    }

    public ParsedEmail parsed() {
        return new ParsedEmail(
                headers,
                List.of(from),
                null,
                replyTo,
                to,
                cc,
                List.of(),
                subject,
                BaseSubject.of(subject),
                at,
                id == null ? null : messageId(id),
                inReplyTo,
                references,
                original,
                text,
                html,
                text.length(),
                text.substring(0, Math.min(200, text.length())),
                attachments,
                null,
                autoKind,
                EnumSet.noneOf(Defect.class),
                text.length(),
                identKey());
    }

    public ReceivedEmail at(long uid) {
        byte[] bytes =
                source == null
                        ? ("Subject: " + subject + "\r\n\r\n" + text)
                                .getBytes(StandardCharsets.UTF_8)
                        : source;
        return new ReceivedEmail(
                uid, flags, at, bytes.length, serverIdentity, parsed(), bytes, whole);
    }

    private byte[] identKey() {
        try {
            String all = id + "|" + from.key() + "|" + subject + "|" + at + "|" + salt;
            return MessageDigest.getInstance("SHA-256")
                    .digest(all.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
