package dev.covet.optimizer.engine.change;

/** A point in the life of a database, as it said itself when it was asked. */
public interface Moment {
    /** Whether each statement that begins after it sees what this transaction has changed. */
    boolean shows(Commit commit);

    /** The server and its history: another one after another server has taken over, or an old backup was restored. */
    String origin();
}
