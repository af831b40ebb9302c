package dev.covet.optimizer.engine.signal;

import dev.covet.optimizer.engine.ConnectionFacts;
import dev.covet.optimizer.engine.UnitOfWork;
import dev.covet.optimizer.sql.SqlText;
import org.jspecify.annotations.Nullable;

/**
 * A query that was repeated within one unit of work.
 *
 * @param nanos when it was made, by the clock of the engine
 * @param outer the query whose rows it was repeated for; null if none was found
 * @param mapping where the values of its parameters come from, such as {@code parameter 1 = owner.id}; empty without outer
 * @param executions how often the application asked for it
 * @param served how many of these the database did not have to answer one by one
 * @param lostNanos what the executions after the first one took
 * @param callSite a method of the application, empty if none was seen
 * @param advice what to change
 * @param blocked why Covet does not ask for several at once; empty if it does, or if that is out of the question
 */
public record FindingSignal(
        Kind kind,
        ConnectionFacts facts,
        UnitOfWork work,
        long nanos,
        @Nullable SqlText outer,
        SqlText inner,
        String mapping,
        int executions,
        int served,
        long lostNanos,
        String callSite,
        String advice,
        String blocked)
        implements Signal {
    /** What kind of repetition it is. */
    public enum Kind {
        /** Once for each row of another query: the values were seen to come from its rows. */
        N_PLUS_ONE,
        /** With the same values each time. */
        SAME_VALUES,
        /** With a value from its own last answer: a list or tree that is followed link by link. */
        CHAIN,
        /** Page by page. */
        PAGES,
        /** Again after an error. */
        RETRY,
        /** No repetition: an answer from a batch was not the one of the single query, and batches ended for this pair. */
        MISMATCH,
        /** With values of which nobody here knows where they come from. */
        OTHER_VALUES
    }

    @Override
    public long bytes() {
        return 2L * (mapping.length() + callSite.length() + blocked.length());
    }
}
