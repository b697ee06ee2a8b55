package pl.rozmowa.imap;

import java.util.Arrays;

/** Collects UIDs and ranges of them as they arrive, joining neighbours. */
final class LongRanges {

    private long[] bounds = new long[32];
    private int length;

    void add(long uid) {
        add(uid, uid);
    }

    void add(long first, long last) {
        if (first < 1 || last > UidSet.MAX_UID) {
            return; // not a UID
        }
        if (length > 0 && first == bounds[length - 1] + 1) {
            bounds[length - 1] = last;
            return;
        }
        if (length == bounds.length) {
            bounds = Arrays.copyOf(bounds, length * 2);
        }
        bounds[length++] = first;
        bounds[length++] = last;
    }

    UidSet toUidSet() {
        return UidSet.ofRanges(bounds, length);
    }
}
