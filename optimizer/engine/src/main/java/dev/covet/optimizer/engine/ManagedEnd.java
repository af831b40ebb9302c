package dev.covet.optimizer.engine;

import java.util.Collection;
import java.util.List;

/**
 * A transaction manager decides over transactions, past all sessions: others may see other rows of any database from now
 * on, until it is answered. Must be answered exactly once.
 */
public final class ManagedEnd {
    private final List<WriteClock> clocks;

    ManagedEnd(Collection<WriteClock> clocks) {
        this.clocks = List.copyOf(clocks);
        this.clocks.forEach(clock -> clock.barrier().began());
    }

    /** The answer is there, or there will be none. */
    public void answered() {
        for (WriteClock clock : clocks) {
            clock.committed();
            clock.barrier().ended();
            clock.wrote(clock.barrier().last());
        }
    }
}
