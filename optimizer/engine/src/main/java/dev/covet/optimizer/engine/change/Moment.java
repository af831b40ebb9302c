package dev.covet.optimizer.engine.change;

/** A point in the life of a database, as it said itself when it was asked. */
public interface Moment {
    /** Whether each statement that begins after it sees what this transaction has changed. */
    boolean shows(Commit commit);

    /** The server and its history: another one after another server has taken over, or an old backup was restored. */
    String origin();

    /**
     * How far the history was by then, as a number that grows in it: each commit that anybody could see has a lower or the
     * same {@link Commit#position}, and is kept even if the server crashes once all of it is handed out. -1 if the database does
     * not tell.
     */
    default long position() {
        return -1;
    }
}
