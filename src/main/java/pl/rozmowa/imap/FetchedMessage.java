package pl.rozmowa.imap;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One message as one FETCH response told it.
 *
 * @param sequence its number in the folder at that moment
 * @param flags as spelt, system flags in their usual capitals; {@code null} when the server left them out
 * @param internalDate {@code null} when left out or unreadable
 * @param size RFC822.SIZE; -1 when left out. Providers may lie
 * @param modseq 0 when left out
 * @param serverIdentity EMAILID or X-GM-MSGID as text; {@code null} where there is none
 * @param serverThread THREADID or X-GM-THRID
 * @param bodyStructure {@code null} when not asked for, or unreadable (see defects)
 * @param header the header block (or the fields asked for), with its empty line
 * @param sections what was asked for, by its name in capitals ("" is the whole message); a section that was NIL or beyond the limits
 *     is absent
 * @param defects what was wrong with the response; empty nearly always
 */
public record FetchedMessage(
        long sequence,
        long uid,
        @Nullable Set<String> flags,
        @Nullable Instant internalDate,
        long size,
        long modseq,
        @Nullable String serverIdentity,
        @Nullable String serverThread,
        @Nullable BodyStructure bodyStructure,
        byte @Nullable [] header,
        Map<String, byte[]> sections,
        Set<FetchDefect> defects) {

    /** What can be wrong with a FETCH response without losing the message. */
    public enum FetchDefect {
        /** BODYSTRUCTURE could not be read: fetch the whole message. */
        BODY_STRUCTURE_BROKEN,
        /** INTERNALDATE could not be read. */
        INTERNAL_DATE_BROKEN,
        /** A section was larger than the limits and was read past: stream it with {@link ImapConnection#stream}. */
        SECTION_TOO_BIG,
        /** The response was cut or garbled somewhere: only what came before is here. */
        RESPONSE_BROKEN
    }

    /** The whole message, when it was asked for and arrived. */
    public byte @Nullable [] whole() {
        return sections.get("");
    }

    public boolean has(FetchDefect defect) {
        return defects.contains(defect);
    }

    /** A server may tell one message in several responses: what comes later adds, and counts where both say something. */
    public FetchedMessage with(FetchedMessage later) {
        Map<String, byte[]> all = new HashMap<>(sections);
        all.putAll(later.sections);
        return new FetchedMessage(
                later.sequence,
                later.uid,
                later.flags == null ? flags : later.flags,
                later.internalDate == null ? internalDate : later.internalDate,
                later.size < 0 ? size : later.size,
                Math.max(modseq, later.modseq),
                later.serverIdentity == null ? serverIdentity : later.serverIdentity,
                later.serverThread == null ? serverThread : later.serverThread,
                later.bodyStructure == null ? bodyStructure : later.bodyStructure,
                later.header == null ? header : later.header,
                all,
                defects.isEmpty() ? later.defects : defects);
    }

    FetchedMessage withUid(long known) {
        return new FetchedMessage(
                sequence,
                known,
                flags,
                internalDate,
                size,
                modseq,
                serverIdentity,
                serverThread,
                bodyStructure,
                header,
                sections,
                defects);
    }
}
