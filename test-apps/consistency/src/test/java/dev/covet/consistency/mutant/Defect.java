package dev.covet.consistency.mutant;

/** What is wrong with a cache. */
public enum Defect {
    /** An answer is good for a while, whatever is written. */
    TIME_TO_LIVE_ONLY,
    /** What a transaction reads is there for everybody at once. */
    PUBLISHES_UNCOMMITTED,
    /** Two questions that differ in their last parameter have one answer. */
    FORGETS_A_PARAMETER,
    /** Writes count before they are sent and not when they are answered. */
    INVALIDATES_BEFORE_ONLY,
    /** Writes count only when they are answered, and answers count as of when they arrive. */
    INVALIDATES_AFTER_ONLY,
    /** What a transaction has read is there for everybody after its commit, also what was undone. */
    FORGETS_SAVEPOINTS,
    /** Answers are given in transactions that read repeatably too. */
    SERVES_REPEATABLE_READS,
    /** A query that is to lock is answered as any other, and locks nothing. */
    SERVES_LOCKING_READS
}
