package pl.rozmowa.sending;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import pl.rozmowa.account.AccountState;
import pl.rozmowa.account.MailAccount;
import pl.rozmowa.account.MailAccounts;
import pl.rozmowa.conversation.EmailBodies;
import pl.rozmowa.conversation.Person;
import pl.rozmowa.mail.EmailAddress;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.team.CurrentMember;
import pl.rozmowa.teamwork.Meanwhile;

/** Works out an answer before a word of it is written: to whom, from which address, under which subject, with which quote. */
@Component
class ProposeReply {

    private final AnsweredQuery emails;
    private final EmailBodies bodies;
    private final MailAccounts accounts;
    private final Meanwhile meanwhile;

    ProposeReply(
            AnsweredQuery emails, EmailBodies bodies, MailAccounts accounts, Meanwhile meanwhile) {
        this.emails = emails;
        this.bodies = bodies;
        this.accounts = accounts;
        this.meanwhile = meanwhile;
    }

    ReplyProposal propose(CurrentMember me, UUID conversationId, UUID emailId, boolean all) {
        String asOf = meanwhile.mark();
        Answered answered = answered(me, conversationId, emailId);
        MailAccount account = account(answered, me.projectId());
        Set<String> own = accounts.ownAddresses(me.projectId(), account.id());
        ReplyRecipients recipients = ReplyRecipients.of(answered, own, all);
        Quote quote = quote(me, answered);
        return new ReplyProposal(
                new ReplyProposal.Sender(
                        account.id(), address(answered, account), senderName(account, me.name())),
                recipients.to(),
                recipients.cc(),
                ReplySubject.of(answered.subject()),
                quote.html(),
                quote.text(),
                answered.emailId(),
                asOf);
    }

    /** 404 for what the member doesn't see, 403 for what they may only read. */
    Answered answered(CurrentMember me, UUID conversationId, UUID emailId) {
        Answered answered =
                emails.find(me.projectId(), me.memberId(), conversationId, emailId)
                        .orElseThrow(Problem::notFound);
        if (!answered.mayBeAnswered()) {
            throw Problem.forbidden();
        }
        return answered;
    }

    /** The mailbox that an answer goes out from; a problem when nothing can. */
    MailAccount account(Answered answered, UUID projectId) {
        MailAccount account =
                accounts.find(projectId, answered.accountId()).orElseThrow(Problem::notFound);
        if (account.state() == AccountState.DISCONNECTED
                || account.state() == AccountState.DISCONNECTING) {
            throw new Problem("mailbox_disconnected", 409);
        }
        return account;
    }

    Quote quote(CurrentMember me, Answered answered) {
        return bodies.of(me.projectId(), answered.emailId())
                .map(body ->
                        Quote.of(answered.from(), answered.at(), body, me.language(), me.zone()))
                .orElse(Quote.NONE);
    }

    /** The address of ours that was written to, or that we wrote from; the mailbox's own where it was neither (Bcc, a list). */
    static String address(Answered answered, MailAccount account) {
        List<String> ours =
                Stream.concat(Stream.of(account.address()), account.aliases().stream()).toList();
        Stream<Person> met =
                answered.own()
                        ? Stream.of(answered.from())
                        : Stream.concat(answered.to().stream(), answered.cc().stream());
        List<String> keys = met.map(person -> EmailAddress.of(person.email()).key()).toList();
        return ours.stream()
                .filter(address -> keys.contains(EmailAddress.of(address).key()))
                .findFirst()
                .orElse(account.address());
    }

    /** Who writes, and for whom. */
    static String senderName(MailAccount account, String member) {
        String mailbox = account.displayName().strip();
        if (mailbox.isEmpty() || member.contains(mailbox)) {
            return member;
        }
        return mailbox.contains(member) ? mailbox : member + " | " + mailbox;
    }
}
