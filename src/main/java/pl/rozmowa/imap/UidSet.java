package pl.rozmowa.imap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * UIDs as sorted, disjoint ranges (RFC 9051 §9 {@code sequence-set}). Ranges are never expanded on their own: a server may well say
 * {@code VANISHED 1:4294967295}. Immutable.
 */
public final class UidSet {

    /** The largest UID there can be (RFC 9051 §2.3.1.1: unsigned 32 bits). */
    public static final long MAX_UID = 0xFFFF_FFFFL;

    private static final UidSet EMPTY = new UidSet(new long[0]);

    /** first, last, first, last …; ascending, with gaps between. */
    private final long[] bounds;

    private UidSet(long[] bounds) {
        this.bounds = bounds;
    }

    public static UidSet empty() {
        return EMPTY;
    }

    public static UidSet of(long... uids) {
        long[] sorted = uids.clone();
        Arrays.sort(sorted);
        long[] bounds = new long[sorted.length * 2];
        int n = 0;
        for (long uid : sorted) {
            n = put(bounds, n, uid, uid);
        }
        return new UidSet(Arrays.copyOf(bounds, n));
    }

    public static UidSet of(Collection<Long> uids) {
        return of(uids.stream().mapToLong(Long::longValue).toArray());
    }

    /** Both ends included; empty when {@code last < first}. */
    public static UidSet range(long first, long last) {
        return last < first ? EMPTY : new UidSet(new long[] {first, last});
    }

    /** Appends a range to ascending bounds, joining it to the last one where they touch; returns the new length. */
    private static int put(long[] bounds, int n, long first, long last) {
        if (n > 0 && first <= bounds[n - 1] + 1) {
            bounds[n - 1] = Math.max(bounds[n - 1], last);
            return n;
        }
        bounds[n] = first;
        bounds[n + 1] = last;
        return n + 2;
    }

    /** From ranges in any order, overlapping or not. */
    static UidSet ofRanges(long[] ranges, int length) {
        boolean ascending = true;
        for (int i = 2; i < length; i += 2) {
            ascending &= ranges[i] > ranges[i - 1];
        }
        if (ascending) {
            long[] joined = new long[length];
            int n = 0;
            for (int i = 0; i < length; i += 2) {
                n = put(joined, n, ranges[i], ranges[i + 1]);
            }
            return new UidSet(Arrays.copyOf(joined, n));
        }
        List<long[]> sorted = new ArrayList<>();
        for (int i = 0; i < length; i += 2) {
            sorted.add(new long[] {ranges[i], ranges[i + 1]});
        }
        sorted.sort((a, b) -> Long.compare(a[0], b[0]));
        long[] bounds = new long[length];
        int n = 0;
        for (long[] range : sorted) {
            n = put(bounds, n, range[0], range[1]);
        }
        return new UidSet(Arrays.copyOf(bounds, n));
    }

    public boolean isEmpty() {
        return bounds.length == 0;
    }

    /** How many UIDs; may be as large as {@link #MAX_UID} whatever the folder holds. */
    public long size() {
        long size = 0;
        for (int i = 0; i < bounds.length; i += 2) {
            size += bounds[i + 1] - bounds[i] + 1;
        }
        return size;
    }

    public boolean contains(long uid) {
        int low = 0;
        int high = bounds.length / 2 - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (uid < bounds[2 * middle]) {
                high = middle - 1;
            } else if (uid > bounds[2 * middle + 1]) {
                low = middle + 1;
            } else {
                return true;
            }
        }
        return false;
    }

    /** The smallest UID; 0 when empty. */
    public long first() {
        return bounds.length == 0 ? 0 : bounds[0];
    }

    /** The largest UID; 0 when empty. */
    public long last() {
        return bounds.length == 0 ? 0 : bounds[bounds.length - 1];
    }

    public UidSet plus(UidSet other) {
        long[] all = Arrays.copyOf(bounds, bounds.length + other.bounds.length);
        System.arraycopy(other.bounds, 0, all, bounds.length, other.bounds.length);
        return ofRanges(all, all.length);
    }

    /** What is here and not in the other. */
    public UidSet minus(UidSet other) {
        long[] kept = new long[bounds.length + other.bounds.length + 2];
        int n = 0;
        int o = 0;
        for (int i = 0; i < bounds.length; i += 2) {
            long first = bounds[i];
            long last = bounds[i + 1];
            while (o < other.bounds.length && other.bounds[o + 1] < first) {
                o += 2;
            }
            for (int k = o;
                    k < other.bounds.length && other.bounds[k] <= last && first <= last;
                    k += 2) {
                if (other.bounds[k] > first) {
                    n = put(kept, n, first, other.bounds[k] - 1);
                }
                first = other.bounds[k + 1] + 1;
            }
            if (first <= last) {
                n = put(kept, n, first, last);
            }
        }
        return new UidSet(Arrays.copyOf(kept, n));
    }

    /** What is in both. */
    public UidSet and(UidSet other) {
        return minus(minus(other));
    }

    public void forEach(LongConsumer action) {
        for (int i = 0; i < bounds.length; i += 2) {
            for (long uid = bounds[i]; uid <= bounds[i + 1]; uid++) {
                action.accept(uid);
            }
        }
    }

    /**
     * Every UID, ascending.
     *
     * @throws IllegalStateException beyond 10 million: such a set is a server's joke, not a folder
     */
    public long[] toArray() {
        long size = size();
        if (size > 10_000_000) {
            throw new IllegalStateException("too many UIDs to expand: " + size);
        }
        long[] uids = new long[(int) size];
        int n = 0;
        for (int i = 0; i < bounds.length; i += 2) {
            for (long uid = bounds[i]; uid <= bounds[i + 1]; uid++) {
                uids[n++] = uid;
            }
        }
        return uids;
    }

    /** Lower and upper half, for bisecting; the lower one is empty when there is a single UID. */
    public List<UidSet> halves() {
        long[] uids = toArray();
        int middle = uids.length / 2;
        return List.of(
                of(Arrays.copyOf(uids, middle)), of(Arrays.copyOfRange(uids, middle, uids.length)));
    }

    /** Pieces of at most so many UIDs, the newest (largest) first. */
    public List<UidSet> pagesNewestFirst(int uidsEach) {
        long[] uids = toArray();
        List<UidSet> pages = new ArrayList<>();
        for (int end = uids.length; end > 0; end -= uidsEach) {
            pages.add(of(Arrays.copyOfRange(uids, Math.max(0, end - uidsEach), end)));
        }
        return pages;
    }

    /** As it is said on the wire: {@code 1:3,7}; empty text when empty. */
    public String wire() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bounds.length; i += 2) {
            if (i > 0) {
                text.append(',');
            }
            text.append(bounds[i]);
            if (bounds[i + 1] > bounds[i]) {
                text.append(':').append(bounds[i + 1]);
            }
        }
        return text.toString();
    }

    /** The same UIDs in pieces whose {@link #wire} text is no longer than this. */
    List<UidSet> pieces(int longestText) {
        List<UidSet> pieces = new ArrayList<>();
        int from = 0;
        int length = 0;
        for (int i = 0; i < bounds.length; i += 2) {
            int range =
                    2 + digits(bounds[i]) + (bounds[i + 1] > bounds[i] ? digits(bounds[i + 1]) : 0);
            if (length + range > longestText && i > from) {
                pieces.add(new UidSet(Arrays.copyOfRange(bounds, from, i)));
                from = i;
                length = 0;
            }
            length += range;
        }
        if (from < bounds.length) {
            pieces.add(new UidSet(Arrays.copyOfRange(bounds, from, bounds.length)));
        }
        return pieces;
    }

    private static int digits(long number) {
        return String.valueOf(number).length();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UidSet set && Arrays.equals(bounds, set.bounds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }

    @Override
    public String toString() {
        return wire();
    }
}
