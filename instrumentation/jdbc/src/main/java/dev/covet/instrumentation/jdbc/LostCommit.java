package dev.covet.instrumentation.jdbc;

import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.sql.Dialect;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The exception of a commit whose answer was lost with its connection. Of a class of the JDK: it may outlive us. */
final class LostCommit {
    /** Transaction resolution unknown. */
    private static final String STATE = "08007";

    private static final int NUMBER = 4320;

    /** The connection broke, or the server ended it. One that was closed before (08003) has sent nothing. */
    private static final Set<String> LOST = Set.of("08006", STATE, "57P01", "57P02");

    private LostCommit() {}

    /**
     * Null if it is known what became of the transaction, or if nobody wants to be told.
     *
     * @param wrote whether there was anything to commit
     */
    static @Nullable SQLException of(Throwable thrown, boolean wrote, ConnectionSession session) {
        boolean unknown = wrote
                && session.engine().lostCommitsNamed()
                && session.facts().dialect() == Dialect.POSTGRESQL
                && thrown instanceof SQLException exception
                && LOST.contains(String.valueOf(exception.getSQLState()));
        if (!unknown) {
            return null;
        }
        return new SQLNonTransientConnectionException(
                "COVET-4320 The connection to " + session.facts().host() + ':'
                        + session.facts().port() + " was lost before a commit was answered (" + thrown.getMessage()
                        + "), so nobody knows whether the transaction was committed. Nothing was done again. Look in the"
                        + " database whether it was before you repeat it.",
                STATE,
                NUMBER,
                thrown);
    }
}
