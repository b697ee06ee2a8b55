package pl.rozmowa.conversation;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import pl.rozmowa.account.FolderRole;
import pl.rozmowa.account.MailAccounts;
import pl.rozmowa.contact.ContactBook;
import pl.rozmowa.conversation.EmailTable.Known;
import pl.rozmowa.conversation.PlacementRows.Place;
import pl.rozmowa.mail.ParsedEmail;

/**
 * The one door through which emails come in: a page of a folder, or what we sent ourselves. Every method works inside the caller's
 * open transaction, and doing the same again changes nothing.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Receiving {

    private final EmailTable emails;
    private final Recognition recognition;
    private final SourceRows sources;
    private final PlacementRows placements;
    private final ConversationTable conversations;
    private final ThreadTable threads;
    private final MergeTable merges;
    private final Threading threading;
    private final ContactBook contacts;
    private final MailAccounts accounts;
    private final Announcing announcing;
    private final ArrivalNews news;
    private final WishTable wishes;
    private final Clock clock;

    Receiving(
            EmailTable emails,
            Recognition recognition,
            SourceRows sources,
            PlacementRows placements,
            ConversationTable conversations,
            ThreadTable threads,
            MergeTable merges,
            Threading threading,
            ContactBook contacts,
            MailAccounts accounts,
            Announcing announcing,
            ArrivalNews news,
            WishTable wishes,
            Clock clock) {
        this.emails = emails;
        this.recognition = recognition;
        this.sources = sources;
        this.placements = placements;
        this.conversations = conversations;
        this.threads = threads;
        this.merges = merges;
        this.threading = threading;
        this.contacts = contacts;
        this.accounts = accounts;
        this.announcing = announcing;
        this.news = news;
        this.wishes = wishes;
        this.clock = clock;
    }

    /** Stores a page: contacts, conversations, emails, places. Pages of several folders of one mailbox may come at the same time. */
    public Received receive(ReceivedPage page) {
        if (page.emails().isEmpty()) {
            return new Received(0, 0, 0, Set.of());
        }
        List<Arrival> offered = arrivals(page);
        Set<UUID> ahead = writeAhead(page, offered);
        emails.lock(page.accountId());

        Map<ByteBuffer, Known> known = recognition.known(page, offered);
        Map<ByteBuffer, Arrival> unknown = unknown(offered, known);
        List<Arrival> arrivals = List.copyOf(unknown.values());
        settle(page.projectId(), ahead, arrivals);

        Set<UUID> touched = new TreeSet<>();
        Threading.Outcome threaded =
                store(page.projectId(), page.accountId(), arrivals, null, touched);
        place(page, offered, known, unknown);
        touched.addAll(foundAgain(page, offered, known));
        seenMeanwhile(page, offered, known);
        conversations.summarise(page.projectId(), touched);
        announcing.arrived(page, touched);
        news.tell(page, arrivals, threaded);
        return new Received(
                arrivals.size(),
                page.emails().size() - arrivals.size(),
                threaded.begun().size(),
                touched);
    }

    /**
     * Gives emails that are stored already their new places, by what their header blocks say; the others stay to be fetched whole.
     *
     * @param heads emails of which only the header block was read
     * @return how many were recognised
     */
    public int recognise(ReceivedPage heads) {
        List<Arrival> offered = arrivals(heads);
        emails.lock(heads.accountId());
        Map<ByteBuffer, Known> known = recognition.known(heads, offered);
        List<ReceivedEmail> found = new ArrayList<>();
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < offered.size(); i++) {
            if (known.containsKey(offered.get(i).identKey())) {
                found.add(heads.emails().get(i));
                arrivals.add(offered.get(i));
            }
        }
        ReceivedPage page = heads.with(found);
        place(page, arrivals, known, Map.of());
        Set<UUID> touched = new TreeSet<>(foundAgain(page, arrivals, known));
        seenMeanwhile(page, arrivals, known);
        conversations.summarise(page.projectId(), touched);
        announcing.changed(page.projectId(), page.accountId(), touched);
        return found.size();
    }

    /**
     * Stores an email of our own that was handed to the mail server, in the conversation it was written in. The copy that the engine
     * meets later in Sent only adds its place; when it was quicker, its email is returned.
     *
     * @return the email's id
     */
    public UUID receiveSent(
            UUID projectId,
            UUID accountId,
            ParsedEmail parsed,
            byte[] source,
            UUID conversationId) {
        emails.lock(accountId);
        Arrival sent;
        try (Arrivals preparing =
                new Arrivals(accounts.ownAddresses(projectId, accountId), clock.instant())) {
            sent = preparing.sent(parsed, source);
        }
        Known there = recognition.alreadyThere(projectId, accountId, sent);
        if (there != null) {
            return there.id();
        }
        Set<UUID> touched = new TreeSet<>();
        sources.insert(projectId, List.of(sent));
        store(
                projectId,
                accountId,
                List.of(sent),
                conversations.current(projectId, conversationId),
                touched);
        conversations.summarise(projectId, touched);
        announcing.changed(projectId, accountId, touched);
        return sent.id();
    }

    /** Nothing more comes into the mailbox until the open transaction ends. Before any row of a conversation is held. */
    public void holdBack(UUID accountId) {
        emails.lock(accountId);
    }

    /** Takes an email of our own back out of its conversation: it was never sent, and its writer gave it up. */
    public void withdrawSent(UUID projectId, UUID accountId, UUID emailId) {
        emails.lock(accountId);
        Set<UUID> touched = new TreeSet<>(emails.withdraw(projectId, accountId, emailId));
        conversations.summarise(projectId, touched);
        announcing.changed(projectId, accountId, touched);
    }

    /** What the server says about emails that are known. */
    public void flagsChanged(UUID projectId, UUID accountId, List<FlagChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        Set<UUID> changed = new TreeSet<>();
        Set<UUID> seen = new TreeSet<>();
        for (EmailTable.Flagged flagged : emails.flag(projectId, accountId, changes)) {
            changed.add(flagged.conversationId());
            if (flagged.becameSeen()) {
                seen.add(flagged.conversationId());
            }
        }
        if (!seen.isEmpty()) {
            conversations.readElsewhere(projectId, accountId, seen);
        }
        conversations.star(projectId, changed);
        announcing.changed(projectId, accountId, changed);
    }

    /** Some places of these emails are gone; an email without any is marked as removed. The places' rows are changed by the caller. */
    public void placementsGone(UUID projectId, UUID accountId, Collection<UUID> emailIds) {
        if (emailIds.isEmpty()) {
            return;
        }
        emails.lock(accountId);
        Set<UUID> touched = new TreeSet<>(emails.markRemoved(projectId, accountId, emailIds));
        conversations.summarise(projectId, touched);
        announcing.changed(projectId, accountId, touched);
    }

    /** The bytes of an attachment are in the blob store now. */
    public void attachmentStored(UUID projectId, UUID attachmentId, String sha256, long size) {
        sources.attachmentStored(projectId, attachmentId, sha256, size);
    }

    private List<Arrival> arrivals(ReceivedPage page) {
        List<Arrival> arrivals = new ArrayList<>(page.emails().size());
        try (Arrivals preparing = new Arrivals(page.ownAddressKeys(), clock.instant())) {
            page.emails().forEach(email -> arrivals.add(preparing.of(email, page.folderRole())));
        }
        return arrivals;
    }

    /**
     * Writes what hangs on the emails alone before the mailbox is locked, so that the page of another folder need not wait for it.
     *
     * @return those that seem to be new; only after the lock is it certain
     */
    private Set<UUID> writeAhead(ReceivedPage page, List<Arrival> offered) {
        List<Arrival> ahead =
                List.copyOf(unknown(offered, recognition.byIdentKey(page, offered)).values());
        sources.insert(page.projectId(), ahead);
        return ids(ahead);
    }

    /** What was written ahead of emails that came in meanwhile goes; what went meanwhile is written again. */
    private void settle(UUID projectId, Set<UUID> ahead, List<Arrival> arrivals) {
        Set<UUID> known = new TreeSet<>(ahead);
        known.removeAll(ids(arrivals));
        sources.delete(projectId, known);
        sources.insert(
                projectId,
                arrivals.stream().filter(arrival -> !ahead.contains(arrival.id())).toList());
    }

    private static Set<UUID> ids(List<Arrival> arrivals) {
        return arrivals.stream().map(Arrival::id).collect(Collectors.toSet());
    }

    private static Map<ByteBuffer, Arrival> unknown(
            List<Arrival> offered, Map<ByteBuffer, Known> known) {
        Map<ByteBuffer, Arrival> unknown = new LinkedHashMap<>();
        offered.stream()
                .filter(arrival -> !known.containsKey(arrival.identKey()))
                .forEach(arrival -> unknown.putIfAbsent(arrival.identKey(), arrival));
        return unknown;
    }

    /**
     * @param home the conversation they belong to; null to find it
     * @return where they belong
     */
    private Threading.Outcome store(
            UUID projectId,
            UUID accountId,
            List<Arrival> arrivals,
            @Nullable UUID home,
            Set<UUID> touched) {
        if (arrivals.isEmpty()) {
            return new Threading.Outcome();
        }
        Map<String, UUID> met =
                contacts.enter(
                        projectId,
                        arrivals.stream().flatMap(a -> a.encounters().stream()).toList());
        Threading.Outcome threaded =
                home == null
                        ? threading.thread(projectId, accountId, arrivals)
                        : Threading.inside(home, arrivals);
        merges.merge(projectId, accountId, threaded.merges());
        conversations.begin(
                projectId, accountId, threaded.begun(), arrivals, threaded.conversations());
        emails.insert(projectId, accountId, arrivals, threaded.conversations());
        threads.addNames(projectId, accountId, threaded.newNames());
        threads.claimNames(projectId, accountId, threaded.claims());
        conversations.addContacts(projectId, contactsByConversation(arrivals, met, threaded));
        touched.addAll(threaded.conversations().values());
        return threaded;
    }

    private static Map<UUID, Set<UUID>> contactsByConversation(
            List<Arrival> arrivals, Map<String, UUID> met, Threading.Outcome threaded) {
        Map<UUID, Set<UUID>> found = new LinkedHashMap<>();
        for (Arrival arrival : arrivals) {
            UUID conversation = threaded.conversations().get(arrival.id());
            if (conversation != null) {
                arrival.encounters().stream()
                        .map(encounter -> met.get(encounter.who().key()))
                        .filter(contact -> contact != null)
                        .forEach(c ->
                                found.computeIfAbsent(conversation, id -> new TreeSet<>()).add(c));
            }
        }
        return found;
    }

    private void place(
            ReceivedPage page,
            List<Arrival> offered,
            Map<ByteBuffer, Known> known,
            Map<ByteBuffer, Arrival> unknown) {
        Map<Long, Place> places = new LinkedHashMap<>();
        for (int i = 0; i < offered.size(); i++) {
            ByteBuffer key = offered.get(i).identKey();
            Known there = known.get(key);
            Arrival stored = unknown.get(key);
            UUID email =
                    there != null ? there.id() : stored != null ? stored.id() : offered.get(i).id();
            ReceivedEmail received = page.emails().get(i);
            places.put(received.uid(), new Place(received.uid(), email, received.flags()));
        }
        placements.fetched(
                page.projectId(),
                page.folderId(),
                page.uidValidity(),
                List.copyOf(places.values()));
    }

    private List<UUID> foundAgain(
            ReceivedPage page, List<Arrival> offered, Map<ByteBuffer, Known> known) {
        Set<UUID> there = new HashSet<>();
        Set<UUID> unseen = new HashSet<>();
        for (Arrival arrival : offered) {
            Known email = known.get(arrival.identKey());
            if (email != null) {
                there.add(email.id());
                if (arrival.arrivedUnseen()) {
                    unseen.add(email.id());
                }
            }
        }
        List<UUID> changed = new ArrayList<>(emails.found(page.projectId(), there, unseen));
        if (page.folderRole() == FolderRole.SENT) {
            changed.addAll(emails.wroteOurselves(page.projectId(), there));
        }
        if (page.folderRole() == FolderRole.INBOX) {
            changed.addAll(wishes.returned(page.projectId(), there));
        }
        return changed;
    }

    /** Whoever reads a message in another program and puts it away at once has read it. */
    private void seenMeanwhile(
            ReceivedPage page, List<Arrival> offered, Map<ByteBuffer, Known> known) {
        Set<UUID> seen = new HashSet<>();
        for (Arrival arrival : offered) {
            Known email = known.get(arrival.identKey());
            if (email != null && arrival.flagged("\\Seen")) {
                seen.add(email.id());
            }
        }
        Set<UUID> read = new TreeSet<>(emails.seen(page.projectId(), page.accountId(), seen));
        if (!read.isEmpty()) {
            conversations.readElsewhere(page.projectId(), page.accountId(), read);
        }
    }
}
