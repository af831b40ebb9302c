package dev.covet.optimizer.engine;

/** One borrowing of a connection from a pool, for whoever looks after pools. Any thread may call. */
public interface Loan {
    /** The application has closed what it was lent; the pool may still be about to take it back. */
    void closing();

    /** The pool has it back. Further calls do nothing. */
    void returned(long now);
}
