package pl.rozmowa.imap;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what the server said unasked. */
final class Heard implements ImapListener {
    final List<String> events = new CopyOnWriteArrayList<>();

    @Override
    public void exists(long count) {
        events.add("exists " + count);
    }

    @Override
    public void expunged(long sequence) {
        events.add("expunged " + sequence);
    }

    @Override
    public void vanished(UidSet uids, boolean earlier) {
        events.add("vanished " + uids + " " + earlier);
    }

    @Override
    public void flags(long sequence, long uid, Set<String> flags, long modseq) {
        events.add("flags " + sequence + " " + uid + " " + flags + " " + modseq);
    }

    @Override
    public void uidValidity(long uidValidity) {
        events.add("uidvalidity " + uidValidity);
    }

    @Override
    public void status(FolderStatus status) {
        events.add("status " + status.wireName() + " " + status.messages());
    }

    @Override
    public void notificationsOverflowed() {
        events.add("overflow");
    }

    @Override
    public void alert(String serverText) {
        events.add("alert " + serverText);
    }
}
