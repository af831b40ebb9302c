package dev.covet.optimizer.features.breaker;

import dev.covet.optimizer.engine.StatementCall;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Limits the time of statements for which the application has set no limit. Afterwards the driver's statement is as it was:
 * drivers and pools give it to others.
 */
final class QueryTimeouts {
    private final TimeoutRules rules;

    QueryTimeouts(BreakerSettings settings) {
        this.rules = new TimeoutRules(settings.queryTimeout(), settings.timeoutRules());
    }

    void begin(StatementCall call) {
        Statement statement = call.statement();
        if (statement == null || call.hasOwnTimeout()) {
            return;
        }
        int seconds = rules.seconds(call);
        if (seconds <= 0) {
            return;
        }
        try {
            if (statement.getQueryTimeout() == 0) {
                statement.setQueryTimeout(seconds);
                call.limited(true);
            }
        } catch (SQLException closedOrUnsupported) {
            // The driver says so itself when the statement is executed.
        }
    }

    void end(StatementCall call) {
        Statement statement = call.limited() ? call.statement() : null;
        if (statement != null) {
            call.limited(false);
            restore(statement);
        }
    }

    private static void restore(Statement limited) {
        try {
            limited.setQueryTimeout(0);
        } catch (SQLException closed) {
            // Nobody uses it again.
        }
    }
}
