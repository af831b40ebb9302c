package dev.covet.optimizer.features.route;

import dev.covet.optimizer.engine.BoundKey;
import dev.covet.optimizer.engine.Cancellation;
import dev.covet.optimizer.engine.DriverRows;
import dev.covet.optimizer.engine.Rows;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.Verdict;
import dev.covet.optimizer.features.route.node.Cluster;
import dev.covet.optimizer.features.route.node.Replica;
import dev.covet.optimizer.features.route.node.ReplicaConnection;
import dev.covet.optimizer.features.route.reads.Reads;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A query of the application, as it is asked of a replica. */
final class RoutedQuery {
    private static final String CANCELED = "57014";

    private final StatementCall call;
    private final BoundKey values;
    private final int mostRows;
    private final int timeout;

    private RoutedQuery(StatementCall call, BoundKey values, int mostRows, int timeout) {
        this.call = call;
        this.values = values;
        this.mostRows = mostRows;
        this.timeout = timeout;
    }

    /** Null if it cannot be asked in the same way elsewhere, or its statement cannot give rows from elsewhere. */
    static @Nullable RoutedQuery of(StatementCall call) {
        DriverRows rows = call.session().rows();
        Statement statement = call.statement();
        BoundKey values = call.values();
        if (statement == null || values == null || call.wantsKeys() || rows.refusal(statement) != null) {
            return null;
        }
        boolean prepared = statement instanceof PreparedStatement;
        if (call.prepared() != prepared || (!prepared && call.text().sql().indexOf('{') >= 0)) {
            return null;
        }
        try {
            if (!call.session().transaction().active() && rows.inTransaction(statement)) {
                return null;
            }
            return new RoutedQuery(call, values, statement.getMaxRows(), statement.getQueryTimeout());
        } catch (SQLException closed) {
            return null;
        }
    }

    /** The same, which is given up after so many seconds; 0 for never. */
    RoutedQuery within(int seconds) {
        return new RoutedQuery(call, values, mostRows, seconds);
    }

    /** Asks. What fails there is asked of the primary, unless the application has ended it itself. */
    Verdict ask(Cluster cluster, Replica replica, ReplicaConnection connection) {
        long began = call.session().engine().nanoTime();
        Cancellation cancellation = call.cancellation();
        try {
            Rows rows = call.prepared() ? prepared(connection.raw()) : text(connection.raw());
            replica.took(call.session().engine().nanoTime() - began);
            replica.give(connection);
            return rows == null ? otherwise("unreadable") : new Verdict.Answer(rows);
        } catch (SQLException failed) {
            settle(cluster, replica, connection, failed);
            if (cancellation.wanted() || isOverdue(failed)) {
                call.routed("ended");
                call.answeredBy(replica.name());
                return new Verdict.Reject(failed);
            }
            if (Reads.isRefusedWrite(failed)) {
                cluster.reads().learnedWriting(call.text());
            }
            return otherwise("failed");
        } catch (RuntimeException | Error failed) {
            // The driver may stand in the middle of an answer.
            replica.discard(connection);
            throw failed;
        } finally {
            cancellation.passTo(null);
        }
    }

    private Verdict otherwise(String why) {
        call.routed(why);
        return Verdict.PROCEED;
    }

    private boolean isOverdue(SQLException failed) {
        return timeout > 0 && (failed instanceof SQLTimeoutException || CANCELED.equals(failed.getSQLState()));
    }

    private static void settle(Cluster cluster, Replica replica, ReplicaConnection connection, SQLException failed) {
        String state = String.valueOf(failed.getSQLState());
        if (state.startsWith("08") || state.startsWith("57P") || isClosed(connection)) {
            replica.discard(connection);
            cluster.failed(replica);
        } else {
            replica.give(connection);
        }
    }

    private static boolean isClosed(ReplicaConnection connection) {
        try {
            return connection.raw().isClosed();
        } catch (SQLException broken) {
            return true;
        }
    }

    private @Nullable Rows prepared(Connection raw) throws SQLException {
        try (PreparedStatement there = raw.prepareStatement(call.text().sql())) {
            set(there);
            for (int position = 1; position <= values.count(); position++) {
                values.parameters().bind(position, values.value(position), there, position);
            }
            call.cancellation().passTo(there::cancel);
            try (ResultSet result = there.executeQuery()) {
                return rows(there, result);
            }
        }
    }

    private @Nullable Rows text(Connection raw) throws SQLException {
        try (Statement there = raw.createStatement()) {
            set(there);
            call.cancellation().passTo(there::cancel);
            try (ResultSet result = there.executeQuery(call.text().sql())) {
                return rows(there, result);
            }
        }
    }

    private void set(Statement there) throws SQLException {
        if (mostRows > 0) {
            there.setMaxRows(mostRows);
        }
        if (timeout > 0) {
            there.setQueryTimeout(timeout);
        }
    }

    /** Null if the server has something to say beside them, which would be lost. */
    private @Nullable Rows rows(Statement there, ResultSet result) throws SQLException {
        Rows rows = call.session().rows().of(result);
        return there.getWarnings() == null && result.getWarnings() == null ? rows : null;
    }
}
