package pl.rozmowa.sync;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import pl.rozmowa.imap.FolderStatus;
import pl.rozmowa.imap.ImapListener;
import pl.rozmowa.imap.UidSet;

/** Notes that the server said something about the open folder, and the counters that it tells of others by itself (NOTIFY). */
final class Watch implements ImapListener {

    private final Map<String, FolderStatus> others = new ConcurrentHashMap<>();
    private volatile boolean heard;
    private volatile boolean overflowed;

    /** The open folder is about to be read. */
    void forget() {
        heard = false;
    }

    boolean heardOfOpenFolder() {
        return heard;
    }

    boolean heardSomething() {
        return heard || overflowed || !others.isEmpty();
    }

    /** The counters told since the last time, by wire name. */
    Map<String, FolderStatus> takeOthers() {
        Map<String, FolderStatus> told = Map.copyOf(others);
        told.forEach(others::remove);
        return told;
    }

    /** Whether the server gave up telling (RFC 5465 §5.8); from now on it tells nothing. */
    boolean takeOverflow() {
        boolean was = overflowed;
        overflowed = false;
        return was;
    }

    @Override
    public void exists(long count) {
        heard = true;
    }

    @Override
    public void expunged(long sequence) {
        heard = true;
    }

    @Override
    public void vanished(UidSet uids, boolean earlier) {
        heard = true;
    }

    @Override
    public void flags(long sequence, long uid, Set<String> flags, long modseq) {
        heard = true;
    }

    @Override
    public void uidValidity(long uidValidity) {
        heard = true;
    }

    @Override
    public void status(FolderStatus status) {
        others.put(status.wireName(), status);
    }

    @Override
    public void notificationsOverflowed() {
        overflowed = true;
    }
}
