package dev.covet.optimizer.engine;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Changes that may be seen by others from now on, at a time that nobody knows, until their answer is there. The tables are
 * counted before and after. Must be answered exactly once.
 */
public final class OpenWrite {
    private final TableClock clock;
    private final @Nullable WriteBarrier barrier;
    private final long @Nullable [] several;
    private final int single;

    private OpenWrite(TableClock clock, @Nullable WriteBarrier barrier, long @Nullable [] several, int single) {
        this.clock = clock;
        this.barrier = barrier;
        this.several = several;
        this.single = single;
    }

    /** Of any tables. */
    static OpenWrite ofAny(TableClock clock, WriteBarrier barrier) {
        barrier.began();
        return new OpenWrite(clock, barrier, null, TableClock.ANY);
    }

    /**
     * Of certain tables.
     *
     * @param several what a transaction has changed, as {@link WrittenTables} keeps it; null if nothing
     * @param single one more; {@link TableClock#ANY} for none
     */
    static OpenWrite of(TableClock clock, long @Nullable [] several, int single) {
        OpenWrite made = new OpenWrite(clock, null, several == null ? null : several.clone(), single);
        made.each(clock::began);
        return made;
    }

    /** The answer is there, or there will be none. */
    void answered() {
        if (barrier != null) {
            barrier.ended();
        } else {
            each(clock::ended);
        }
    }

    private void each(IntConsumer table) {
        if (several != null) {
            WrittenTables.each(several, table);
        }
        if (single != TableClock.ANY) {
            table.accept(single);
        }
    }
}
