package dev.covet.optimizer.features.breaker;

import dev.covet.optimizer.engine.node.NodeName;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The exception that the application gets instead of waiting. Of a class of the JDK: it may outlive us. */
final class Refusal {
    /** As drivers say it of a connection that broke. */
    static final String STATE = "08S01";

    static final int NUMBER = 4401;
    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

    private Refusal() {}

    static SQLException of(NodeName node, Outage outage, long now, long retryNanos) {
        String since = seconds(now - outage.sinceNanos());
        String next = retryNanos <= now ? "Covet asks it now" : "Covet asks it again in " + seconds(retryNanos - now);
        String what = outage.byRates()
                ? " has failed or been too slow too often in the last ten seconds, since "
                : " cannot be reached, since ";
        return new SQLTransientConnectionException(
                "COVET-4401 The database server " + node + what + since + " (" + outage.lastError()
                        + "), so this call was refused at once and nothing was sent. " + next
                        + ". To switch this off set "
                        + (outage.byRates() ? "covet.breaker.rates" : "covet.breaker.mode")
                        + "=off.",
                STATE,
                NUMBER);
    }

    /** Whether this is one, which says nothing new of the server. */
    static boolean isOurs(Throwable failure) {
        return failure instanceof SQLTransientConnectionException exception
                && exception.getErrorCode() == NUMBER
                && String.valueOf(exception.getMessage()).startsWith("COVET-");
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f s", nanos / SECOND);
    }
}
