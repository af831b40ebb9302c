package dev.covet.optimizer.features.cache.relay;

import dev.covet.optimizer.catalog.Suspects;
import org.jspecify.annotations.Nullable;

/**
 * A time in which every change to a database is told and no definition has changed. What was read in another one is not
 * given any more. Written by the relay.
 */
public final class Epoch {
    private final String server;
    private final long schema;
    private volatile long complete;
    private volatile boolean known;
    private volatile long defined;
    private volatile boolean defines;
    private volatile @Nullable Suspects suspects;
    private volatile String rights = "";
    private volatile @Nullable Reach reach;

    /**
     * A time that begins.
     *
     * @param server that tells, as {@link dev.covet.optimizer.catalog.SessionFacts} names it
     * @param schema the number of the last change of the schema by this JVM
     */
    Epoch(String server, long schema) {
        this.server = server;
        this.schema = schema;
    }

    public String server() {
        return server;
    }

    public long schema() {
        return schema;
    }

    /** What queries may name that writes although it does not show; null before the first query is judged. */
    public @Nullable Suspects suspects() {
        return suspects;
    }

    void suspects(Suspects found) {
        suspects = found;
    }

    /**
     * Rights of all roles in it, as {@link dev.covet.optimizer.catalog.SessionFacts#rights} has them; empty before the first
     * query is judged.
     */
    public String rights() {
        return rights;
    }

    void rights(String found) {
        rights = found;
    }

    /** The last complete moment by its position; null if nobody shares answers, or if the database does not tell it. */
    public @Nullable Reach reach() {
        return reach;
    }

    /** To be told before {@link #complete(long)}. */
    void reach(Reach last) {
        reach = last;
    }

    /** All is told that could be seen then, definitions among it. */
    void complete(long nanos) {
        complete = nanos;
        known = true;
        if (!defines || nanos - defined > 0) {
            defined(nanos);
        }
    }

    /**
     * Whether all is told that anybody could see at some moment no longer ago than this. To be asked before the counts of
     * tables are read.
     *
     * @param nanos now, by the clock of the engine
     */
    public boolean isWithin(long most, long nanos) {
        return known && nanos - complete <= most;
    }

    /** All definitions were then what answers were judged by. */
    void defined(long nanos) {
        defined = nanos;
        defines = true;
    }

    /**
     * Whether all definitions were what answers were judged by at some moment no longer ago than this, whatever is told of rows.
     *
     * @param nanos now, by the clock of the engine
     */
    public boolean isDefinedWithin(long most, long nanos) {
        return defines && nanos - defined <= most;
    }

    /** The last moment of which all is told. */
    public long complete() {
        return complete;
    }
}
