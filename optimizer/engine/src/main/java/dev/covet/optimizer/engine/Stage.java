package dev.covet.optimizer.engine;

import java.sql.SQLException;

/**
 * One feature's part of the call path. A stage knows neither its neighbours nor how calls are intercepted. It must not
 * throw; what it throws all the same is counted, and a stage that keeps throwing is left out.
 */
public interface Stage {
    /** The feature, as in its settings: {@code trace}, {@code cache}. */
    String feature();

    /** Before the driver, on the application's thread. */
    default Verdict enter(StatementCall call) {
        return Verdict.PROCEED;
    }

    /**
     * The driver has failed: what the application gets instead of its exception. With {@link Verdict#PROCEED} it gets that.
     * {@link #exit} comes afterwards, and hears of an answer as of any other.
     */
    default Verdict instead(StatementCall call, SQLException failure) {
        return Verdict.PROCEED;
    }

    /** After the driver or another answer, in reverse order; {@link StatementCall#failure()} tells how it went. */
    default void exit(StatementCall call) {}

    /** When the rows have been read or given up, or at once after a call that has none. Exactly once for each call. */
    default void end(StatementCall call) {}
}
