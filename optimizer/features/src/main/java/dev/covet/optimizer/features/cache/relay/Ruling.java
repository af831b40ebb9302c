package dev.covet.optimizer.features.cache.relay;

import java.util.List;

/** Whether answers of a query may be kept, as long as an epoch lasts. */
public final class Ruling {
    private final Epoch epoch;
    private final List<String> reasons;
    private final boolean throughViews;
    private final int[] tables;
    private final String print;

    /**
     * A ruling.
     *
     * @param reasons against it, each a sentence for people without its full stop; empty if they may
     * @param throughViews whether some of its tables stand in views, of whose texts nothing more is known
     * @param print of the definitions it depends on; empty if it was not asked for
     * @param tables that it reads, by {@link dev.covet.optimizer.engine.TableClock#number}
     */
    Ruling(Epoch epoch, List<String> reasons, boolean throughViews, String print, int... tables) {
        this.epoch = epoch;
        this.reasons = List.copyOf(reasons);
        this.throughViews = throughViews;
        this.print = print;
        this.tables = tables;
    }

    public Epoch epoch() {
        return epoch;
    }

    public List<String> reasons() {
        return reasons;
    }

    public boolean throughViews() {
        return throughViews;
    }

    /** Nobody writes to it. */
    public int[] tables() {
        return tables;
    }

    /** Two JVMs with the same one judge the query by the same definitions. Empty if that is not known. */
    public String print() {
        return print;
    }

    public boolean allowed() {
        return reasons.isEmpty();
    }
}
