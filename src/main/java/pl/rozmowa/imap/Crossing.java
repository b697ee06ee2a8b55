package pl.rozmowa.imap;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Keeps apart what is said while one folder is left and the next is opened: up to {@code OK [CLOSED]} it is about the old one
 * (RFC 7162 §3.2.11). A server that does not say where the border is can still only mean the new folder by VANISHED (EARLIER).
 */
final class Crossing implements ImapListener {

    private final ImapListener before;
    private final ImapListener after;
    private final List<Heard> held = new ArrayList<>();
    private boolean crossed;

    /** Something said before the border was known. */
    private record Heard(boolean ofNew, Consumer<ImapListener> saying) {}

    /**
     * @param fromFolder is a folder open that is left now? Otherwise there is no border to wait for
     */
    Crossing(ImapListener before, ImapListener after, boolean fromFolder) {
        this.before = before;
        this.after = after;
        this.crossed = !fromFolder;
    }

    /** The old folder is closed: what was heard so far was its own. */
    void closed() {
        held.forEach(heard -> heard.saying.accept(before));
        held.clear();
        crossed = true;
    }

    /** The new folder is open: what was not divided by then is divided by its kind. */
    void opened() {
        held.forEach(heard -> heard.saying.accept(heard.ofNew ? after : before));
        held.clear();
        crossed = true;
    }

    private void hear(boolean ofNew, Consumer<ImapListener> saying) {
        if (crossed) {
            saying.accept(after);
        } else {
            held.add(new Heard(ofNew, saying));
        }
    }

    @Override
    public void exists(long count) {
        hear(false, listener -> listener.exists(count));
    }

    @Override
    public void expunged(long sequence) {
        hear(false, listener -> listener.expunged(sequence));
    }

    @Override
    public void vanished(UidSet uids, boolean earlier) {
        hear(earlier, listener -> listener.vanished(uids, earlier));
    }

    @Override
    public void flags(long sequence, long uid, Set<String> flags, long modseq) {
        hear(true, listener -> listener.flags(sequence, uid, flags, modseq));
    }

    // what is about no folder, or names its own, needs no border and belongs to the usual listener

    @Override
    public void status(FolderStatus status) {
        before.status(status);
    }

    @Override
    public void notificationsOverflowed() {
        before.notificationsOverflowed();
    }

    @Override
    public void alert(String serverText) {
        before.alert(serverText);
    }

    @Override
    public void uidValidity(long uidValidity) {
        hear(true, listener -> listener.uidValidity(uidValidity));
    }
}
