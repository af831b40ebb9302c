package dev.covet.optimizer.features.cache.relay;

import dev.covet.optimizer.engine.TableClock;
import dev.covet.optimizer.features.cache.store.Versions;
import org.jspecify.annotations.Nullable;

/**
 * A complete moment of a database, by which answers that other JVMs were given can be judged: all that anybody could see then is
 * told. Immutable but for the positions, which go on.
 */
public final class Reach {
    private final String origin;
    private final long position;
    private final long start;
    private final long nanos;
    private final long[] own;
    private final Positions positions;

    /**
     * A moment.
     *
     * @param position of its end in the history
     * @param start the position of the first one of its epoch: what was changed before is not known
     * @param nanos when it was asked for
     * @param own how often this JVM itself had counted each table before it was asked for
     */
    Reach(String origin, long position, long start, long nanos, long[] own, Positions positions) {
        this.origin = origin;
        this.position = position;
        this.start = start;
        this.nanos = nanos;
        this.own = own;
        this.positions = positions;
    }

    /** The history that positions are of. */
    public String origin() {
        return origin;
    }

    /**
     * What is asked for from now on shows all that was committed up to here, if no change of its tables is open; which is to be
     * looked at later than this.
     */
    public long shown() {
        return Math.max(position, positions.latest());
    }

    /** When the moment was asked for. */
    public long nanos() {
        return nanos;
    }

    long start() {
        return start;
    }

    /**
     * The versions of the tables now, if an answer shows all that these count. Null else: if not everything is told that was changed
     * before, if others have changed them after what it shows, or if this JVM has, and nobody has told where that is.
     *
     * @param shown the position up to which the answer shows everything
     */
    public @Nullable Versions covering(long shown, int[] tables, TableClock clock) {
        long[] counted = new long[tables.length];
        for (int i = 0; i < tables.length; i++) {
            counted[i] = positions.counts(tables[i]);
        }
        Versions versions = Versions.of(tables, clock);
        if (versions == null || shown < start) {
            return null;
        }
        for (int i = 0; i < tables.length; i++) {
            // Too few at worst: then it looks as if this JVM had written.
            if (versions.count(i) - counted[i] != own[tables[i]] || positions.last(tables[i]) > shown) {
                return null;
            }
        }
        return versions;
    }

    /** How often this JVM itself has counted each table. To be called by the relay. */
    static long[] own(TableClock clock, Positions positions) {
        long[] own = new long[TableClock.TABLES];
        for (int table = 0; table < own.length; table++) {
            own[table] = clock.of(table) - positions.counts(table);
        }
        return own;
    }
}
