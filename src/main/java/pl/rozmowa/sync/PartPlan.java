package pl.rozmowa.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import pl.rozmowa.imap.BodyStructure;
import pl.rozmowa.mail.PartSource;
import pl.rozmowa.mail.PartStub;

/**
 * Which parts of a large message are fetched at once (what people read) and which stay at the server until later.
 *
 * @param whole the structure can't be trusted or hides its parts (winmail.dat, signed or encrypted containers): fetch it all
 */
record PartPlan(List<BodyStructure> texts, List<PartStub> others, boolean whole) {

    /** Encoded octets of one text part beyond which only its beginning is read. */
    static final int LONGEST_TEXT = 2_000_000;

    private static final int MOST_TEXTS = 20;

    static PartPlan of(BodyStructure root) {
        List<BodyStructure> texts = new ArrayList<>();
        List<PartStub> others = new ArrayList<>();
        for (BodyStructure leaf : root.leaves()) {
            if (leaf.mediaType().equals("application/ms-tnef") || leaf.path().isEmpty()) {
                return new PartPlan(List.of(), List.of(), true);
            }
            if (isReadable(leaf) && texts.size() < MOST_TEXTS) {
                texts.add(leaf);
            } else {
                others.add(stub(leaf));
            }
        }
        return new PartPlan(texts, others, false);
    }

    /** Section numbers to ask for, in their order. */
    List<String> sections() {
        return texts.stream().map(BodyStructure::path).toList();
    }

    /** Octets that {@link #sections} will bring. */
    long size() {
        return texts.stream().mapToLong(t -> Math.min(LONGEST_TEXT, Math.max(0, t.size()))).sum();
    }

    /** Are there texts of which only the beginning is to be read? */
    boolean hasOverlongText() {
        return texts.stream().anyMatch(t -> t.size() > LONGEST_TEXT);
    }

    List<PartSource> sources(Map<String, byte[]> sections) {
        List<PartSource> sources = new ArrayList<>();
        for (BodyStructure text : texts) {
            byte[] encoded = sections.get(text.path());
            if (encoded != null) {
                sources.add(
                        new PartSource(
                                text.path(),
                                text.mediaType(),
                                text.parameters(),
                                text.encoding(),
                                encoded));
            }
        }
        return sources;
    }

    private static boolean isReadable(BodyStructure leaf) {
        return (leaf.mediaType().equals("text/plain")
                        || leaf.mediaType().equals("text/html")
                        || leaf.mediaType().equals("text/calendar"))
                && !"attachment".equals(leaf.disposition());
    }

    private static PartStub stub(BodyStructure leaf) {
        return new PartStub(
                leaf.path(),
                leaf.mediaType(),
                leaf.parameters(),
                Math.max(0, leaf.size()),
                leaf.encoding(),
                leaf.contentId(),
                leaf.disposition(),
                leaf.dispositionParameters());
    }
}
