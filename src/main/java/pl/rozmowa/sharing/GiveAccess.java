package pl.rozmowa.sharing;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.rozmowa.conversation.History;
import pl.rozmowa.conversation.Reached;
import pl.rozmowa.platform.Ids;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.platform.Settings;
import pl.rozmowa.sharing.GrantTable.Receiver;
import pl.rozmowa.team.Audit;
import pl.rozmowa.team.CurrentMember;

/** Opens a conversation to members of the project, changes how far they reach, and closes it to them again. */
@Component
public class GiveAccess {

    private static final int MOST = 100;

    private final SharedConversation shared;
    private final GrantTable grants;
    private final RequestTable requests;
    private final InvitationLetters letters;
    private final TellOfAccess tell;
    private final Audit audit;
    private final History history;
    private final Settings settings;
    private final Clock clock;

    GiveAccess(
            SharedConversation shared,
            GrantTable grants,
            RequestTable requests,
            InvitationLetters letters,
            TellOfAccess tell,
            Audit audit,
            History history,
            Settings settings,
            Clock clock) {
        this.shared = shared;
        this.grants = grants;
        this.requests = requests;
        this.letters = letters;
        this.tell = tell;
        this.audit = audit;
        this.history = history;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Opens the conversation to these members.
     *
     * @param level {@code read} or {@code reply}
     * @param mail tell them by e-mail as well, from the conversation's mailbox
     * @throws Problem {@code not_found}, {@code forbidden}, {@code invalid_input}, {@code mailbox_cannot_send}
     */
    @Transactional
    public void give(
            CurrentMember me,
            UUID conversationId,
            Collection<UUID> members,
            String level,
            @Nullable String note,
            boolean mail) {
        Reached reached = shared.mine(me, conversationId);
        Set<UUID> wanted = new LinkedHashSet<>(members);
        List<Receiver> receivers = grants.receivers(me.projectId(), wanted);
        if (wanted.isEmpty()
                || wanted.size() > MOST
                || wanted.contains(me.memberId())
                || receivers.size() != wanted.size()) {
            throw Problem.invalid("memberIds");
        }
        mayMail(me, reached, mail);
        receivers.forEach(receiver -> give(me, reached, receiver, level, note, mail));
        tell.changed(me.projectId(), reached.accountId(), reached.conversationId());
    }

    private void give(
            CurrentMember me,
            Reached reached,
            Receiver receiver,
            String level,
            @Nullable String note,
            boolean mail) {
        Instant now = clock.instant();
        UUID mailId = mail ? Ids.next() : null;
        UUID project = me.projectId();
        UUID member = receiver.memberId();
        if (!grants.give(
                project,
                me.memberId(),
                reached.conversationId(),
                member,
                level,
                note,
                mailId,
                now)) {
            throw Problem.forbidden();
        }
        requests.settle(project, reached.conversationId(), member, me.memberId(), now);
        if (mailId != null) {
            String language = receiver.language() == null ? me.language() : receiver.language();
            letters.send(
                    me,
                    new InvitationLetters.Invitation(
                            mailId,
                            reached.accountId(),
                            reached.conversationId(),
                            receiver.email(),
                            receiver.name(),
                            language,
                            settings.publicUrl().resolve("/inbox/" + reached.conversationId()),
                            note));
        }
        audit.note(me, "conversation_shared_" + level, reached.conversationId() + " " + member);
        note(me, reached, "let_in", member, level);
        tell.given(project, reached.accountId(), reached.conversationId(), member, me.memberId());
    }

    private void note(
            CurrentMember me, Reached reached, String verb, UUID memberId, @Nullable String level) {
        history.note(
                me.projectId(), reached.conversationId(), me.memberId(), verb, memberId, level);
    }

    /** @throws Problem {@code not_found} also where that member has no grant */
    @Transactional
    public void change(CurrentMember me, UUID conversationId, UUID memberId, String level) {
        Reached reached = shared.mine(me, conversationId);
        if (!grants.change(
                me.projectId(), me.memberId(), reached.conversationId(), memberId, level)) {
            throw Problem.notFound();
        }
        audit.note(me, "conversation_shared_" + level, reached.conversationId() + " " + memberId);
        note(me, reached, "access_changed", memberId, level);
        tell.levelChanged(me.projectId(), reached.accountId(), reached.conversationId(), memberId);
        tell.changed(me.projectId(), reached.accountId(), reached.conversationId());
    }

    /** Also by the one who has it: nobody must keep what they were given. */
    @Transactional
    public void revoke(CurrentMember me, UUID conversationId, UUID memberId) {
        Reached reached =
                memberId.equals(me.memberId())
                        ? shared.reached(me, conversationId)
                        : shared.mine(me, conversationId);
        if (!grants.revoke(me.projectId(), me.memberId(), reached.conversationId(), memberId)) {
            throw Problem.notFound();
        }
        audit.note(me, "conversation_unshared", reached.conversationId() + " " + memberId);
        note(me, reached, "access_taken", memberId, null);
        tell.taken(me.projectId(), reached.conversationId(), memberId);
        tell.changed(me.projectId(), reached.accountId(), reached.conversationId());
    }

    /** @throws Problem {@code mailbox_cannot_send} where a letter is wanted and the mailbox cannot send any */
    void mayMail(CurrentMember me, Reached reached, boolean mail) {
        if (mail && !letters.canSend(me.projectId(), reached.accountId())) {
            throw new Problem("mailbox_cannot_send", 409);
        }
    }
}
