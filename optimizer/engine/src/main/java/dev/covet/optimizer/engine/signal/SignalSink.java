package dev.covet.optimizer.engine.signal;

/** A consumer of signals. Called by one thread, in the order of posting. */
public interface SignalSink {
    void accept(Signal signal);

    /** Called when no more signals wait for the moment; a sink that gathers may pass on what it has. */
    default void idle() {}
}
