package pl.rozmowa.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import pl.rozmowa.account.FailureReason;
import pl.rozmowa.account.Folder;
import pl.rozmowa.conversation.ReceivedEmail;
import pl.rozmowa.conversation.ReceivedPage;
import pl.rozmowa.imap.FetchItems;
import pl.rozmowa.imap.FetchedMessage;
import pl.rozmowa.imap.ImapConnection;
import pl.rozmowa.imap.ImapException;
import pl.rozmowa.imap.SelectedFolder;
import pl.rozmowa.imap.UidSet;

/**
 * Finds out whether a message arrived in its target although the server's answer never came, or didn't say where it lies. It is
 * recognised by what it is, as any message that turns up in another folder, and only among those that came after the move began.
 */
@Component
class LookForMoved {

    private static final Logger LOG = LoggerFactory.getLogger(LookForMoved.class);
    private static final int CANDIDATES = 100;

    private final MoveTable moves;
    private final PageWriter.Tools tools;

    LookForMoved(MoveTable moves, PageWriter.Tools tools) {
        this.moves = moves;
        this.tools = tools;
    }

    /** Settles the move: it arrived and its places are put right, or it never happened and is forgotten. */
    boolean hasArrived(WriteBack.Run run, MoveTable.Move move) throws ImapException {
        Folder target = run.folders().get(move.toFolder());
        try {
            if (target != null) {
                SelectedFolder opened = run.connection().examine(target.wireName());
                Optional<Long> uid = uidOf(run, move, target, opened);
                if (uid.isPresent()) {
                    removeFromSource(run, move);
                    tools.guarded(
                            run.mailbox(),
                            () ->
                                    moves.arrived(
                                            run.projectId(),
                                            move,
                                            opened.uidValidity(),
                                            uid.get()));
                    return true;
                }
            }
        } catch (ImapException e) {
            if (!e.failure().connectionUsable()) {
                throw e;
            }
            LOG.info(
                    "account {}: a moved message can't be looked for: {}",
                    run.mailbox().accountId(),
                    FailureReason.of(e.failure()));
            if (!FailureReason.isMissing(e.failure())) {
                return false; // nothing is known: it stays under way and is looked for before
                // anything is asked again
            }
        }
        tools.guarded(run.mailbox(), () -> moves.forget(run.projectId(), move.id()));
        return false;
    }

    private Optional<Long> uidOf(
            WriteBack.Run run, MoveTable.Move move, Folder target, SelectedFolder opened)
            throws ImapException {
        UidSet candidates = candidates(run.connection(), move, opened);
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        List<ReceivedEmail> heads = new ArrayList<>();
        for (FetchedMessage message :
                run.connection().fetch(candidates, FetchItems.overview().withHeader())) {
            byte[] header = message.header();
            if (header != null && candidates.contains(message.uid())) {
                heads.add(Renumbering.headOf(message, header));
            }
        }
        ReceivedPage page =
                new ReceivedPage(
                        run.projectId(),
                        run.mailbox().accountId(),
                        run.mailbox().ownAddressKeys(),
                        target.id(),
                        target.countsAs(),
                        opened.uidValidity(),
                        true,
                        heads);
        tools.guarded(run.mailbox(), () -> tools.receiving().recognise(page));
        return moves.whereIs(
                run.projectId(),
                move.emailId(),
                target.id(),
                opened.uidValidity(),
                heads.stream().map(ReceivedEmail::uid).toList());
    }

    /** What came into the target since: a renumbered one is searched whole. */
    private static UidSet candidates(
            ImapConnection connection, MoveTable.Move move, SelectedFolder opened)
            throws ImapException {
        boolean sameNumbers = move.toValidity() == opened.uidValidity() && move.toUidNext() > 0;
        UidSet since = UidSet.range(sameNumbers ? move.toUidNext() : 1, UidSet.MAX_UID);
        UidSet found =
                move.messageId() == null
                        ? connection.searchUids(since)
                        : connection.searchMessageId(move.messageId()).and(since);
        return found.size() <= CANDIDATES ? found : found.pagesNewestFirst(CANDIDATES).getFirst();
    }

    /** Cut off between copying and removing: the copy has just been seen, so the rest of the move may be done. */
    private static void removeFromSource(WriteBack.Run run, MoveTable.Move move)
            throws ImapException {
        Folder source = run.folders().get(move.fromFolder());
        if (source == null || source.vanished()) {
            return;
        }
        ImapConnection connection = run.connection();
        SelectedFolder opened = connection.select(source.wireName());
        UidSet own = UidSet.of(move.fromUid());
        if (opened.uidValidity() == move.fromValidity() && !connection.searchUids(own).isEmpty()) {
            connection.store(own, true, List.of("\\Deleted"));
            connection.expunge(own);
        }
    }
}
