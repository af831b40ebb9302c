package dev.covet.optimizer.features.cache.relay;

import dev.covet.optimizer.engine.TableClock;
import dev.covet.optimizer.features.cache.store.Versions;

/**
 * A complete moment of a database, by which answers that other JVMs were given can be judged: all that anybody could see then is
 * told. Immutable but for the positions, which go on.
 */
public final class Reach {
    private final String origin;
    private final long position;
    private final long start;
    private final long nanos;
    private final long[] counts;
    private final Positions positions;

    /**
     * A moment.
     *
     * @param position of its end in the history
     * @param start the position of the first one of its epoch: what was changed before is not known
     * @param nanos when it was asked for
     * @param counts of all tables, from before it was asked for
     */
    Reach(String origin, long position, long start, long nanos, long[] counts, Positions positions) {
        this.origin = origin;
        this.position = position;
        this.start = start;
        this.nanos = nanos;
        this.counts = counts;
        this.positions = positions;
    }

    /** The history that positions are of. */
    public String origin() {
        return origin;
    }

    /** What is asked for from now on, while no change of its tables is open, shows all that was committed up to here. */
    public long position() {
        return position;
    }

    /** When the moment was asked for. */
    public long nanos() {
        return nanos;
    }

    long start() {
        return start;
    }

    /**
     * Whether an answer shows all that was told before these versions were taken, and all that this JVM had written by then.
     *
     * @param shown the position up to which the answer shows everything
     * @param versions of its tables, taken now
     */
    public boolean isCovered(long shown, int[] tables, Versions versions) {
        if (shown < start || !versions.are(counts)) {
            // It is not known what was changed before; or this JVM has written since, and nobody has told where that
            // is.
            return false;
        }
        for (int table : tables) {
            if (positions.last(table) > shown) {
                return false;
            }
        }
        return true;
    }

    static long[] counts(TableClock clock) {
        long[] counts = new long[TableClock.TABLES];
        for (int table = 0; table < counts.length; table++) {
            counts[table] = clock.of(table);
        }
        return counts;
    }
}
