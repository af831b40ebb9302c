package dev.covet.optimizer.features.prefetch.standing;

/**
 * Why a pair is in its state. The sentence stands behind <i>because</i>; what to do are whole sentences.
 *
 * <p>{@code docs/prefetch.md} has the same table; a test compares it.
 */
public enum Reason {
    LEARNING(
            PairState.LEARNING,
            "no batch was wanted yet",
            "Wait: batches begin with the third execution of a loop, and with the first after two requests. If it stays so,"
                    + " the outer results have one row, or the loops end after two."),
    COMPARED(
            PairState.COMPARED, "the first three answers of its batches are compared with the database's own", "Wait."),
    BATCHES(PairState.BATCHES, "it is answered from batches", "Nothing."),
    RESTING(
            PairState.RESTING,
            "its batches took more time than they saved",
            "Nothing: it is tried again by itself. If many keys are wasted, the loop takes few of the rows: let the outer"
                    + " query read only those. Else change the application as the finding says."),
    RULE(
            PairState.RULED_OUT,
            "its text or the catalog does not prove that it only reads and computes",
            "See what is named. A function of your own that only reads may be declared STABLE or IMMUTABLE, a comment"
                    + " covet:off taken out. It is judged again after a restart."),
    FORM(
            PairState.RULED_OUT,
            "there is no form of batch that gives the same answers",
            "See what is named: often an ORDER BY, or another driver or version. Else change the application as the finding"
                    + " says."),
    FAILED(
            PairState.RULED_OUT,
            "a batch could not be used",
            "Look into the database's log for the error. It is tried again after a restart."),
    MISMATCH(
            PairState.MISMATCH,
            "an answer of a batch was not the one of the single query",
            "Nothing: the application got the answer of the single query. Please report the two queries."),
    OFF(
            PairState.SWITCHED_OFF,
            "covet.prefetch.mode is off, or Covet is",
            "Set covet.prefetch.mode=on and covet.enabled=true."),
    OBSERVE(PairState.SWITCHED_OFF, "covet.prefetch.mode is observe", "Set covet.prefetch.mode=on."),
    FAULTS(
            PairState.SWITCHED_OFF,
            "prefetching has failed ten times within a minute and is left out",
            "See COVET-2101 in the log, and report it. A change of any setting switches it on again."),
    EXCEPT_TABLES(
            PairState.SWITCHED_OFF,
            "covet.prefetch.except.tables names a table of it",
            "Take the table out of covet.prefetch.except.tables."),
    EXCEPT_REQUESTS(
            PairState.SWITCHED_OFF,
            "covet.prefetch.except.requests names its request or task",
            "Take the name out of covet.prefetch.except.requests."),
    STRICT(
            PairState.NOT_ALLOWED,
            "covet.prefetch.strict is set and its transaction sees no snapshot",
            "Use REPEATABLE READ, set with setTransactionIsolation, or set covet.prefetch.strict=false."),
    SERIALIZABLE(
            PairState.NOT_ALLOWED, "its transaction is SERIALIZABLE", "Read with REPEATABLE READ if that is enough."),
    CALLING(
            PairState.NOT_ALLOWED,
            "another service was being called meanwhile",
            "Query after the answer is there; or set covet.prefetch.end-at-calls=false if no service changes what you"
                    + " read."),
    DEAF(
            PairState.NOT_ALLOWED,
            "the answers of other services are not followed yet",
            "Wait until Covet has started. If it stays so, see the log for what has failed."),
    UNWRAPPED(
            PairState.NOT_ALLOWED,
            "things may happen on its connection that Covet does not see",
            "Do not unwrap the driver's connection, or use another one for that."),
    STATEMENT(
            PairState.NOT_ALLOWED,
            "its statement cannot be answered by Covet",
            "See what is named: no fetch size, rows that are read only, no generated keys."),
    DRIVER_LEARNS(
            PairState.HELD,
            "the driver had to send each of its executions",
            "Bind each parameter with the same type each time, a null with setNull and its type, and keep connections in a"
                    + " pool."),
    VALUES(PairState.HELD, "a value cannot be sent together with others", "Bind numbers, texts or UUIDs."),
    MOMENT(
            PairState.HELD,
            "the last batch failed by a timeout, a lock, or a lack of something",
            "Nothing, if it was once. Else look into the database's log, and at its timeouts."),
    CHANGED(
            PairState.HELD,
            "what was fetched was ended twice in one request, by a write or the answer of a service",
            "Write after the loop, or to tables that are certain to be changed alone."),
    LARGE(
            PairState.HELD,
            "rows it may come from were too many to be kept: more than 1,000, or 1 MB",
            "Read the outer query page by page."),
    MEMORY(
            PairState.HELD,
            "all requests together keep as much as they may, a fiftieth of the heap",
            "Give the JVM more heap.");

    private final PairState state;
    private final String sentence;
    private final String advice;

    Reason(PairState state, String sentence, String advice) {
        this.state = state;
        this.sentence = sentence;
        this.advice = advice;
    }

    public PairState state() {
        return state;
    }

    /** Without a full stop. */
    public String sentence() {
        return sentence;
    }

    public String advice() {
        return advice;
    }

    /** With nothing more to say. */
    public Standing plain() {
        return Standing.of(this);
    }
}
