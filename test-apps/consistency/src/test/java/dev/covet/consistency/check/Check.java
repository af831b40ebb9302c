package dev.covet.consistency.check;

/** Looks for one kind of anomaly. */
public interface Check {
    void check(Facts facts, Violations violations);

    default String name() {
        return getClass().getSimpleName();
    }
}
