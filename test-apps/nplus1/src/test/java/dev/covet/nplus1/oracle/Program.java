package dev.covet.nplus1.oracle;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * One query for each row of another one, on one connection, with a disturbance at one point between its statements. All that
 * it sees goes into a transcript.
 */
final class Program {
    /** Keys of the outer rows. */
    static final int ROWS = 6;

    /** Before the outer query, before each inner one, and behind the last. */
    static final int POINTS = ROWS + 2;

    static final String INNER = "select id, label, amount from part where item_id = ? order by id";

    private final Rig rig;
    private final Store store;
    private final Level level;
    private final Disturbance disturbance;
    private final int point;
    private final List<String> transcript = new ArrayList<>();
    private Connection connection;
    private String inner;
    private Disturbance.Style style = statement -> {};
    private int next;

    Program(Rig rig, Store store, Level level, Disturbance disturbance, int point) throws SQLException {
        this.rig = rig;
        this.store = store;
        this.level = level;
        this.disturbance = disturbance;
        this.point = point;
        this.inner = disturbance.inner();
        this.connection = rig.source().getConnection();
    }

    Rig rig() {
        return rig;
    }

    Store store() {
        return store;
    }

    Level level() {
        return level;
    }

    Connection connection() {
        return connection;
    }

    /** The key that is asked for next; everything from here on has not been read yet. */
    int next() {
        return next;
    }

    void note(String what) {
        transcript.add(what);
    }

    void inner(String sql) {
        inner = sql;
    }

    /** How the inner query's statements are set from now on. */
    void style(Disturbance.Style wanted) {
        style = wanted;
    }

    /** Gives the connection back and borrows one again, which is the same unless somebody has it. */
    void returnConnection() throws SQLException {
        connection.close();
    }

    void borrowConnection() throws SQLException {
        connection = rig.source().getConnection();
        level.begin(connection);
    }

    List<String> run() throws SQLException {
        boolean completed = false;
        try {
            disturbance.prepare(this);
            level.begin(connection);
            body();
            end();
            completed = true;
        } finally {
            if (disturbance.dirty() || !completed) {
                rig.evict(connection);
            } else {
                connection.close();
            }
        }
        return transcript;
    }

    private void body() {
        List<Long> keys = new ArrayList<>();
        disturbed(0);
        noted("outer", () -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select id, name from item order by id")) {
                while (rows.next()) {
                    keys.add(rows.getLong(1));
                }
            }
            return keys.toString();
        });
        for (int i = 0; i < keys.size(); i++) {
            next = i + 1;
            disturbed(i + 1);
            long key = keys.get(i);
            noted("inner " + key, () -> asked(key));
        }
        next = ROWS + 1;
        disturbed(ROWS + 1);
    }

    private void disturbed(int at) {
        int step = at - point;
        if (step >= 0 && step < disturbance.steps().size()) {
            noted("disturbed", () -> {
                disturbance.steps().get(step).act(this);
                return "";
            });
        }
    }

    private String asked(long key) throws SQLException {
        try (PreparedStatement statement = style.prepare(connection, inner)) {
            style.set(statement);
            statement.setLong(1, key);
            try (ResultSet rows = style.execute(statement)) {
                return Rendering.of(rows) + warnings(statement) + statement.getUpdateCount();
            }
        }
    }

    /** Asks for the next key now; the program asks for it once more later. */
    void askNext() throws SQLException {
        note("meanwhile: " + asked(Math.min(Math.max(next, 1), ROWS)));
    }

    private static String warnings(Statement statement) throws SQLException {
        SQLWarning warning = statement.getWarnings();
        return warning == null ? " " : String.valueOf(warning.getMessage());
    }

    /** What the program can see of the transaction in the end, and whether it can be committed. */
    private void end() {
        noted("state", () -> store.state(connection));
        if (level != Level.AUTOCOMMIT) {
            noted("commit", () -> {
                connection.commit();
                return "";
            });
        }
        noted("after", () -> store.state(connection));
        if (level != Level.AUTOCOMMIT) {
            noted("rollback", () -> {
                connection.rollback();
                return "";
            });
        }
    }

    private void noted(String what, Part part) {
        String seen;
        try {
            seen = part.run();
        } catch (SQLException failure) {
            seen = failure.getClass().getName()
                    + ' '
                    + failure.getSQLState()
                    + ' '
                    + failure.getErrorCode()
                    + ' '
                    + String.valueOf(failure.getMessage()).replaceAll("conn=\\d+|@[0-9a-f]+|SAVEPOINT \\w+", "");
        } catch (Exception failure) {
            seen = failure.toString();
        }
        transcript.add(what + ": " + seen);
    }

    private interface Part {
        String run() throws Exception;
    }
}
