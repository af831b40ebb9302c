package dev.covet.optimizer.engine;

/** Counts the errors of one feature and takes it out of the call path when they are too many. */
public interface StageGuard {
    String feature();

    /** True while the feature is left out. Read for every statement. */
    boolean isOpen();

    /** Counts an error. Rethrows it only if the JVM cannot go on: out of memory is the application's to see. */
    void failed(Throwable error);

    /** Errors since the start. */
    long errors();

    /** How long a sample of the feature's calls took. */
    Durations durations();
}
