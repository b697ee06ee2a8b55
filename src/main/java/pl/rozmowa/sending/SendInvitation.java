package pl.rozmowa.sending;

import java.text.MessageFormat;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.UUID;
import org.springframework.stereotype.Component;
import pl.rozmowa.account.AccountState;
import pl.rozmowa.account.MailAccount;
import pl.rozmowa.account.MailAccounts;
import pl.rozmowa.mail.EmailAddress;
import pl.rozmowa.mail.MessageId;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.sending.SubmissionTable.NewSubmission;
import pl.rozmowa.sharing.InvitationLetters;
import pl.rozmowa.team.Audit;
import pl.rozmowa.team.CurrentMember;
import pl.rozmowa.team.Project;
import pl.rozmowa.team.Projects;

/**
 * Sends invitations from the mailbox of the conversation they are about, through the outbox that answers go through. What they say is who
 * invites, where, the note and a link: no subject, no name, no word of the conversation.
 */
@Component
class SendInvitation implements InvitationLetters {

    private static final byte[] NO_REQUEST = {};

    private final MailAccounts accounts;
    private final MailServers servers;
    private final Projects projects;
    private final SubmissionTable submissions;
    private final SubmissionJobs jobs;
    private final Audit audit;
    private final Clock clock;

    SendInvitation(
            MailAccounts accounts,
            MailServers servers,
            Projects projects,
            SubmissionTable submissions,
            SubmissionJobs jobs,
            Audit audit,
            Clock clock) {
        this.accounts = accounts;
        this.servers = servers;
        this.projects = projects;
        this.submissions = submissions;
        this.jobs = jobs;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public boolean canSend(UUID projectId, UUID accountId) {
        return sender(projectId, accountId).isPresent();
    }

    private Optional<MailAccount> sender(UUID projectId, UUID accountId) {
        return accounts.find(projectId, accountId)
                .filter(account -> !account.needsSignIn())
                .filter(account ->
                        account.state() != AccountState.DISCONNECTED
                                && account.state() != AccountState.DISCONNECTING)
                .filter(account -> servers.password(account).isPresent());
    }

    @Override
    public void send(CurrentMember inviter, Invitation invitation) {
        UUID project = inviter.projectId();
        MailAccount account =
                sender(project, invitation.accountId())
                        .orElseThrow(() -> new Problem("mailbox_cannot_send", 409));
        Letter letter = letter(inviter, invitation, account);
        Instant now = clock.instant();
        boolean added =
                submissions.add(
                        new NewSubmission(
                                project,
                                invitation.id(),
                                account.id(),
                                invitation.conversationId(),
                                inviter.memberId(),
                                "invitation " + invitation.id(),
                                NO_REQUEST,
                                letter.id().value(),
                                letter.from().address(),
                                List.of(invitation.email()),
                                ComposeEmail.compose(letter),
                                "invitation",
                                now));
        if (added) {
            jobs.schedule(project, invitation.id(), now);
            if (!account.ownerId().equals(inviter.memberId())) {
                audit.note(inviter, "sent_from_mailbox_of_other", account.id());
            }
        }
    }

    private Letter letter(CurrentMember inviter, Invitation invitation, MailAccount account) {
        Locale locale = Locale.of(invitation.language());
        ResourceBundle words = ResourceBundle.getBundle("pl.rozmowa.sending.messages", locale);
        String project = projects.find(inviter.projectId()).map(Project::name).orElse("");
        String subject = say(words, "invitation.subject", inviter.name(), project);
        String lead = say(words, "invitation.lead", inviter.name(), project);
        String open = say(words, "invitation.open");
        String foot = say(words, "invitation.foot");
        String note = invitation.note();
        String link = invitation.link().toString();
        String text =
                lead
                        + "\n\n"
                        + (note == null ? "" : note + "\n\n")
                        + open
                        + "\n"
                        + link
                        + "\n\n"
                        + foot
                        + "\n";
        String html =
                "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head><body>\n<p>"
                        + escaped(lead)
                        + "</p>\n"
                        + (note == null
                                ? ""
                                : "<blockquote style=\"margin:0 0 1em;border-left:2px solid #ccc;padding-left:0.8em\">"
                                        + escaped(note).replace("\n", "<br>")
                                        + "</blockquote>\n")
                        + "<p><a href=\""
                        + escaped(link)
                        + "\">"
                        + escaped(open)
                        + "</a><br>"
                        + escaped(link)
                        + "</p>\n<p style=\"color:#666\">"
                        + escaped(foot)
                        + "</p>\n</body></html>\n";
        EmailAddress ours = EmailAddress.of(account.address());
        return new Letter(
                new EmailAddress(
                        ProposeReply.senderName(account, inviter.name()), account.address()),
                List.of(new EmailAddress(invitation.name(), invitation.email())),
                List.of(),
                subject,
                clock.instant().atZone(inviter.zone()),
                new MessageId(UUID.randomUUID() + "@" + ours.domain()),
                List.of(),
                text,
                html);
    }

    private static String say(ResourceBundle words, String key, Object... arguments) {
        return MessageFormat.format(words.getString(key), arguments);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
