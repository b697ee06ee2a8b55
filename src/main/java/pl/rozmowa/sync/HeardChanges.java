package pl.rozmowa.sync;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import pl.rozmowa.imap.ImapListener;
import pl.rozmowa.imap.UidSet;

/** What a server with QRESYNC says while a folder is opened: what changed since the snapshot (RFC 7162 §3.2.5.1). */
final class HeardChanges implements ImapListener {

    private final Map<Long, Set<String>> flags = new HashMap<>();
    private UidSet vanished = UidSet.empty();
    private boolean unclear;

    /** May name UIDs that were never there, or went long ago. */
    UidSet vanished() {
        return vanished;
    }

    Map<Long, Set<String>> flags() {
        return flags;
    }

    /** Said something that can't be told to a UID: then only a comparison helps. */
    boolean isUnclear() {
        return unclear;
    }

    @Override
    public void vanished(UidSet uids, boolean earlier) {
        vanished = vanished.plus(uids);
    }

    @Override
    public void expunged(long sequence) {
        unclear = true;
    }

    @Override
    public void flags(long sequence, long uid, Set<String> changed, long modseq) {
        if (uid > 0) {
            flags.put(uid, changed);
        } else {
            unclear = true;
        }
    }
}
