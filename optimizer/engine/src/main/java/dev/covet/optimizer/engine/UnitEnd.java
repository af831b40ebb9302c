package dev.covet.optimizer.engine;

/** What a feature keeps with a unit of work. */
public interface UnitEnd {
    /** The unit is over; nothing is asked of what was kept any more. May come more than once, on any thread. */
    void unitEnded(UnitOfWork work);
}
