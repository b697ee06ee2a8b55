package pl.rozmowa.sync;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import pl.rozmowa.account.Folder;
import pl.rozmowa.conversation.ReceivedEmail;
import pl.rozmowa.conversation.ReceivedPage;
import pl.rozmowa.imap.FetchBatch;
import pl.rozmowa.imap.FetchItems;
import pl.rozmowa.imap.FetchSink;
import pl.rozmowa.imap.FetchedMessage;
import pl.rozmowa.imap.ImapConnection;
import pl.rozmowa.imap.ImapException;
import pl.rozmowa.imap.ImapFailure;
import pl.rozmowa.imap.SelectedFolder;
import pl.rozmowa.imap.UidSet;
import pl.rozmowa.mail.MimeParser;
import pl.rozmowa.mail.ParseLimits;

/**
 * A folder got another UIDVALIDITY: every number known of it is void (RFC 9051 §2.3.1.1). Its emails are recognised by what they are,
 * from their header blocks alone, and keep all that hangs on them; only what isn't recognised is fetched as new mail is.
 */
@Component
class Renumbering {

    private static final Logger LOG = LoggerFactory.getLogger(Renumbering.class);
    private static final int AT_ONCE = 200;
    private static final long HEADER_BYTES = 4_000;

    /** Renumbered so often in a day, a folder is left alone for a while. */
    static final int ENDLESS = 5;

    private final PlacementTable placements;
    private final PageWriter.Tools tools;

    Renumbering(PlacementTable placements, PageWriter.Tools tools) {
        this.placements = placements;
        this.tools = tools;
    }

    /** A folder that was never opened (UIDVALIDITY 0) is not renumbered by being opened. */
    static boolean happened(Optional<FolderCursor> known, SelectedFolder opened) {
        return known.filter(cursor -> cursor.uidValidity() != 0)
                .filter(cursor ->
                        cursor.uidValidity() != opened.uidValidity()
                                || cursor.state() == FolderCursor.State.REMAPPING)
                .isPresent();
    }

    /** Gives the listed UIDs of the opened folder the emails that lay here before. */
    void recognise(Mailbox mailbox, Folder folder, ImapConnection connection, FolderCursor cursor)
            throws ImapException {
        List<Long> listed =
                placements.outstanding(mailbox.projectId(), folder.id(), cursor.uidValidity());
        Recognition recognition = new Recognition(mailbox, folder, cursor.uidValidity());
        connection.fetch(batches(listed), recognition);
        LOG.info(
                "account {} folder {} was renumbered: {} of {} recognised",
                mailbox.accountId(),
                folder.id(),
                recognition.found,
                listed.size());
    }

    private static Iterator<FetchBatch> batches(List<Long> uids) {
        List<FetchBatch> batches = new ArrayList<>();
        for (int from = 0; from < uids.size(); from += AT_ONCE) {
            List<Long> some = uids.subList(from, Math.min(uids.size(), from + AT_ONCE));
            batches.add(
                    new FetchBatch(
                            UidSet.of(some),
                            FetchItems.overview().withHeader(),
                            some.size() * HEADER_BYTES));
        }
        return batches.iterator();
    }

    /** Collects the header blocks of a batch; what the server refuses to show is left to be fetched. */
    private final class Recognition implements FetchSink {

        private final Mailbox mailbox;
        private final Folder folder;
        private final long uidValidity;
        private final Map<Long, ReceivedEmail> arrived = new HashMap<>();
        private int found;

        Recognition(Mailbox mailbox, Folder folder, long uidValidity) {
            this.mailbox = mailbox;
            this.folder = folder;
            this.uidValidity = uidValidity;
        }

        @Override
        public void message(FetchedMessage message) {
            byte[] header = message.header();
            if (header != null) {
                arrived.put(message.uid(), headOf(message, header));
            }
        }

        @Override
        public void answered(FetchBatch batch, @Nullable ImapFailure failure) {
            List<ReceivedEmail> heads = List.copyOf(arrived.values());
            arrived.clear();
            if (!heads.isEmpty()) {
                tools.guarded(
                        mailbox, folder, () -> found += tools.receiving().recognise(page(heads)));
            }
        }

        private ReceivedPage page(List<ReceivedEmail> heads) {
            return new ReceivedPage(
                    mailbox.projectId(),
                    mailbox.accountId(),
                    mailbox.ownAddressKeys(),
                    folder.id(),
                    folder.countsAs(),
                    uidValidity,
                    true,
                    heads);
        }
    }

    /** An email as far as its header block tells. */
    static ReceivedEmail headOf(FetchedMessage message, byte[] header) {
        Set<String> flags = message.flags();
        return new ReceivedEmail(
                message.uid(),
                flags == null ? Set.of() : FolderSync.lasting(flags),
                message.internalDate(),
                Math.max(0, message.size()),
                message.serverIdentity(),
                MimeParser.parse(header, ParseLimits.STANDARD),
                null,
                false);
    }
}
