package dev.covet.optimizer.settings;

/** The time between two looks at the files. */
@FunctionalInterface
interface Pause {
    /** Waits; whether to go on. */
    boolean await() throws InterruptedException;
}
