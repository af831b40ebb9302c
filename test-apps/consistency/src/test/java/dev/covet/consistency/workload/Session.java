package dev.covet.consistency.workload;

import dev.covet.consistency.history.Cell;
import dev.covet.consistency.history.Client;
import dev.covet.consistency.history.Isolation;
import dev.covet.consistency.history.Key;
import dev.covet.consistency.history.Kind;
import dev.covet.consistency.history.Operation;
import dev.covet.consistency.history.Outcome;
import dev.covet.consistency.history.Recorder;
import dev.covet.consistency.history.UniqueValues;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** A connection of one client, which records what is done with it. For one thread. */
final class Session implements AutoCloseable {
    private static final int IS_VALID_SECONDS = 5;

    private final Connection connection;
    private final Client client;
    private final BooleanSupplier served;
    private final UniqueValues values;
    private final Recorder recorder;
    private final long number;
    private final Deque<Savepoint> savepoints = new ArrayDeque<>();
    private Isolation isolation = Isolation.AUTOCOMMIT;
    private long transaction;

    Session(Source source, Client client, UniqueValues values, Recorder recorder) throws SQLException {
        this.client = client;
        this.served = source.served();
        this.values = values;
        this.recorder = recorder;
        this.number = values.next();
        this.connection = source.dataSource().getConnection();
        try {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** A value that nobody else writes. */
    long newValue() {
        return values.next();
    }

    void begin(Isolation wanted, boolean readOnly) throws OperationFailedException {
        try {
            int level = wanted == Isolation.REPEATABLE_READ
                    ? Connection.TRANSACTION_REPEATABLE_READ
                    : Connection.TRANSACTION_READ_COMMITTED;
            connection.setTransactionIsolation(level);
            connection.setReadOnly(readOnly);
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            throw new OperationFailedException(e);
        }
        isolation = wanted;
        transaction = values.next();
    }

    void read(Question question) throws OperationFailedException {
        long invoked = started();
        try {
            List<Cell> cells = ask(question);
            record(Kind.READ, question.words(), invoked, Outcome.OK, question.asked(), cells);
        } catch (SQLException e) {
            record(Kind.READ, question.words(), invoked, Outcome.FAILED, question.asked(), List.of());
            throw new OperationFailedException(e);
        }
    }

    private List<Cell> ask(Question question) throws SQLException {
        if (question.parameters().isEmpty()) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(question.sql())) {
                return question.reader().read(rows);
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(question.sql())) {
            statement.setMaxRows(question.maxRows());
            int index = 0;
            for (int parameter : question.parameters()) {
                statement.setInt(++index, parameter);
            }
            if (question.twoSteps()) {
                statement.execute();
            }
            try (ResultSet rows = question.twoSteps() ? statement.getResultSet() : statement.executeQuery()) {
                return question.reader().read(rows);
            }
        }
    }

    void write(Change change) throws OperationFailedException {
        long invoked = started();
        List<Key> asked = change.cells().stream().map(Cell::key).toList();
        try {
            int rows = change.execution().execute(connection);
            Outcome outcome = rows == 0 ? Outcome.FAILED : Outcome.OK;
            record(Kind.WRITE, change.name(), invoked, outcome, asked, change.cells());
        } catch (SQLException e) {
            // In a transaction nothing stays without a commit, and none follows.
            Outcome outcome = isolation == Isolation.AUTOCOMMIT ? outcome(e) : Outcome.FAILED;
            record(Kind.WRITE, change.name(), invoked, outcome, asked, change.cells());
            throw new OperationFailedException(e);
        }
    }

    void savepoint() throws OperationFailedException {
        long invoked = started();
        try {
            savepoints.push(connection.setSavepoint());
        } catch (SQLException e) {
            throw new OperationFailedException(e);
        }
        record(Kind.SAVEPOINT, "savepoint", invoked, Outcome.OK, List.of(), List.of());
    }

    void rollbackToSavepoint() throws OperationFailedException {
        long invoked = started();
        try {
            connection.rollback(savepoints.pop());
        } catch (SQLException e) {
            throw new OperationFailedException(e);
        }
        record(Kind.ROLLBACK_TO, "rollback to savepoint", invoked, Outcome.OK, List.of(), List.of());
    }

    void commit() throws OperationFailedException {
        long invoked = started();
        Outcome outcome = Outcome.OK;
        try {
            connection.commit();
        } catch (SQLException e) {
            outcome = outcome(e);
            throw new OperationFailedException(e);
        } finally {
            record(Kind.COMMIT, "commit", invoked, outcome, List.of(), List.of());
            isolation = Isolation.AUTOCOMMIT;
        }
        autocommit();
    }

    void rollback() throws OperationFailedException {
        long invoked = started();
        Outcome outcome = Outcome.OK;
        try {
            connection.rollback();
        } catch (SQLException e) {
            outcome = Outcome.FAILED;
            throw new OperationFailedException(e);
        } finally {
            record(Kind.ROLLBACK, "rollback", invoked, outcome, List.of(), List.of());
            isolation = Isolation.AUTOCOMMIT;
        }
        autocommit();
    }

    private void autocommit() throws OperationFailedException {
        savepoints.clear();
        try {
            connection.setAutoCommit(true);
            connection.setReadOnly(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        } catch (SQLException e) {
            throw new OperationFailedException(e);
        }
    }

    /** After a failure: ends what was begun. Whether the session can be used on. */
    boolean recover() {
        try {
            if (isolation != Isolation.AUTOCOMMIT) {
                rollback();
            } else if (!connection.getAutoCommit()) {
                connection.rollback();
                autocommit();
            }
            return connection.isValid(IS_VALID_SECONDS);
        } catch (OperationFailedException | SQLException e) {
            return false;
        }
    }

    private long started() {
        if (isolation == Isolation.AUTOCOMMIT) {
            transaction = values.next();
        }
        return System.nanoTime();
    }

    private void record(Kind kind, String words, long invoked, Outcome outcome, List<Key> asked, List<Cell> cells) {
        long completed = System.nanoTime();
        boolean answered = kind == Kind.READ && served.getAsBoolean();
        recorder.add(new Operation(
                client,
                number,
                transaction,
                kind,
                isolation,
                words,
                invoked,
                completed,
                outcome,
                answered,
                asked,
                cells));
    }

    /** What an error says of a commit: only what the server has refused in so many words is surely not applied. */
    private static Outcome outcome(SQLException e) {
        String state = String.valueOf(e.getSQLState()).toUpperCase(Locale.ROOT);
        boolean refused = state.equals("57014") || state.matches("(22|23|25|40|42|55).*");
        return refused && !state.equals("40003") ? Outcome.FAILED : Outcome.UNKNOWN;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // Nothing is done with it any more.
            return;
        }
    }
}
