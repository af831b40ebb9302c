package dev.covet.consistency.hermitage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A session with a thread of its own, so that it can wait for others. */
final class Player implements AutoCloseable {
    private static final int LIMIT_SECONDS = 30;

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Connection connection;
    private final List<Part> parts = new ArrayList<>();

    /** Something done, and whether the session had to wait for it. */
    private static final class Part {
        private final String action;
        private final Future<String> result;
        private boolean waited;

        Part(String action, Future<String> result) {
            this.action = action;
            this.result = result;
        }
    }

    Player(Connection connection) {
        this.connection = connection;
    }

    void begin(int isolation) {
        parts.clear();
        result(thread.submit(() -> {
            connection.setAutoCommit(true);
            connection.setTransactionIsolation(isolation);
            connection.setAutoCommit(false);
            return "";
        }));
    }

    void watch(int isolation) {
        result(thread.submit(() -> {
            connection.setTransactionIsolation(isolation);
            return "";
        }));
    }

    /** Begins the next step, which comes after the one before has ended. */
    void act(String action) {
        parts.add(new Part(action, thread.submit(() -> perform(action))));
    }

    /** Asks and waits for the answer. */
    String look(String query) {
        return result(thread.submit(() -> perform(query)));
    }

    boolean isBusy() {
        return parts.stream().anyMatch(part -> !part.result.isDone());
    }

    /** Those that stand behind one that waits do not wait themselves. */
    void noteWhetherWaiting() {
        for (Part part : parts) {
            if (!part.result.isDone()) {
                part.waited = true;
                return;
            }
        }
    }

    /** What happened, and the end of what is still open. */
    List<String> end() {
        List<String> lines = new ArrayList<>();
        for (Part part : parts) {
            lines.add(part.action + (part.waited ? " (waits)" : "") + " -> " + result(part.result));
        }
        result(thread.submit(() -> perform("rollback")));
        return lines;
    }

    private String perform(String action) {
        try (Statement statement = connection.createStatement()) {
            if (action.equals("commit")) {
                connection.commit();
                return "committed";
            } else if (action.equals("rollback")) {
                connection.rollback();
                return "rolled back";
            } else if (action.startsWith("select")) {
                return twice(action);
            }
            return statement.executeUpdate(action) + " rows";
        } catch (SQLException e) {
            return "refused with " + e.getSQLState();
        }
    }

    /** Who remembers the first answer may give it as the second. */
    private String twice(String query) throws SQLException {
        String first = rows(query);
        String second = rows(query);
        return first.equals(second) ? first : first + " and then " + second;
    }

    private String rows(String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        boolean pairs = query.startsWith("select id, n");
        try (PreparedStatement statement = connection.prepareStatement(query);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                rows.add(pairs ? result.getString(1) + "=" + result.getString(2) : result.getString(1));
            }
        }
        return rows.toString();
    }

    private static String result(Future<String> future) {
        try {
            return future.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws SQLException {
        thread.shutdownNow();
        connection.close();
    }
}
