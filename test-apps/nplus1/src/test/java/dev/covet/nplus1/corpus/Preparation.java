package dev.covet.nplus1.corpus;

/**
 * A statement that was prepared.
 *
 * @param key as of {@link Execution}
 * @param text as of {@link Execution}
 * @param loan the same for all between two returns of the connection to its pool
 */
record Preparation(String key, String text, int loan) {}
