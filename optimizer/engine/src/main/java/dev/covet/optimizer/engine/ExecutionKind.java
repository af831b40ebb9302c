package dev.covet.optimizer.engine;

/** Which family of JDBC methods executes a statement. */
public enum ExecutionKind {
    QUERY,
    UPDATE,
    /** {@code execute}: whether rows or a count come back is known only afterwards. */
    EXECUTE,
    BATCH
}
