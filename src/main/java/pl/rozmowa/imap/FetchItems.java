package pl.rozmowa.imap;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What to ask of each message. UID is always asked for; bodies always by PEEK, so that nothing is ever marked read.
 *
 * @param header {@code null} for none, an empty list for the whole header, else these fields
 * @param sections such as "" (the whole message), {@code 1.2}, {@code 1.MIME}, {@code TEXT}
 * @param partial only the first so many octets of each section; 0 for all
 * @param identity EMAILID/THREADID (RFC 8474) or X-GM-MSGID/X-GM-THRID, whichever the server offers
 * @param changedSince only messages changed after this MODSEQ (RFC 7162 §3.1.4.1); 0 for all
 * @param vanished with changedSince: also hear which are gone (needs QRESYNC to be enabled)
 */
public record FetchItems(
        boolean flags,
        boolean internalDate,
        boolean size,
        boolean modseq,
        boolean identity,
        boolean bodyStructure,
        @Nullable List<String> header,
        List<String> sections,
        int partial,
        long changedSince,
        boolean vanished) {

    /** Only FLAGS. */
    public static FetchItems onlyFlags() {
        return new FetchItems(
                true, false, false, false, false, false, null, List.of(), 0, 0, false);
    }

    /** Only this section. */
    public static FetchItems onlySection(String section) {
        return new FetchItems(
                        false, false, false, false, false, false, null, List.of(), 0, 0, false)
                .withSections(section);
    }

    /** FLAGS, INTERNALDATE, RFC822.SIZE and the server's identity of the message: what decides how to fetch the rest. */
    public static FetchItems overview() {
        return new FetchItems(true, true, true, false, true, false, null, List.of(), 0, 0, false);
    }

    /** {@link #overview} and BODY.PEEK[]. */
    public static FetchItems whole() {
        return overview().withSections("");
    }

    public FetchItems withModseq(boolean wanted) {
        return new FetchItems(
                flags,
                internalDate,
                size,
                wanted,
                identity,
                bodyStructure,
                header,
                sections,
                partial,
                changedSince,
                vanished);
    }

    public FetchItems withBodyStructure() {
        return new FetchItems(
                flags,
                internalDate,
                size,
                modseq,
                identity,
                true,
                header,
                sections,
                partial,
                changedSince,
                vanished);
    }

    /** The whole header block. */
    public FetchItems withHeader() {
        return withHeaderFields();
    }

    /** These header fields; the whole header block when none is named. */
    public FetchItems withHeaderFields(String... fields) {
        return new FetchItems(
                flags,
                internalDate,
                size,
                modseq,
                identity,
                bodyStructure,
                List.of(fields),
                sections,
                partial,
                changedSince,
                vanished);
    }

    /** These sections, in addition to earlier ones. */
    public FetchItems withSections(String... more) {
        List<String> all = new ArrayList<>(sections);
        for (String section : more) {
            all.add(section.toUpperCase(Locale.ROOT));
        }
        return new FetchItems(
                flags,
                internalDate,
                size,
                modseq,
                identity,
                bodyStructure,
                header,
                List.copyOf(all),
                partial,
                changedSince,
                vanished);
    }

    /** Only the first octets of each section. */
    public FetchItems firstOctets(int octets) {
        return new FetchItems(
                flags,
                internalDate,
                size,
                modseq,
                identity,
                bodyStructure,
                header,
                sections,
                octets,
                changedSince,
                vanished);
    }

    public FetchItems changedSince(long modseqSeen, boolean hearVanished) {
        return new FetchItems(
                flags,
                internalDate,
                size,
                true,
                identity,
                bodyStructure,
                header,
                sections,
                partial,
                modseqSeen,
                hearVanished);
    }

    /** Does it ask for anything beyond flags? */
    boolean moreThanFlags() {
        return internalDate
                || size
                || identity
                || bodyStructure
                || header != null
                || !sections.isEmpty();
    }
}
