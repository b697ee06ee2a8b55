package pl.rozmowa.imap;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import pl.rozmowa.mail.Endpoint;
import pl.rozmowa.mail.SignIn;
import pl.rozmowa.platform.Dialer;
import pl.rozmowa.platform.TlsPolicy;

/**
 * One connection to an IMAP server. Blocking, for one (virtual) thread at a time; only {@link #wake}, {@link #close} and
 * {@link #isOpen} may be called from others. Each verb lives in a file of its own; this class is their table of contents.
 *
 * <p>Every method throws {@link ImapException}; {@link ImapFailure#connectionUsable} says whether the connection may go on being
 * used. Otherwise it is closed already.
 */
public final class ImapConnection implements AutoCloseable {

    private final ImapWire wire;
    private final Idle idle;
    private final Queue<Runnable> farewells = new ConcurrentLinkedQueue<>();
    private final Set<String> enabledHere = new HashSet<>();
    private boolean selectedBefore;

    private ImapConnection(ImapWire wire) {
        this.wire = wire;
        this.idle = new Idle(wire);
    }

    /** Connects with the JDK's trusted authorities and the standard limits. */
    public static ImapConnection open(Endpoint endpoint, Dialer dialer) throws ImapException {
        return open(endpoint, dialer, TlsPolicy.standard(), ImapLimits.standard());
    }

    /** Connects, protects the connection as the endpoint demands, and learns the capabilities. Sends no credentials. */
    public static ImapConnection open(
            Endpoint endpoint, Dialer dialer, TlsPolicy tls, ImapLimits limits)
            throws ImapException {
        return new ImapConnection(Greeting.open(endpoint, dialer, tls, limits));
    }

    /** Hears unsolicited responses from now on. */
    public void listener(ImapListener listener) {
        wire.listener(listener);
    }

    /** LOGIN or AUTHENTICATE, whichever the server offers; asks for the capabilities anew. Tries once. */
    public void signIn(SignIn signIn) throws ImapException {
        Login.run(wire, signIn);
    }

    /** Capabilities in capitals as last learnt: after TLS and after sign-in they were asked for again. */
    public Set<String> capabilities() {
        return wire.capabilityNames();
    }

    /** Is this capability offered? */
    public boolean offers(String capability) {
        return wire.offers(capability);
    }

    /** ID (RFC 2971); empty where it isn't offered. Keys in lower case. */
    public Map<String, String> id(Map<String, String> own) throws ImapException {
        return Id.run(wire, own);
    }

    /** The prefixes of the personal namespace (RFC 2342) as wire names, mostly one; empty where it isn't offered. */
    public List<String> personalPrefixes() throws ImapException {
        return Namespace.run(wire);
    }

    /** All folders (LIST "" "*"), with special uses where they are offered. */
    public List<FolderListing> listFolders() throws ImapException {
        return ListFolders.run(wire, false, false);
    }

    /**
     * The same.
     *
     * @param plain never ask LIST for more than names, whatever the server offers; special uses come only if it tells them unasked
     */
    public List<FolderListing> listFolders(boolean plain) throws ImapException {
        return ListFolders.run(wire, false, plain);
    }

    /** All folders with their counters in one round trip (RFC 5819); without LIST-STATUS, the counters are {@code null}. */
    public List<FolderListing> listFoldersWithStatus() throws ImapException {
        return ListFolders.run(wire, true, false);
    }

    /**
     * The same.
     *
     * @param plain as in {@link #listFolders(boolean)}; the counters are {@code null} then
     */
    public List<FolderListing> listFoldersWithStatus(boolean plain) throws ImapException {
        return ListFolders.run(wire, true, plain);
    }

    /** The counters of a folder that is not selected; {@code null} when the answer cannot be understood. */
    public @Nullable FolderStatus status(String wireName) throws ImapException {
        return Status.run(wire, wireName);
    }

    /**
     * The counters of several folders: one round trip where LIST takes several names and returns counters (RFC 5258, RFC 5819), else
     * one each.
     *
     * @param plain never ask LIST for more than the names of folders, whatever the server offers
     * @return by wire name; a folder that the server refuses to count, or whose counters can't be understood, is missing
     */
    public Map<String, FolderStatus> statusOf(Collection<String> wireNames, boolean plain)
            throws ImapException {
        return StatusOfMany.run(wire, wireNames, plain);
    }

    /** Opens a folder for reading and writing; CONDSTORE is asked for where offered. */
    public SelectedFolder select(String wireName) throws ImapException {
        selectedBefore = true;
        return Select.run(wire, "SELECT", wireName, Select.condstore(wire));
    }

    /** Opens a folder for reading only. */
    public SelectedFolder examine(String wireName) throws ImapException {
        selectedBefore = true;
        return Select.run(wire, "EXAMINE", wireName, Select.condstore(wire));
    }

    /**
     * Opens a folder for reading only and hears what changed since (RFC 7162 §3.2.5); QRESYNC must have been enabled.
     *
     * @param knownUids what VANISHED may name; empty: anything. Servers may name more than was there all the same
     * @param changes hears flags and vanished UIDs of this folder, while the command runs; what is still said of the folder that was
     *     open before goes to the usual listener
     */
    public SelectedFolder examineQresync(
            String wireName, long uidValidity, long modseq, UidSet knownUids, ImapListener changes)
            throws ImapException {
        ImapListener usual = wire.listener();
        Crossing crossing = new Crossing(usual, changes, selectedBefore);
        selectedBefore = true;
        wire.listener(crossing);
        try {
            return Select.run(
                    wire,
                    "EXAMINE",
                    wireName,
                    Select.qresync(uidValidity, modseq, knownUids),
                    crossing::closed);
        } finally {
            crossing.opened();
            wire.listener(usual);
        }
    }

    /** ENABLE (RFC 5161); returns what the server enabled, which may be nothing even if it works (iCloud). */
    public Set<String> enable(String... capabilities) throws ImapException {
        Set<String> enabled = Enable.run(wire, capabilities);
        enabledHere.addAll(enabled);
        if (enabled.contains("UTF8=ACCEPT")) {
            wire.utf8Enabled(); // wire names are spelt differently from now on
        }
        return enabled;
    }

    /** Did the server say that this is enabled on this connection? */
    public boolean hasEnabled(String capability) {
        return enabledHere.contains(capability);
    }

    /** UIDs of messages that the server received on that day or later, in its own time zone (RFC 9051 §6.4.4 SINCE). */
    public UidSet searchSince(LocalDate day) throws ImapException {
        return Search.run(wire, command -> command.words("SINCE " + ImapDates.day(day)));
    }

    /** Which of these UIDs exist. Never more than was asked for, although {@code n:*} makes servers name their last message. */
    public UidSet searchUids(UidSet uids) throws ImapException {
        UidSet found = UidSet.empty();
        for (UidSet piece : uids.pieces(FetchPipeline.LONGEST_SET)) {
            found = found.plus(Search.run(wire, command -> command.words("UID ").uids(piece)));
        }
        return found.and(uids);
    }

    /** UIDs of messages of which a header field of this name is or contains this text. */
    public UidSet searchHeader(String field, String text) throws ImapException {
        return Search.run(
                wire, command -> command.words("HEADER ").string(field).words(" ").string(text));
    }

    /** UIDs of messages whose Message-ID header is exactly or contains this. */
    public UidSet searchMessageId(String messageId) throws ImapException {
        return searchHeader("Message-ID", messageId);
    }

    /**
     * The fast way to read many messages: up to three UID FETCH commands are kept in flight while at most 8 MB of expected bytes are
     * outstanding. Batches are drawn from the iterator only when there is room for them, so that it may decide their size late.
     *
     * <pre>{@code
     * connection.select(wireName);
     * connection.fetch(batches.iterator(), new FetchSink() {
     *     public void message(FetchedMessage m) { page.add(m); }
     *     public void answered(FetchBatch batch, ImapFailure failure) { commit(page); page.clear(); }
     * });
     * }</pre>
     *
     * The sink runs on the calling thread. While it commits a page, the following batches are arriving in the socket's buffers. To
     * stop early, let the iterator end; what is in flight is still delivered. Whatever the sink throws closes the connection.
     */
    public void fetch(Iterator<FetchBatch> batches, FetchSink sink) throws ImapException {
        new FetchPipeline(wire, batches, sink).run();
    }

    /** One UID FETCH whose messages are collected: for small things such as flags or one message. */
    public List<FetchedMessage> fetch(UidSet uids, FetchItems items) throws ImapException {
        return Fetch.collect(wire, uids, items);
    }

    /**
     * Streams one section of one message, whatever its size, as it is encoded on the wire.
     *
     * @param section as in {@link FetchItems#sections}
     * @return the number of octets; -1 when the message or the section isn't there
     * @throws IOException what {@code out} threw; the connection stays usable
     */
    public long stream(long uid, String section, OutputStream out) throws IOException {
        return Fetch.stream(wire, uid, section, out);
    }

    /**
     * Streams sections of several messages, with several commands in flight, each as it is encoded on the wire.
     *
     * @param batches each asks for sections only
     * @param sink hears what became of each batch; no message is delivered to it
     */
    public void stream(Iterator<FetchBatch> batches, SectionStreams streams, FetchSink sink)
            throws ImapException {
        FetchResponse.Plan plan = FetchResponse.Plan.of(wire.limits()).streamingTo(streams);
        new FetchPipeline(wire, batches, sink, plan).run();
    }

    /**
     * IDLE (RFC 2177). What the server says goes to the listener; after each arrival {@code enough} is asked whether to end. IDLE is
     * broken and begun anew every {@code reissue}, which also finds out whether the connection is still alive.
     *
     * @param atMost then it ends by itself
     */
    public IdleEnd idle(Duration atMost, Duration reissue, BooleanSupplier enough)
            throws ImapException {
        return idle.run(atMost, reissue, enough);
    }

    /**
     * NOTIFY (RFC 5465): from now on the listener hears of the selected folder, whichever that is, and by
     * {@link ImapListener#status} of these others. Wait for it by {@link #idle}; it comes inside other commands too.
     *
     * @return whether changed flags are told too
     */
    public boolean notifySet(List<String> wireNames) throws ImapException {
        return Notify.set(wire, wireNames);
    }

    /** Nothing more is told unasked, not even of the selected folder. */
    public void notifyNone() throws ImapException {
        Notify.none(wire);
    }

    /** Ends an {@link #idle} of another thread soon; without one, the next idle ends at once. */
    public void wake() {
        idle.wake();
    }

    /** NOOP: hears what is new, and keeps the connection alive. */
    public void noop() throws ImapException {
        wire.run(new ImapCommand("NOOP"), Answers.NONE);
    }

    /**
     * APPEND (RFC 9051 §6.3.12).
     *
     * @param internalDate {@code null} lets the server take its own time
     * @return where it lies; {@code null} where the server doesn't say (no UIDPLUS)
     */
    public @Nullable AppendedUid append(
            String wireName,
            Collection<String> flags,
            @Nullable Instant internalDate,
            byte[] message)
            throws ImapException {
        return Append.run(wire, wireName, flags, internalDate, message);
    }

    /** +FLAGS.SILENT, or -FLAGS.SILENT. */
    public void store(UidSet uids, boolean add, Collection<String> flags) throws ImapException {
        Store.run(wire, uids, add, flags);
    }

    /** COPY; {@code null} where the server doesn't say where to. */
    public @Nullable CopiedUids copy(UidSet uids, String targetWireName) throws ImapException {
        return Move.copy(wire, uids, targetWireName);
    }

    /** MOVE (RFC 6851), else COPY, \Deleted and UID EXPUNGE; refused where the server offers neither MOVE nor UIDPLUS. */
    public @Nullable CopiedUids move(UidSet uids, String targetWireName) throws ImapException {
        return Move.run(wire, uids, targetWireName);
    }

    /** UID EXPUNGE (RFC 4315): only these, never what others marked; refused where UIDPLUS isn't offered. */
    public void expunge(UidSet uids) throws ImapException {
        Expunge.run(wire, uids);
    }

    /** Creates a folder; the name is for people and is encoded here. Returns its wire name. */
    public String createFolder(String name) throws ImapException {
        String wireName = FolderName.encode(name, wire.utf8());
        wire.run(new ImapCommand("CREATE ").mailbox(wireName), Answers.NONE);
        return wireName;
    }

    /**
     * COMPRESS=DEFLATE (RFC 4978) for slow lines; returns whether it is on. After sign-in, once.
     */
    public boolean compress() throws ImapException {
        return Compress.run(wire);
    }

    /** What came in and went out over this connection so far, in octets after TLS and as they were compressed. */
    public long bytesRead() {
        return wire.bytesRead();
    }

    /** What the octets that came in were unpacked to. */
    public long plainBytesRead() {
        return wire.plainBytesRead();
    }

    /** Before they were compressed. */
    public long bytesWritten() {
        return wire.bytesWritten();
    }

    public boolean isOpen() {
        return wire.isOpen();
    }

    /** Does this, once, when the connection is closed by its user. */
    public void whenClosed(Runnable farewell) {
        farewells.add(farewell);
    }

    /** LOGOUT when it can be said at once, then closes. */
    @Override
    public void close() {
        wire.logout();
        for (Runnable next = farewells.poll(); next != null; next = farewells.poll()) {
            next.run();
        }
    }
}
