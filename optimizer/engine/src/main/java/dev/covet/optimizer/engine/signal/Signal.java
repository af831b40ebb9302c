package dev.covet.optimizer.engine.signal;

/** Something that happened and that consumers may want to know: immutable for them. */
public interface Signal {
    /** Texts up to this length are usual and do not count. */
    int USUAL = 1_024;

    /** What an error with its stack takes. */
    int FAILURE = 4_096;

    /** The heap it keeps beyond a few hundred bytes, roughly; 0 for nearly all. Asked on the application's thread. */
    default long bytes() {
        return 0;
    }
}
