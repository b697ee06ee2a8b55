package pl.rozmowa.imap;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Several UID FETCH commands in flight (RFC 9051 §5.5). New ones are issued only while few are outstanding and their expected bytes
 * are bounded, so that a slow receiver makes us stop asking instead of leaving the server in the middle of a literal.
 */
final class FetchPipeline implements Answers {

    private static final int IN_FLIGHT = 3;
    private static final long OUTSTANDING = 8L << 20;

    /** Longer commands are refused by some servers (RFC 7162 §4: 8,192 octets are safe). */
    static final int LONGEST_SET = 7_000;

    private final ImapWire wire;
    private final Iterator<FetchBatch> batches;
    private final FetchSink sink;
    private final FetchResponse.Plan plan;
    private final Duration patience;

    private final Deque<Flight> inFlight = new ArrayDeque<>();
    private final Map<String, Flight> byTag = new HashMap<>();
    private @Nullable FetchBatch drawn;
    private long outstanding;

    FetchPipeline(ImapWire wire, Iterator<FetchBatch> batches, FetchSink sink) {
        this(wire, batches, sink, FetchResponse.Plan.of(wire.limits()));
    }

    FetchPipeline(
            ImapWire wire, Iterator<FetchBatch> batches, FetchSink sink, FetchResponse.Plan plan) {
        this.wire = wire;
        this.batches = batches;
        this.sink = sink;
        this.plan = plan;
        this.patience = wire.limits().answer().multipliedBy(5);
    }

    /** A batch and the tags of its commands that are not yet answered. */
    private static final class Flight {
        final FetchBatch batch;
        final List<String> open = new ArrayList<>();
        @Nullable ImapFailure failure;

        Flight(FetchBatch batch) {
            this.batch = batch;
        }
    }

    void run() throws ImapException {
        wire.guard(() -> {
            wire.begin(patience);
            issue();
            while (!inFlight.isEmpty()) {
                StatusLine tagged = wire.next(this);
                if (tagged != null) {
                    answered(tagged);
                    issue();
                    wire.begin(patience); // the sink may have taken its time
                }
            }
        });
    }

    private void issue() throws IOException {
        while (inFlight.size() < IN_FLIGHT) {
            if (drawn == null) {
                if (!batches.hasNext()) {
                    return;
                }
                drawn = batches.next();
            }
            FetchBatch batch = drawn;
            if (!inFlight.isEmpty() && outstanding + batch.expectedBytes() > OUTSTANDING) {
                return;
            }
            drawn = null;
            send(batch);
        }
    }

    private void send(FetchBatch batch) throws IOException {
        Flight flight = new Flight(batch);
        inFlight.add(flight);
        outstanding += batch.expectedBytes();
        for (UidSet piece : batch.uids().pieces(LONGEST_SET)) {
            String tag = wire.nextTag();
            flight.open.add(tag);
            byTag.put(tag, flight);
            wire.write(Fetch.command(wire.capabilities(), piece, batch.items()), tag, this);
        }
        if (flight.open.isEmpty()) {
            finish(flight); // nothing to ask for
        }
    }

    private void answered(StatusLine tagged) throws ImapException {
        Flight flight = byTag.remove(String.valueOf(tagged.tag()));
        if (flight == null) {
            return;
        }
        flight.open.remove(tagged.tag());
        if (!tagged.ok() && flight.failure == null) {
            flight.failure = Refusals.of(tagged);
        }
        if (flight.open.isEmpty()) {
            finish(flight);
        }
    }

    private void finish(Flight flight) throws ImapException {
        inFlight.remove(flight);
        outstanding -= flight.batch.expectedBytes();
        sink.answered(flight.batch, flight.failure);
    }

    @Override
    public boolean response(String keyword, long number, ImapReader in, ImapStrings strings)
            throws IOException {
        if (!keyword.equals("FETCH")) {
            return false;
        }
        FetchedMessage message = withUid(FetchResponse.read(number, in, strings, plan));
        if (isAnswer(message)) {
            in.skipRest();
            sink.message(message);
            wire.begin(patience);
        } else {
            if (plan.streams() != null) {
                wire.begin(patience); // it has taken its time to go its way
            }
            Unsolicited.flags(wire.listener(), message);
        }
        return true;
    }

    /** A response without UID can only be meant for the one message that is asked for, if it is only one. */
    private FetchedMessage withUid(FetchedMessage message) {
        if (message.uid() != 0 || inFlight.size() != 1 || !carriesMore(message)) {
            return message;
        }
        UidSet asked = inFlight.getFirst().batch.uids();
        return asked.size() == 1 ? message.withUid(asked.first()) : message;
    }

    /** Was it asked for, or is it only news about flags that came in between? */
    private boolean isAnswer(FetchedMessage message) {
        if (message.uid() == 0) {
            return false;
        }
        for (Flight flight : inFlight) {
            if (flight.batch.uids().contains(message.uid())) {
                return !flight.batch.items().moreThanFlags()
                        || carriesMore(message)
                        || !message.defects().isEmpty();
            }
        }
        return false;
    }

    private static boolean carriesMore(FetchedMessage message) {
        return message.internalDate() != null
                || message.size() >= 0
                || message.serverIdentity() != null
                || message.bodyStructure() != null
                || message.header() != null
                || !message.sections().isEmpty();
    }
}
