package dev.covet.optimizer.features.cache;

/**
 * When a session has last seen the answer of a query, so that it is not shown an older one after: the database shows what
 * somebody has committed before it tells of it. What was seen before the last moment of which all is told need not be
 * remembered. Each query has a place of its own: did queries share some, a session that asks many would hold its own answers
 * back, ask the database for them, and hold back others by that. Two of the same number do so, which makes nothing wrong: a place
 * gets nothing older than it had, as that was not allowed. Belongs to the thread that uses the connection.
 */
final class Sightings {
    private static final int FEWEST_PLACES = 64;
    private static final int MOST_PLACES = 4096;
    private static final int NEIGHBOURS = 8;

    private long[] queries = new long[FEWEST_PLACES];
    private long[] times = new long[FEWEST_PLACES];

    /** What was seen there: the number of an entry, -1 for what is not kept, 0 where nothing was. */
    private long[] entries = new long[FEWEST_PLACES];

    private long any;
    private boolean anySeen;
    private long complete;
    private boolean completeKnown;

    /** The database has answered something of which nobody knows which entry would have been its answer. */
    void seen(long nanos) {
        any = anySeen && any - nanos >= 0 ? any : nanos;
        anySeen = true;
    }

    /**
     * The session has an answer of this query.
     *
     * @param entry that it is, or is kept as; 0 if it is not kept
     * @param nanos when the database had given it
     */
    void seen(long query, long entry, long nanos) {
        if (isTold(nanos)) {
            return;
        }
        int place = placeFor(query);
        while (place < 0 && queries.length < MOST_PLACES) {
            grow();
            place = placeFor(query);
        }
        if (place < 0) {
            seen(nanos);
        } else {
            queries[place] = query;
            times[place] = nanos;
            entries[place] = entry == 0 ? -1 : entry;
        }
    }

    /**
     * Whether an entry, which all the present versions hold for, is nothing older than the session has seen.
     *
     * @param entry its number
     * @param sent when it was asked for
     * @param told a moment of which all is told
     */
    boolean allow(long query, long entry, long sent, long told) {
        complete = isTold(told) ? complete : told;
        completeKnown = true;
        return allow(query, entry, sent);
    }

    /** The same where nothing is ever told. */
    boolean allow(long query, long entry, long sent) {
        if (anySeen && !isAfter(any, sent)) {
            return false;
        }
        for (int i = 0; i < NEIGHBOURS; i++) {
            int place = place(query, i);
            if (entries[place] != 0
                    && queries[place] == query
                    && entries[place] != entry
                    && !isAfter(times[place], sent)) {
                return false;
            }
        }
        return true;
    }

    /** Whether what was asked for then shows all that anybody could see at that time. */
    private boolean isAfter(long nanos, long sent) {
        return isTold(nanos) || sent - nanos >= 0;
    }

    private boolean isTold(long nanos) {
        return completeKnown && complete - nanos >= 0;
    }

    private int place(long query, int neighbour) {
        return ((int) ((query * 0x9E3779B97F4A7C15L) >>> 40) + neighbour) & (queries.length - 1);
    }

    /** Its own, or one that nobody needs any more; less than 0 if there is none. */
    private int placeFor(long query) {
        int free = -1;
        for (int i = NEIGHBOURS - 1; i >= 0; i--) {
            int place = place(query, i);
            if (entries[place] != 0 && queries[place] == query) {
                return place;
            }
            if (entries[place] == 0 || isTold(times[place])) {
                free = place;
            }
        }
        return free;
    }

    private void grow() {
        long[] formerQueries = queries;
        long[] formerTimes = times;
        long[] formerEntries = entries;
        queries = new long[2 * formerQueries.length];
        times = new long[queries.length];
        entries = new long[queries.length];
        for (int i = 0; i < formerQueries.length; i++) {
            if (formerEntries[i] != 0) {
                seen(formerQueries[i], formerEntries[i] < 0 ? 0 : formerEntries[i], formerTimes[i]);
            }
        }
    }
}
