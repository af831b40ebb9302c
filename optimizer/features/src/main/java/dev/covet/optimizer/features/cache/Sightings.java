package dev.covet.optimizer.features.cache;

import dev.covet.optimizer.features.cache.store.Entry;

/**
 * When a session has last seen the answer of a query, so that it is not shown an older one after: the database shows what
 * somebody has committed before it tells of it. Queries share places, which can only hold an answer back. Belongs to the
 * thread that uses the connection.
 */
final class Sightings {
    private static final int PLACES = 64;

    private final long[] times = new long[PLACES];
    private final long[] entries = new long[PLACES];
    private long any;
    private boolean anySeen;

    /** The database has answered something of which nobody knows which entry would have been its answer. */
    void seen(long nanos) {
        any = nanos;
        anySeen = true;
    }

    /**
     * The database has answered this query.
     *
     * @param entry that its answer is kept as; 0 if it is not
     */
    void seen(int query, long entry, long nanos) {
        int place = query & (PLACES - 1);
        times[place] = nanos;
        entries[place] = entry == 0 ? -1 : entry;
    }

    /**
     * Whether this entry, which all the present versions hold for, is nothing older than the session has seen.
     *
     * @param told the last moment of which all is told
     */
    boolean allow(int query, Entry entry, long told) {
        if (anySeen && !isAfter(any, entry, told)) {
            return false;
        }
        int place = query & (PLACES - 1);
        return entries[place] == 0 || entries[place] == entry.number() || isAfter(times[place], entry, told);
    }

    /** Whether it shows all that anybody could see at that time. */
    private static boolean isAfter(long nanos, Entry entry, long told) {
        return told - nanos >= 0 || entry.sent() - nanos >= 0;
    }
}
