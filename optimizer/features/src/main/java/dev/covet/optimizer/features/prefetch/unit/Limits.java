package dev.covet.optimizer.features.prefetch.unit;

/** What one unit of work may keep. */
final class Limits {
    /** Results of so many queries, the newest. */
    static final int RELATIONS = 16;

    /** A result with more rows or bytes is not kept. */
    static final int ROWS = 1_000;

    static final long RESULT_BYTES = 1 << 20;

    static final long BYTES = 4 << 20;

    /** Of an answer with more bytes only its columns are remembered with the query. */
    static final long LIKE_BYTES = 4 << 10;

    /** Results that come in blocks, at the same time. */
    static final int STREAMS = 4;

    /** Queries that are counted. */
    static final int QUERIES = 256;

    /** Executions of a query that are remembered. */
    static final int KEYS = 4_096;

    /** Answers of a query that are kept although its executions are only counted. */
    static final int KEPT_AT_REST = 8;

    private Limits() {}
}
