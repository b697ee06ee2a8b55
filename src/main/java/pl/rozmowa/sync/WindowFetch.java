package pl.rozmowa.sync;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pl.rozmowa.account.FailureReason;
import pl.rozmowa.conversation.ReceivedEmail;
import pl.rozmowa.imap.FetchBatch;
import pl.rozmowa.imap.FetchItems;
import pl.rozmowa.imap.FetchSink;
import pl.rozmowa.imap.FetchedMessage;
import pl.rozmowa.imap.ImapConnection;
import pl.rozmowa.imap.ImapException;
import pl.rozmowa.imap.ImapFailure;
import pl.rozmowa.imap.UidSet;
import pl.rozmowa.mail.MimeParser;
import pl.rozmowa.mail.ParseLimits;
import pl.rozmowa.mail.ParsedEmail;

/**
 * Fetches UIDs of the opened folder, newest first, and settles each of them: received, gone or failed.
 *
 * <p>Small messages come whole. Of large ones come the header block and what people read; the rest stays at the server. Each
 * UID walks {@code overview → whole} or {@code overview → structure → texts}; every step of a chunk is one UID FETCH, and
 * several are in flight at once. A command that is refused is halved down to the single UID that can't be had.
 */
final class WindowFetch implements FetchSink {

    private static final Logger LOG = LoggerFactory.getLogger(WindowFetch.class);
    private static final Set<String> BAD_MOMENT = Set.of("UNAVAILABLE", "INUSE", "SERVERBUG");
    private static final int FIRST_CHUNK = 50;
    private static final int LARGEST_CHUNK = 500;
    private static final int STRUCTURES_AT_ONCE = 100;
    private static final long PAGE_BYTES = 4_000_000;

    /** Takes what became of each UID. */
    interface Outcome {
        void received(List<ReceivedEmail> page);

        void gone(Collection<Long> uids);

        void failed(long uid, String reason);
    }

    /** What a UID FETCH under way was sent for. */
    private sealed interface Step {
        /** Flags, date and size: decides how the rest is fetched. */
        record Overview() implements Step {}

        record Whole() implements Step {}

        record Structure() implements Step {}

        record Texts(Map<Long, FetchedMessage> structures, Map<Long, PartPlan> plans)
                implements Step {}
    }

    private final ImapConnection connection;
    private final int wholeUpTo;
    private final Outcome outcome;
    private final Deque<FetchBatch> ready = new ArrayDeque<>();
    private final IdentityHashMap<FetchBatch, Step> steps = new IdentityHashMap<>();
    private final Map<Long, FetchedMessage> overviews = new HashMap<>();
    private final Map<Long, FetchedMessage> arrived = new LinkedHashMap<>();
    private final Set<Long> silent = new TreeSet<>();
    private final Deque<Long> waiting = new ArrayDeque<>();
    private int chunk = FIRST_CHUNK;

    /** @param wholeUpTo messages of at most so many octets come whole; {@link Integer#MAX_VALUE} for all */
    WindowFetch(ImapConnection connection, int wholeUpTo, Outcome outcome) {
        this.connection = connection;
        this.wholeUpTo = wholeUpTo;
        this.outcome = outcome;
    }

    void run(List<Long> newestFirst) throws ImapException {
        waiting.addAll(newestFirst);
        drain();
        askAgainForSilent();
    }

    private void drain() throws ImapException {
        while (!waiting.isEmpty() || !ready.isEmpty()) {
            if (ready.isEmpty()) {
                nextOverview();
            }
            connection.fetch(readyOnes(), this);
        }
    }

    private Iterator<FetchBatch> readyOnes() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return !ready.isEmpty();
            }

            @Override
            public FetchBatch next() {
                return ready.remove();
            }
        };
    }

    @Override
    public void message(FetchedMessage message) {
        arrived.merge(message.uid(), message, FetchedMessage::with);
    }

    @Override
    public void answered(FetchBatch batch, @Nullable ImapFailure failure) throws ImapException {
        Step step = steps.remove(batch);
        if (step == null) {
            throw new IllegalStateException("an answer to a question that was never asked");
        }
        Map<Long, FetchedMessage> here = new LinkedHashMap<>();
        batch.uids()
                .forEach(uid -> {
                    FetchedMessage message = arrived.remove(uid);
                    if (message != null) {
                        here.put(uid, message);
                    }
                });
        if (failure != null) {
            if (isOfTheMoment(failure)) {
                throw new ImapException(failure); // all of it is still listed
            }
            halve(batch, step, failure);
            return;
        }
        batch.uids()
                .forEach(uid -> {
                    if (!here.containsKey(uid)) {
                        silent.add(uid);
                    }
                });
        switch (step) {
            case Step.Overview _ -> overviewAnswered(here.values());
            case Step.Whole _ -> wholeAnswered(here.values());
            case Step.Structure _ -> structureAnswered(here.values());
            case Step.Texts texts -> textsAnswered(texts, here.values());
        }
    }

    /** The server has enough of us, or a bad moment: asking for less, and again, would be the wrong answer. */
    private static boolean isOfTheMoment(ImapFailure failure) {
        return !failure.connectionUsable()
                || (failure instanceof ImapFailure.ServerSaidNo no
                        && BAD_MOMENT.contains(no.code()));
    }

    private void nextOverview() {
        List<Long> uids = new ArrayList<>();
        while (uids.size() < chunk && !waiting.isEmpty()) {
            uids.add(waiting.remove());
        }
        if (!uids.isEmpty()) {
            ask(UidSet.of(uids), FetchItems.overview(), uids.size() * 150L, new Step.Overview());
            chunk = Math.min(LARGEST_CHUNK, chunk * 2);
        }
    }

    private void overviewAnswered(Collection<FetchedMessage> messages) {
        List<FetchedMessage> small = new ArrayList<>();
        List<FetchedMessage> large = new ArrayList<>();
        for (FetchedMessage message : newestFirst(messages)) {
            overviews.put(message.uid(), message);
            (message.size() <= wholeUpTo ? small : large).add(message);
        }
        askWhole(small);
        for (int from = 0; from < large.size(); from += STRUCTURES_AT_ONCE) {
            List<FetchedMessage> some =
                    large.subList(from, Math.min(large.size(), from + STRUCTURES_AT_ONCE));
            ask(
                    uidsOf(some),
                    FetchItems.onlyFlags().withBodyStructure().withHeader(),
                    some.size() * 5_000L,
                    new Step.Structure());
        }
        nextOverview();
    }

    /** In pages that are bounded in octets as well as in number. */
    private void askWhole(List<FetchedMessage> messages) {
        List<FetchedMessage> page = new ArrayList<>();
        long bytes = 0;
        for (FetchedMessage message : messages) {
            long size = Math.max(0, message.size());
            if (!page.isEmpty() && bytes + size > PAGE_BYTES) {
                ask(uidsOf(page), FetchItems.onlyFlags().withSections(""), bytes, new Step.Whole());
                page.clear();
                bytes = 0;
            }
            page.add(message);
            bytes += size;
        }
        if (!page.isEmpty()) {
            ask(uidsOf(page), FetchItems.onlyFlags().withSections(""), bytes, new Step.Whole());
        }
    }

    private void wholeAnswered(Collection<FetchedMessage> messages) {
        List<ReceivedEmail> page = new ArrayList<>();
        for (FetchedMessage message : messages) {
            byte[] source = message.whole();
            if (source == null) {
                outcome.failed(
                        message.uid(),
                        message.has(FetchedMessage.FetchDefect.SECTION_TOO_BIG)
                                ? "too_big"
                                : "server_silent");
                overviews.remove(message.uid());
            } else {
                ParsedEmail parsed =
                        readable(
                                message.uid(),
                                () -> MimeParser.parse(source, ParseLimits.STANDARD));
                if (parsed != null) {
                    page.add(email(message, parsed, source, true));
                }
            }
        }
        deliver(page);
    }

    private void structureAnswered(Collection<FetchedMessage> messages) {
        List<FetchedMessage> asWhole = new ArrayList<>();
        Map<List<String>, List<FetchedMessage>> bySections = new LinkedHashMap<>();
        Map<Long, PartPlan> plans = new HashMap<>();
        for (FetchedMessage message : newestFirst(messages)) {
            PartPlan plan =
                    message.bodyStructure() == null || message.header() == null
                            ? null
                            : PartPlan.of(message.bodyStructure());
            if (plan == null || plan.whole()) {
                asWhole.add(overviews.getOrDefault(message.uid(), message));
            } else {
                plans.put(message.uid(), plan);
                bySections.computeIfAbsent(plan.sections(), _ -> new ArrayList<>()).add(message);
            }
        }
        askWhole(asWhole);
        bySections.forEach((sections, group) -> askTexts(sections, group, plans));
    }

    private void askTexts(
            List<String> sections, List<FetchedMessage> group, Map<Long, PartPlan> plans) {
        Map<Long, FetchedMessage> structures = new HashMap<>();
        long bytes = 0;
        boolean overlong = false;
        for (FetchedMessage message : group) {
            PartPlan plan = plans.get(message.uid());
            if (plan != null) {
                structures.put(message.uid(), message);
                bytes += plan.size();
                overlong |= plan.hasOverlongText();
            }
        }
        Step.Texts step = new Step.Texts(structures, plans);
        if (sections.isEmpty()) {
            textsAnswered(step, group);
            return;
        }
        FetchItems items = FetchItems.onlyFlags().withSections(sections.toArray(String[]::new));
        ask(
                uidsOf(group),
                overlong ? items.firstOctets(PartPlan.LONGEST_TEXT) : items,
                bytes,
                step);
    }

    private void textsAnswered(Step.Texts step, Collection<FetchedMessage> messages) {
        List<ReceivedEmail> page = new ArrayList<>();
        for (FetchedMessage texts : messages) {
            FetchedMessage structure = step.structures().get(texts.uid());
            PartPlan plan = step.plans().get(texts.uid());
            byte[] header = structure == null ? null : structure.header();
            if (header != null && plan != null) {
                ParsedEmail parsed =
                        readable(
                                texts.uid(),
                                () ->
                                        MimeParser.assemble(
                                                header,
                                                plan.sources(texts.sections()),
                                                plan.others(),
                                                sizeOf(texts),
                                                ParseLimits.STANDARD));
                if (parsed != null) {
                    page.add(email(texts, parsed, header, false));
                }
            }
        }
        deliver(page);
    }

    /** The parser promises to read anything; where it fails all the same, that one message is set aside and the rest goes on. */
    private @Nullable ParsedEmail readable(long uid, Supplier<ParsedEmail> parsing) {
        try {
            return parsing.get();
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("uid {} can't be parsed", uid, e);
            outcome.failed(uid, "cannot_parse");
            overviews.remove(uid);
            return null;
        }
    }

    private ReceivedEmail email(
            FetchedMessage message, ParsedEmail parsed, byte[] source, boolean whole) {
        FetchedMessage overview = overviews.getOrDefault(message.uid(), message);
        overviews.remove(message.uid());
        Set<String> flags = message.flags() == null ? overview.flags() : message.flags();
        return new ReceivedEmail(
                message.uid(),
                flags == null ? Set.of() : FolderSync.lasting(flags),
                overview.internalDate(),
                whole ? source.length : Math.max(0, overview.size()),
                overview.serverIdentity(),
                parsed,
                source,
                whole);
    }

    private long sizeOf(FetchedMessage message) {
        return Math.max(0, overviews.getOrDefault(message.uid(), message).size());
    }

    private void deliver(List<ReceivedEmail> page) {
        if (!page.isEmpty()) {
            outcome.received(page);
        }
    }

    /** The server refused the whole command: find out for which UID. */
    private void halve(FetchBatch batch, Step step, ImapFailure failure) {
        long only = batch.uids().first();
        if (batch.uids().size() == 1) {
            if (step instanceof Step.Structure || step instanceof Step.Texts) {
                ask(
                        batch.uids(),
                        FetchItems.onlyFlags().withSections(""),
                        PAGE_BYTES,
                        new Step.Whole());
                return;
            }
            outcome.failed(only, FailureReason.of(failure));
            overviews.remove(only);
            return;
        }
        for (UidSet half : batch.uids().halves()) {
            ask(half, batch.items(), batch.expectedBytes() / 2, step);
        }
    }

    /** UIDs about which the server said nothing, although it said OK: gone, or asked for once more one by one. */
    private void askAgainForSilent() throws ImapException {
        if (silent.isEmpty()) {
            return;
        }
        UidSet asked = UidSet.of(silent);
        UidSet there = connection.searchUids(asked);
        List<Long> gone = new ArrayList<>();
        asked.minus(there).forEach(gone::add);
        if (!gone.isEmpty()) {
            outcome.gone(gone);
        }
        silent.clear();
        there.forEach(uid ->
                ask(
                        UidSet.of(uid),
                        FetchItems.onlyFlags().withSections(""),
                        PAGE_BYTES,
                        new Step.Whole()));
        drain();
        silent.forEach(uid -> outcome.failed(uid, "server_silent"));
        silent.clear();
    }

    private void ask(UidSet uids, FetchItems items, long expectedBytes, Step step) {
        FetchBatch batch = new FetchBatch(uids, items, expectedBytes);
        steps.put(batch, step);
        ready.add(batch);
    }

    private static List<FetchedMessage> newestFirst(Collection<FetchedMessage> messages) {
        List<FetchedMessage> sorted = new ArrayList<>(messages);
        sorted.sort((a, b) -> Long.compare(b.uid(), a.uid()));
        return sorted;
    }

    private static UidSet uidsOf(Collection<FetchedMessage> messages) {
        return UidSet.of(messages.stream().map(FetchedMessage::uid).toList());
    }
}
