package dev.covet.optimizer.engine;

import java.sql.SQLException;

/** What a stage decides about a statement before it reaches the driver. */
public sealed interface Verdict {
    /** The only verdict that asks the next stage; when all say so, the driver is called. */
    Verdict PROCEED = new Proceed();

    record Proceed() implements Verdict {}

    /** The database is not asked: these rows are the answer. */
    record Answer(Replay rows) implements Verdict {}

    /** Another node is asked, by a twin of the application's statement. */
    record Redirect(Node node) implements Verdict {}

    /** The application gets this exception and the database gets nothing. */
    record Reject(SQLException exception) implements Verdict {}
}
