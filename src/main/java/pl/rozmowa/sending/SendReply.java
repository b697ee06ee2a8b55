package pl.rozmowa.sending;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.rozmowa.account.MailAccount;
import pl.rozmowa.conversation.EmailBodies;
import pl.rozmowa.conversation.Receiving;
import pl.rozmowa.mail.EmailAddress;
import pl.rozmowa.mail.MessageId;
import pl.rozmowa.mail.MimeParser;
import pl.rozmowa.mail.ParseLimits;
import pl.rozmowa.mail.PlainText;
import pl.rozmowa.mail.SafeHtml;
import pl.rozmowa.platform.Ids;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.sending.SubmissionTable.NewSubmission;
import pl.rozmowa.sending.SubmissionTable.SameKey;
import pl.rozmowa.team.Audit;
import pl.rozmowa.team.CurrentMember;
import pl.rozmowa.teamwork.ClientOwnership;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes an answer: the email in its conversation, the submission and its job come to be in one transaction, or none of them. The same key
 * with the same content is the same answer, however often it comes.
 */
@Component
class SendReply {

    private static final int LONGEST_KEY = 200;
    private static final int LONGEST_SUBJECT = 900;
    private static final int LONGEST_HTML = 2_000_000;
    private static final int LARGEST = 25 << 20;

    private final ProposeReply proposing;
    private final EmailBodies bodies;
    private final Receiving receiving;
    private final SubmissionTable submissions;
    private final SubmissionJobs jobs;
    private final SubmissionProgress progress;
    private final StopAtSend stopping;
    private final Drafts drafts;
    private final ClientOwnership ownership;
    private final Audit audit;
    private final JsonMapper json;
    private final Clock clock;

    SendReply(
            ProposeReply proposing,
            EmailBodies bodies,
            Receiving receiving,
            SubmissionTable submissions,
            SubmissionJobs jobs,
            SubmissionProgress progress,
            StopAtSend stopping,
            Drafts drafts,
            ClientOwnership ownership,
            Audit audit,
            JsonMapper json,
            Clock clock) {
        this.proposing = proposing;
        this.bodies = bodies;
        this.receiving = receiving;
        this.submissions = submissions;
        this.jobs = jobs;
        this.progress = progress;
        this.stopping = stopping;
        this.drafts = drafts;
        this.ownership = ownership;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    /**
     * @return the submission's id
     * @throws Problem {@code conversation_changed} when others brought something since it was begun, {@code draft_taken}
     */
    @Transactional
    public UUID send(CurrentMember me, UUID conversationId, NewReply reply) {
        UUID emailId = reply.emailId();
        if (emailId == null) {
            throw Problem.invalid("emailId");
        }
        String key = key(reply);
        Answered answered = proposing.answered(me, conversationId, emailId);
        byte[] hash = hash(answered.conversationId(), reply);
        Optional<SameKey> before = submissions.byKey(me.projectId(), me.memberId(), key);
        if (before.isPresent()) {
            return sameAnswer(before.get(), hash);
        }
        MailAccount account = proposing.account(answered, me.projectId());
        Recipients recipients = Recipients.of(reply);
        Letter letter = letter(me, answered, account, recipients, reply);
        byte[] source = ComposeEmail.compose(letter);
        if (source.length > LARGEST) {
            throw tooLarge(LARGEST);
        }
        UUID home = stopping.ifOthersWereFaster(me, answered, reply).conversationId();
        drafts.sent(me, answered, reply.draftId());

        UUID id = Ids.next();
        Instant now = letter.at().toInstant();
        boolean added =
                submissions.add(
                        new NewSubmission(
                                me.projectId(),
                                id,
                                account.id(),
                                home,
                                me.memberId(),
                                key,
                                hash,
                                letter.id().value(),
                                letter.from().address(),
                                recipients.envelope(),
                                source,
                                "reply",
                                now));
        if (!added) { // at the very same time, from another tab
            return sameAnswer(
                    submissions.byKey(me.projectId(), me.memberId(), key).orElseThrow(), hash);
        }
        UUID email =
                receiving.receiveSent(
                        me.projectId(),
                        account.id(),
                        MimeParser.parse(source, ParseLimits.STANDARD),
                        source,
                        home);
        submissions.shows(me.projectId(), id, email);
        ownership.answered(me, account.id(), home, recipients.keys());
        jobs.schedule(me.projectId(), id, now);
        progress.tell(me.projectId(), account.id(), home, id, Phase.QUEUED);
        if (!account.ownerId().equals(me.memberId())) {
            audit.note(me, "sent_from_mailbox_of_other", account.id());
        }
        return id;
    }

    private Letter letter(
            CurrentMember me,
            Answered answered,
            MailAccount account,
            Recipients recipients,
            NewReply reply) {
        String given = reply.html() == null ? "" : reply.html();
        if (given.length() > LONGEST_HTML) {
            throw tooLarge(LONGEST_HTML);
        }
        String html = SafeHtml.toSend(given);
        String text = PlainText.of(html);
        if (text.isBlank()) {
            throw new Problem("message_empty", 400);
        }
        if (Boolean.TRUE.equals(reply.includeQuote())) {
            Quote quote = proposing.quote(me, answered);
            html = html + "<br>" + quote.html();
            text = text.stripTrailing() + "\n\n" + quote.text();
        }
        EmailAddress ours = EmailAddress.of(ProposeReply.address(answered, account));
        String local = ours.address().substring(0, ours.address().lastIndexOf('@') + 1);
        return new Letter(
                new EmailAddress(
                        ProposeReply.senderName(account, me.name()), local + ours.domain()),
                recipients.to(),
                recipients.cc(),
                subject(reply, answered),
                clock.instant().atZone(me.zone()),
                new MessageId(UUID.randomUUID() + "@" + ours.domain()),
                bodies.thread(me.projectId(), answered.emailId()),
                text,
                "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head><body>\n"
                        + html
                        + "\n</body></html>\n");
    }

    private static String subject(NewReply reply, Answered answered) {
        String subject =
                reply.subject() == null
                        ? ReplySubject.of(answered.subject())
                        : reply.subject().strip();
        if (Recipients.hasControls(subject) || subject.length() > LONGEST_SUBJECT) {
            throw Problem.invalid("subject");
        }
        return subject;
    }

    private static String key(NewReply reply) {
        String key = reply.idempotencyKey();
        if (key == null
                || key.isBlank()
                || key.length() > LONGEST_KEY
                || Recipients.hasControls(key)) {
            throw Problem.invalid("idempotencyKey");
        }
        return key;
    }

    private static UUID sameAnswer(SameKey before, byte[] hash) {
        if (!MessageDigest.isEqual(before.requestHash(), hash)) {
            throw new Problem("same_key_other_content", 409);
        }
        return before.id();
    }

    private record Content(UUID conversationId, Said reply) {}

    /** What makes it the same answer; not what only decides whether it may go now. */
    private record Said(
            @Nullable String idempotencyKey,
            @Nullable UUID emailId,
            @Nullable List<NewReply.@Nullable Address> to,
            @Nullable List<NewReply.@Nullable Address> cc,
            @Nullable List<NewReply.@Nullable Address> bcc,
            @Nullable String subject,
            @Nullable String html,
            @Nullable Boolean includeQuote) {

        static Said of(NewReply reply) {
            return new Said(
                    reply.idempotencyKey(),
                    reply.emailId(),
                    reply.to(),
                    reply.cc(),
                    reply.bcc(),
                    reply.subject(),
                    reply.html(),
                    reply.includeQuote());
        }
    }

    private byte[] hash(UUID conversationId, NewReply reply) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(
                            json.writeValueAsString(new Content(conversationId, Said.of(reply)))
                                    .getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static Problem tooLarge(int limit) {
        return new Problem("message_too_large", 413, Map.of("limit", limit));
    }
}
