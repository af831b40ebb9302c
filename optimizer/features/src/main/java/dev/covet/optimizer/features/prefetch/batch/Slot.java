package dev.covet.optimizer.features.prefetch.batch;

/** What to bind to a question mark of a batch. Parameters are those of the single query and count from 1, keys from 0. */
public sealed interface Slot {
    int parameter();

    /** All values of a parameter as PostgreSQL's array literal, see {@link PostgresKey#array}; bound without a type. */
    record KeyArray(int parameter, PostgresKey type) implements Slot {}

    /** All values of a parameter as a JSON array, see {@link JsonKeys#array}. */
    record KeyJson(int parameter) implements Slot {}

    /** The value a parameter has for one key, bound as the single query binds it. */
    record Key(int parameter, int key) implements Slot {}

    /** The value a parameter has for all keys, bound as the single query binds it. */
    record Original(int parameter) implements Slot {}
}
