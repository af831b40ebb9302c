package dev.covet.optimizer.features.cache;

import dev.covet.optimizer.engine.StatementCall;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long a statement waits for somebody else's answer, and for how long the database may then be asked: both together for the
 * time that the application allows, rounded up to a second as drivers count. Belongs to the thread that uses the connection.
 */
final class Patience {
    private static final long UNLIMITED = TimeUnit.HOURS.toNanos(1);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private boolean waited;
    private @Nullable Statement shortened;
    private int allowed;

    /** For so many nanoseconds more the statement may wait: half of its time at most. To be called before it does. */
    long left(StatementCall call) {
        waited = true;
        int seconds = timeout(call);
        return seconds == 0 ? UNLIMITED : Math.max(0, seconds * SECOND / 2 - since(call));
    }

    /** The statement is sent now: it may take what is left. */
    void ends(StatementCall call) {
        if (!waited) {
            return;
        }
        waited = false;
        int seconds = timeout(call);
        Statement statement = call.statement();
        if (seconds == 0 || statement == null) {
            return;
        }
        long rest = seconds * SECOND - since(call);
        int left = (int) Math.max(1, (rest + SECOND - 1) / SECOND);
        if (left < seconds) {
            shorten(statement, seconds, left);
        }
    }

    private void shorten(Statement statement, int seconds, int left) {
        try {
            statement.setQueryTimeout(left);
            shortened = statement;
            allowed = seconds;
        } catch (SQLException closed) {
            // Then it will not be executed.
        }
    }

    /** It has returned. */
    @SuppressWarnings("ReferenceEquality") // another statement may be executed in between
    void restore(StatementCall call) {
        Statement statement = shortened;
        if (statement == null || statement != call.statement()) {
            return;
        }
        shortened = null;
        try {
            statement.setQueryTimeout(allowed);
        } catch (SQLException closed) {
            // Then it will not be executed again.
        }
    }

    private static long since(StatementCall call) {
        return call.session().engine().nanoTime() - call.startNanos();
    }

    /** Seconds that the application allows; 0 if it does not say. */
    private static int timeout(StatementCall call) {
        try {
            Statement statement = call.statement();
            return statement == null ? 0 : statement.getQueryTimeout();
        } catch (SQLException closed) {
            return 0;
        }
    }
}
