package pl.rozmowa.imap;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.jspecify.annotations.Nullable;
import pl.rozmowa.platform.NetworkTrouble;
import pl.rozmowa.platform.SocketDeadline;

/**
 * Commands out, responses in. Every response is offered first to the verb that is being run and then to the listener; what neither
 * wants or nobody can understand is read past. Any failure of the wire itself closes it.
 */
final class ImapWire {

    /** So many responses that cannot be understood at all are forgiven per command. */
    private static final int FORGIVEN = 1000;

    private static final int SMALL_WRITE = 4 << 10;
    private static final int WRITE_PIECE = 256 << 10;

    /** What is beneath TLS; closing it frees whoever is stuck in a write, which closing TLS does not. */
    private final Socket plain;

    private Socket socket;
    private ImapReader in;
    private ImapStrings strings;
    private OutputStream out;
    private final ImapLimits limits;
    private final ReentrantLock writing = new ReentrantLock();

    private Capabilities capabilities = Capabilities.NONE;
    private ImapListener listener = ImapListener.DEAF;
    private Map<String, String> otherNames = Map.of();
    private boolean utf8;
    private int lastTag;
    private long written;
    private long readBefore;
    private int garbage;
    private volatile boolean open = true;

    /**
     * @param plain the TCP connection
     * @param socket what protects it; the same where nothing does yet
     */
    ImapWire(Socket plain, Socket socket, ImapLimits limits) throws IOException {
        this.plain = plain;
        this.limits = limits;
        this.socket = socket;
        this.in = new ImapReader(socket.getInputStream(), limits);
        this.strings = new ImapStrings(in, limits);
        this.out = socket.getOutputStream();
        socket.setSoTimeout(Math.toIntExact(limits.answer().toMillis()));
    }

    // --- one command at a time
    // ----------------------------------------------------------------------------------------

    /** Sends, waits, and throws when the server refused. */
    StatusLine run(ImapCommand command, Answers answers) throws ImapException {
        StatusLine status = ask(command, answers, limits.answer().multipliedBy(5));
        if (!status.ok()) {
            throw failed(Refusals.of(status));
        }
        return status;
    }

    /** The exception for a refused command; closes when its failure doesn't leave the connection usable. */
    ImapException failed(ImapFailure failure) {
        if (!failure.connectionUsable()) {
            abandon();
        }
        return new ImapException(failure);
    }

    /** Sends, waits, and returns the tagged answer, whatever it is. */
    StatusLine ask(ImapCommand command, Answers answers, Duration atMost) throws ImapException {
        return guarded(() -> {
            String tag = nextTag();
            begin(atMost);
            StatusLine early = write(command, tag, answers);
            return early != null ? early : await(tag, answers);
        });
    }

    /** Waits for the answer with this tag; stray tags are read past. */
    StatusLine await(String tag, Answers answers) throws IOException {
        while (true) {
            StatusLine tagged = next(answers);
            if (tagged != null && tag.equals(tagged.tag())) {
                return tagged;
            }
        }
    }

    /** Something that reads or writes; turns what goes wrong into an {@link ImapException} and closes when the wire is lost. */
    interface Work<T> {
        T run() throws IOException;
    }

    /** The same for what has no result. */
    interface Step {
        void run() throws IOException;
    }

    void guard(Step step) throws ImapException {
        guarded(() -> {
            step.run();
            return true;
        });
    }

    <T> T guarded(Work<T> work) throws ImapException {
        if (!open) {
            throw new ImapException(new ImapFailure.Unreachable(NetworkTrouble.RESET));
        }
        boolean done = false;
        try {
            T result = work.run();
            done = true;
            return result;
        } catch (ImapException e) {
            done = e.failure().connectionUsable();
            throw e;
        } catch (EOFException e) {
            throw new ImapException(new ImapFailure.Closed(""), e);
        } catch (IOException e) {
            throw new ImapException(new ImapFailure.Unreachable(NetworkTrouble.of(e)), e);
        } finally {
            if (!done) {
                abandon();
            }
        }
    }

    // --- writing
    // --------------------------------------------------------------------------------------------------------

    String nextTag() {
        return "R" + ++lastTag;
    }

    /** An answer is due from now on. */
    void begin(Duration atMost) throws IOException {
        garbage = 0;
        in.work();
        socket.setSoTimeout(Math.toIntExact(limits.answer().toMillis()));
        in.expect(atMost.toNanos());
    }

    /**
     * Writes the command, waiting before synchronising literals (RFC 9051 §4.3, RFC 7888).
     *
     * @return the tagged answer when the server refused before everything was written
     */
    @Nullable StatusLine write(ImapCommand command, String tag, Answers answers)
            throws IOException {
        Iterator<byte[]> parts = command.encode(tag).iterator();
        byte[] part = parts.next();
        while (parts.hasNext()) {
            byte[] literal = parts.next();
            boolean wait = !capabilities.literalWithoutWaiting(ImapCommand.announced(part));
            send(wait ? part : ImapCommand.withoutWaiting(part));
            if (wait) {
                StatusLine refused = awaitGoAhead(tag, answers);
                if (refused != null) {
                    return refused;
                }
            }
            part = literal;
        }
        send(part);
        return null;
    }

    /** Waits for {@code +}; returns the tagged answer when that came in its place. */
    @Nullable StatusLine awaitGoAhead(String tag, Answers answers) throws IOException {
        while (true) {
            in.nextLine();
            if (in.peek() == '+') {
                return null;
            }
            StatusLine tagged = take(answers);
            if (tagged != null && tag.equals(tagged.tag())) {
                return tagged;
            }
        }
    }

    void send(byte[] bytes) throws IOException {
        writing.lock();
        try {
            if (bytes.length <= SMALL_WRITE) {
                out.write(bytes);
            } else {
                sendLarge(bytes);
            }
            out.flush();
            written += bytes.length;
        } finally {
            writing.unlock();
        }
    }

    /** A write has no time limit of its own: each piece gets one, or a server that no longer reads would hold us forever. */
    private void sendLarge(byte[] bytes) throws IOException {
        for (int at = 0; at < bytes.length; at += WRITE_PIECE) {
            try (SocketDeadline deadline = SocketDeadline.closing(plain, limits.answer())) {
                try {
                    out.write(bytes, at, Math.min(WRITE_PIECE, bytes.length - at));
                    out.flush();
                } catch (IOException e) {
                    throw deadline.explain(e);
                }
            }
        }
    }

    // --- reading
    // --------------------------------------------------------------------------------------------------------

    /** Reads one response and hands it out; returns it when it is a tagged one. */
    @Nullable StatusLine next(Answers answers) throws IOException {
        in.nextLine();
        return take(answers);
    }

    /** The same for a line that was read already. */
    @Nullable StatusLine take(Answers answers) throws IOException {
        int c = in.peek();
        if (c < 0 || c == '+') {
            forgive();
            return null; // an empty line, or a go-ahead nobody waits for
        }
        if (in.skip('*')) {
            in.skipSpaces();
            untagged(answers);
            return null;
        }
        String tag = in.atom();
        in.skipSpaces();
        String kind = in.atom().toUpperCase(Locale.ROOT);
        if (!tag.isEmpty() && StatusLine.isKind(kind)) {
            StatusLine status = StatusLine.of(tag, kind, in.rest(in.position()));
            learn(status);
            return status;
        }
        forgive();
        in.skipRest();
        return null;
    }

    private void untagged(Answers answers) throws IOException {
        try {
            long number = in.isDigit() ? in.number() : -1;
            in.skipSpaces();
            String keyword = in.atom().toUpperCase(Locale.ROOT);
            if (StatusLine.isKind(keyword)) {
                status(StatusLine.of(null, keyword, in.rest(in.position())), answers);
                return;
            }
            in.skipSpaces();
            if (keyword.equals("CAPABILITY")) {
                capabilities = Capabilities.of(in.rest(in.position()));
                answers.response(keyword, number, in, strings);
                return;
            }
            if (!answers.response(keyword, number, in, strings)) {
                Unsolicited.tell(this, keyword, number, in, strings);
            }
        } catch (Malformed e) {
            forgive();
        }
        in.skipRest();
    }

    private void status(StatusLine status, Answers answers) throws ImapException {
        if (status.kind().equals("BYE")) {
            throw new ImapException(Refusals.ofBye(status));
        }
        learn(status);
        if (status.code().equals("ALERT")) {
            listener.alert(status.text());
        }
        if (status.code().equals("NOTIFICATIONOVERFLOW")) {
            listener.notificationsOverflowed();
        }
        if (status.code().equals("UIDVALIDITY") && !answers.opensFolder()) {
            listener.uidValidity(status.number());
        }
        answers.status(status);
    }

    private void learn(StatusLine status) {
        if (status.code().equals("CAPABILITY")) {
            capabilities = Capabilities.of(status.arguments());
        }
    }

    private void forgive() throws ImapException {
        if (++garbage > FORGIVEN) {
            throw new ImapException(
                    new ImapFailure.ProtocolBroken("too many responses that make no sense"));
        }
    }

    // --- state
    // ----------------------------------------------------------------------------------------------------------

    /** From now on everything goes through this socket; whatever was read before and not yet looked at is thrown away. */
    void over(Socket secured) throws IOException {
        socket = secured;
        readBefore += in.bytesRead();
        in = new ImapReader(secured.getInputStream(), limits);
        strings = new ImapStrings(in, limits);
        out = secured.getOutputStream();
        socket.setSoTimeout(Math.toIntExact(limits.answer().toMillis()));
        forgetCapabilities();
    }

    /** The server speaks UTF-8 from now on (RFC 9755 §3). */
    void utf8Enabled() {
        utf8 = true;
    }

    boolean utf8() {
        return utf8;
    }

    ImapReader reader() {
        return in;
    }

    Socket socket() {
        return socket;
    }

    ImapLimits limits() {
        return limits;
    }

    ImapListener listener() {
        return listener;
    }

    void listener(ImapListener hearing) {
        listener = hearing;
    }

    /** Folders that the server may call by another name when it tells of them unasked. */
    void otherNames(Map<String, String> wireNames) {
        otherNames = Map.copyOf(wireNames);
    }

    /** Counters that nobody asked for now. */
    void tellStatus(FolderStatus status) {
        String wireName = otherNames.get(status.wireName());
        listener.status(wireName == null ? status : status.called(wireName));
    }

    Capabilities capabilities() {
        return capabilities;
    }

    void forgetCapabilities() {
        capabilities = Capabilities.NONE;
    }

    Set<String> capabilityNames() {
        return capabilities.names();
    }

    boolean offers(String capability) {
        return capabilities.offers(capability);
    }

    long bytesRead() {
        return readBefore + in.bytesRead();
    }

    long plainBytesRead() {
        return readBefore + in.plainBytesRead();
    }

    Socket plain() {
        return plain;
    }

    long bytesWritten() {
        return written;
    }

    boolean isOpen() {
        return open;
    }

    /** From now on both sides compress (RFC 4978). */
    void deflate() {
        in.inflate();
        out = new DeflaterOutputStream(out, new Deflater(Deflater.DEFAULT_COMPRESSION, true), true);
    }

    /** Closes without a word: not even TLS's own farewell, which a peer that no longer reads would never take. */
    void abandon() {
        open = false;
        try {
            plain.close();
        } catch (IOException e) {
            open = false; // it was lost already, which is all that was wanted
        }
    }

    /** Says LOGOUT if nobody else is writing, doesn't wait for the answer, and closes. */
    void logout() {
        if (open && writing.tryLock()) {
            try (SocketDeadline _ = SocketDeadline.closing(plain, Duration.ofSeconds(2))) {
                for (byte[] part : List.copyOf(new ImapCommand("LOGOUT").encode(nextTag()))) {
                    out.write(part);
                }
                out.flush();
                socket.close();
            } catch (IOException e) {
                open = false; // gone before we could take our leave
            } finally {
                writing.unlock();
            }
        }
        abandon();
    }
}
