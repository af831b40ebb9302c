package dev.covet.benchmarks.scenarios;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The programs, by their numbers. What they return is what the application saw. */
@SuppressWarnings("ImmutableEnumChecker") // programs have no state
enum Scenario {
    ARRAY_PARAMETER("an array as parameter, then another", scene -> {
        StringBuilder seen = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            for (int[] ids : new int[][] {{1, 2}, {3, 4}}) {
                try (PreparedStatement statement = scene.own()
                        .prepareStatement(scene.hinted()
                                .apply("select id from " + scene.table() + " where id = any (?) order by id"))) {
                    statement.setObject(1, ids);
                    seen.append(answered(statement));
                }
                pause(50);
            }
        }
        return seen.toString();
    }),

    PREPARED_WRITE("own prepared write, read in its transaction", scene -> {
        scene.warm(scene.own(), scene.query());
        scene.own().setAutoCommit(false);
        scene.change(scene.own(), "mine");
        return scene.asked(scene.own(), scene.query());
    }),

    WRITE("own write by a statement, read by one in its transaction", scene -> {
        scene.warm(scene.own(), scene.query());
        scene.own().setAutoCommit(false);
        try (Statement statement = scene.own().createStatement()) {
            statement.executeUpdate("update " + scene.table() + " set v = 'mine' where id = 1");
            try (ResultSet rows = statement.executeQuery(scene.hinted().apply(scene.query()))) {
                return Scene.told(rows);
            }
        }
    }),

    ROLLED_BACK("a write that is rolled back, read by others", scene -> {
        scene.own().setAutoCommit(false);
        scene.change(scene.own(), "rolled back");
        scene.asked(scene.own(), scene.query());
        scene.own().rollback();
        pause(100);
        return scene.asked(scene.second(), scene.query());
    }),

    OWN_WRITE("own write, read after it", scene -> {
        scene.warm(scene.own(), scene.query());
        scene.change(scene.own(), "new");
        return scene.asked(scene.own(), scene.query());
    }),

    ONE_SNAPSHOT("one snapshot, the same rows by two queries", scene -> {
        scene.warm(scene.own(), scene.query());
        scene.change(scene.other(), "new");
        // Longer than answers may be behind.
        pause(400);
        scene.own().setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        scene.own().setAutoCommit(false);
        return scene.asked(scene.own(), scene.query())
                + scene.asked(scene.own(), "select id, v from " + scene.table() + " where id = 1");
    }),

    LOCK("a read that locks", scene -> {
        String locking = "select id, v from " + scene.table() + " where id = 1 for update";
        scene.warm(scene.own(), locking);
        scene.own().setAutoCommit(false);
        scene.asked(scene.own(), locking);
        scene.sql("set lock_timeout = '100ms'");
        try {
            scene.change(scene.other(), "new");
            return "not locked";
        } catch (SQLException locked) {
            return "locked";
        }
    }),

    JSON("a column of type jsonb", scene -> {
        scene.sql("alter table " + scene.table() + " add j jsonb default '{\"a\": [1, null]}'");
        return scene.warm(scene.own(), "select id, j from " + scene.table() + " order by id");
    }),

    ARRAY("a column of type int[]", scene -> {
        scene.sql("alter table " + scene.table() + " add a int[] default '{1,null,3}'");
        return scene.warm(scene.own(), "select id, a from " + scene.table() + " order by id");
    }),

    EQUAL_LABELS(
            "two columns of one name",
            scene -> labelled(scene, "select id, id + 10 as id from " + scene.table() + " order by 1", "id")),

    LABEL_IN_CAPITALS("a column's name in capitals", scene -> labelled(scene, scene.query(), "ID")),

    TIME_ZONE("another time zone of the session", scene -> {
        String times = "select id, z from " + times(scene);
        scene.warm(scene.own(), times);
        execute(scene.own(), "set timezone to 'Asia/Tokyo'");
        return scene.asked(scene.own(), times);
    }),

    SEARCH_PATH("another search path", scene -> {
        String schema = "s2_" + scene.table();
        scene.sql(
                "create schema " + schema,
                "create table " + schema + "." + scene.table() + " (id int primary key, v text)",
                "insert into " + schema + "." + scene.table() + " values (1, 'of the other schema')");
        scene.warm(scene.own(), scene.query());
        execute(scene.own(), "set search_path to " + schema);
        return scene.asked(scene.own(), scene.query());
    }),

    ROW_SECURITY("row security, then another tenant", scene -> {
        String role = "tenant_" + scene.table();
        scene.sql(
                "create role " + role,
                "grant select on " + scene.table() + " to " + role,
                "alter table " + scene.table() + " enable row level security",
                "create policy p on " + scene.table() + " using (v = current_setting('app.tenant', true))");
        execute(scene.own(), "set role " + role);
        execute(scene.own(), "set app.tenant = 'v1'");
        String first = scene.warm(scene.own(), scene.query());
        execute(scene.own(), "set app.tenant = 'v2'");
        String second = scene.asked(scene.own(), scene.query());
        scene.sql("drop owned by " + role, "drop role " + role);
        return first + second;
    }),

    ZONE_OF_THE_JVM("another time zone of the JVM", scene -> {
        String times = "select id, s, d from " + times(scene);
        TimeZone usual = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
            scene.warm(scene.own(), times);
            TimeZone.setDefault(TimeZone.getTimeZone("America/Los_Angeles"));
            try (PreparedStatement statement =
                            scene.second().prepareStatement(scene.hinted().apply(times));
                    ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getTimestamp(2) + " " + rows.getDate(3);
            }
        } finally {
            TimeZone.setDefault(usual);
        }
    }),

    SEQUENCE("the next number of a sequence", scene -> {
        scene.sql("create sequence s_" + scene.table());
        StringBuilder seen = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            seen.append(scene.asked(scene.own(), "select nextval('s_" + scene.table() + "')"));
            pause(50);
        }
        return seen.toString();
    }),

    STATEMENT("the statement of a result, a timestamp as text", scene -> {
        String times = "select id, s from " + times(scene);
        scene.warm(scene.own(), times);
        try (PreparedStatement statement =
                        scene.own().prepareStatement(scene.hinted().apply(times));
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getString(2) + " " + (rows.getStatement() != null);
        }
    });

    private final String title;
    private final Program program;

    Scenario(String title, Program program) {
        this.title = title;
        this.program = program;
    }

    private interface Program {
        String play(Scene scene) throws SQLException;
    }

    String title() {
        return title;
    }

    /** What the application saw, on one line. */
    String play(Scene scene) {
        try {
            return program.play(scene).strip();
        } catch (SQLException e) {
            return "throws " + e.getClass().getSimpleName() + " " + e.getSQLState();
        } catch (RuntimeException e) {
            return "throws " + e.getClass().getSimpleName();
        }
    }

    private static String answered(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            return Scene.told(rows);
        }
    }

    private static String labelled(Scene scene, String sql, String label) throws SQLException {
        scene.warm(scene.own(), sql);
        try (PreparedStatement statement =
                        scene.own().prepareStatement(scene.hinted().apply(sql));
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return String.valueOf(rows.getInt(label));
        }
    }

    private static String times(Scene scene) throws SQLException {
        scene.sql("alter table " + scene.table() + " add z timestamptz default '2026-01-01 12:00:00+00',"
                + " add s timestamp default '2026-01-01 12:00:00', add d date default '2026-01-01'");
        return scene.table() + " order by id";
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void pause(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (System.nanoTime() - end < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }
}
