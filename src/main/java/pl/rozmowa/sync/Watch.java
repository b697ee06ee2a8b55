package pl.rozmowa.sync;

import java.util.Set;
import pl.rozmowa.imap.ImapListener;
import pl.rozmowa.imap.UidSet;

/** Notes that the server said something about the open folder. */
final class Watch implements ImapListener {

    private volatile boolean heard;

    void forget() {
        heard = false;
    }

    boolean heardSomething() {
        return heard;
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
}
