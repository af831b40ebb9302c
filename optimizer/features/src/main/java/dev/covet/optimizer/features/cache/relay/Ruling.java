package dev.covet.optimizer.features.cache.relay;

import java.util.List;

/** Whether answers of a query may be kept, as long as an epoch lasts. */
public final class Ruling {
    private final Epoch epoch;
    private final List<String> reasons;
    private final int[] tables;

    /**
     * A ruling.
     *
     * @param reasons against it, each a sentence for people without its full stop; empty if they may
     * @param tables that it reads, by {@link dev.covet.optimizer.engine.TableClock#number}
     */
    Ruling(Epoch epoch, List<String> reasons, int... tables) {
        this.epoch = epoch;
        this.reasons = List.copyOf(reasons);
        this.tables = tables;
    }

    public Epoch epoch() {
        return epoch;
    }

    public List<String> reasons() {
        return reasons;
    }

    /** Nobody writes to it. */
    public int[] tables() {
        return tables;
    }

    public boolean allowed() {
        return reasons.isEmpty();
    }
}
