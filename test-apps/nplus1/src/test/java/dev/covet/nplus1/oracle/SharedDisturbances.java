package dev.covet.nplus1.oracle;

import dev.covet.fixtures.Sql;
import dev.covet.nplus1.oracle.Disturbance.Trait;
import dev.covet.optimizer.engine.Fence;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What can happen on every database. */
final class SharedDisturbances {
    static final String UPDATE = "update part set label = 'changed' where item_id >= ";

    private SharedDisturbances() {}

    static List<Disturbance> all() {
        List<Disturbance> all = new ArrayList<>();
        all.add(Disturbance.of("nothing", program -> {}).with(Trait.CLEAN));
        ownWrites(all);
        detours(all);
        transactions(all);
        settings(all);
        others(all);
        statements(all);
        return all;
    }

    private static void ownWrites(List<Disturbance> all) {
        all.add(clean("update, prepared", program -> {
            try (PreparedStatement write = program.connection().prepareStatement(UPDATE + "?")) {
                write.setLong(1, program.next());
                program.note("" + write.executeUpdate());
            }
        }));
        all.add(clean("update, large", program -> {
            try (PreparedStatement write = program.connection().prepareStatement(UPDATE + "?")) {
                write.setLong(1, program.next());
                program.note("" + write.executeLargeUpdate());
            }
        }));
        all.add(clean("update, executeUpdate", program -> update(program.connection(), UPDATE + program.next())));
        all.add(clean("update, execute", program -> execute(program.connection(), UPDATE + program.next())));
        all.add(clean("update, execute of a prepared one", program -> {
            try (PreparedStatement write = program.connection().prepareStatement(UPDATE + "?")) {
                write.setLong(1, program.next());
                program.note("" + write.execute() + write.getUpdateCount());
            }
        }));
        all.add(clean("update, batch", program -> {
            try (PreparedStatement write =
                    program.connection().prepareStatement("update part set label = 'changed' where item_id = ?")) {
                for (int key = program.next(); key <= Program.ROWS; key++) {
                    write.setLong(1, key);
                    write.addBatch();
                }
                program.note("" + write.executeBatch().length);
            }
        }));
        writesByResults(all);
    }

    private static void writesByResults(List<Disturbance> all) {
        all.add(clean("update, batch of texts", program -> {
            try (Statement write = program.connection().createStatement()) {
                write.addBatch("update item set name = 'x' where id = 1");
                write.addBatch(UPDATE + program.next());
                program.note("" + write.executeBatch().length);
            }
        }));
        all.add(clean(
                "update behind a comment",
                program -> execute(program.connection(), "-- select\n /* select 1 */ " + UPDATE + program.next())));
        all.add(clean(
                "insert",
                program -> update(program.connection(), "insert into part select 900 + id, id, 'new', 1 from item")));
        all.add(clean("insert with keys", program -> {
            try (PreparedStatement write = program.connection()
                    .prepareStatement("insert into part values (?, ?, 'new', 1)", Statement.RETURN_GENERATED_KEYS)) {
                write.setLong(1, 990);
                write.setLong(2, Math.max(1, Math.min(program.next(), Program.ROWS)));
                write.executeUpdate();
            }
        }));
        all.add(clean(
                "delete",
                program -> update(program.connection(), "delete from part where item_id >= " + program.next())));
        all.add(updatable("updatable result, update", "", rows -> {
            rows.updateString("label", "by cursor");
            rows.updateRow();
        }));
        all.add(updatable("updatable result, delete", "", ResultSet::deleteRow));
        all.add(updatable("updatable result, insert", "", rows -> {
            long key = rows.getLong("item_id");
            rows.moveToInsertRow();
            rows.updateLong("id", 995);
            rows.updateLong("item_id", key);
            rows.updateString("label", "by cursor");
            rows.updateInt("amount", 3);
            rows.insertRow();
        }));
    }

    /** What is done to the row of the last item. */
    private interface RowChange {
        void on(ResultSet rows) throws SQLException;
    }

    private static Disturbance updatable(String name, String suffix, RowChange change) {
        return clean(name, program -> {
            try (Statement statement = program.connection()
                            .createStatement(ResultSet.TYPE_SCROLL_SENSITIVE, ResultSet.CONCUR_UPDATABLE);
                    ResultSet rows = statement.executeQuery(
                            "select id, item_id, label, amount from part where item_id = " + Program.ROWS + suffix)) {
                rows.next();
                change.on(rows);
            }
        });
    }

    private static void detours(List<Disturbance> all) {
        all.add(clean(
                "trigger",
                program -> update(program.connection(), "insert into order_line values (" + program.next() + ")")));
        all.add(clean(
                "cascade, delete",
                program -> update(program.connection(), "delete from item where id = " + Program.ROWS)));
        all.add(clean(
                "cascade, update",
                program -> update(program.connection(), "update item set id = 77 where id = " + Program.ROWS)));
        all.add(clean(
                "view",
                program -> update(
                        program.connection(),
                        "update part_door set label = 'by view' where item_id >= " + program.next())));
        all.add(clean("call", program -> {
            try (CallableStatement call = program.connection().prepareCall("call touch_it(?)")) {
                call.setLong(1, program.next());
                call.execute();
            }
        }));
        all.add(clean(
                "function, query", program -> query(program.connection(), "select touch(" + program.next() + ")")));
        all.add(clean(
                "function, execute", program -> execute(program.connection(), "select touch(" + program.next() + ")")));
        all.add(clean(
                "function, executeUpdate",
                program -> update(program.connection(), "select touch(" + program.next() + ")")));
        all.add(clean("function, batch", program -> {
            try (Statement write = program.connection().createStatement()) {
                write.addBatch("select touch(" + program.next() + ")");
                write.executeBatch();
            }
        }));
        functions(all);
    }

    private static void functions(List<Disturbance> all) {
        all.add(clean("view that writes", program -> query(program.connection(), "select * from touching")));
        all.add(clean("view that writes, prepared", program -> {
            try (PreparedStatement read =
                    program.connection().prepareStatement("select o.touched from touching o where o.touched > ?")) {
                read.setLong(1, program.next() - 100);
                read.executeQuery().close();
            }
        }));
        all.add(clean("function, prepared", program -> {
            try (PreparedStatement read = program.connection().prepareStatement("select touch(?)")) {
                read.setLong(1, program.next());
                read.executeQuery().close();
            }
        }));
        all.add(clean("function, prepared executeUpdate", program -> {
            try (PreparedStatement read = program.connection().prepareStatement("select touch(?)")) {
                read.setLong(1, program.next());
                read.executeUpdate();
            }
        }));
        all.add(clean("function, streamed", program -> {
            try (PreparedStatement read =
                    program.connection().prepareStatement("select touch(id) from item where id >= " + program.next())) {
                read.setFetchSize(1);
                read.executeQuery().close();
            }
        }));
        all.add(clean("escape call of a function", program -> {
            try (CallableStatement call = program.connection().prepareCall("{? = call touch(?)}")) {
                call.registerOutParameter(1, java.sql.Types.BIGINT);
                call.setLong(2, program.next());
                call.execute();
            }
        }));
    }

    private static void transactions(List<Disturbance> all) {
        Savepoint[] kept = new Savepoint[1];
        all.add(Disturbance.of(
                        "savepoint, write, rollback to it",
                        program -> {
                            kept[0] = program.connection().setSavepoint();
                            update(program.connection(), UPDATE + program.next());
                        },
                        program -> program.connection().rollback(kept[0]))
                .with(Trait.CLEAN));
        all.add(Disturbance.of(
                        "write between two points of a savepoint",
                        program -> kept[0] = program.connection().setSavepoint("mine"),
                        program -> update(program.connection(), UPDATE + "1"),
                        program -> program.connection().rollback(kept[0]),
                        program -> program.connection().releaseSavepoint(kept[0]))
                .with(Trait.CLEAN));
        all.add(Disturbance.of(
                        "savepoint by text",
                        program -> execute(program.connection(), "savepoint a"),
                        program -> update(program.connection(), UPDATE + "1"),
                        program -> execute(program.connection(), "rollback to savepoint a"))
                .with(Trait.CLEAN));
        all.add(clean("commit", program -> program.connection().commit()));
        all.add(clean("rollback", program -> program.connection().rollback()));
        all.add(Disturbance.of(
                        "write, rollback",
                        program -> update(program.connection(), UPDATE + program.next()),
                        program -> program.connection().rollback())
                .with(Trait.CLEAN));
        all.add(Disturbance.of(
                        "write, commit",
                        program -> update(program.connection(), UPDATE + program.next()),
                        program -> program.connection().commit())
                .with(Trait.CLEAN));
        endings(all);
    }

    private static void endings(List<Disturbance> all) {
        all.add(Disturbance.of(
                        "write, rollback by text",
                        program -> update(program.connection(), UPDATE + program.next()),
                        program -> execute(program.connection(), "rollback"))
                .with(Trait.CLEAN));
        all.add(Disturbance.of(
                "transaction by text",
                program -> execute(program.connection(), "start transaction"),
                program -> update(program.connection(), UPDATE + program.next()),
                program -> execute(program.connection(), "rollback")));
        all.add(Disturbance.of(
                "toggled autocommit",
                program ->
                        program.connection().setAutoCommit(!program.connection().getAutoCommit()),
                program -> update(program.connection(), UPDATE + program.next()),
                program ->
                        program.connection().setAutoCommit(!program.connection().getAutoCommit())));
        all.add(Disturbance.of(
                "failed statement", program -> query(program.connection(), "select nothing from nowhere")));
        all.add(Disturbance.of(
                "failed write", program -> update(program.connection(), "insert into part select * from part")));
        all.add(Disturbance.of(
                "failed statement, rollback",
                program -> query(program.connection(), "select nothing from nowhere"),
                program -> program.connection().rollback()));
    }

    private static void settings(List<Disturbance> all) {
        all.add(Disturbance.of("read only", program -> program.connection().setReadOnly(true)));
        for (Level level : List.of(Level.READ_COMMITTED, Level.REPEATABLE_READ)) {
            all.add(Disturbance.of("isolation " + level, program -> {
                int isolation = level == Level.READ_COMMITTED
                        ? Connection.TRANSACTION_READ_COMMITTED
                        : Connection.TRANSACTION_REPEATABLE_READ;
                program.connection().setTransactionIsolation(isolation);
            }));
        }
        all.add(Disturbance.of(
                        "isolation changed, then a foreign commit",
                        program -> program.connection().setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ),
                        program -> {
                            foreign(program);
                            program.rig().putForward(Duration.ofSeconds(11));
                        })
                .with(Trait.NOT_SERIALIZABLE));
        all.add(Disturbance.of(
                "client info", program -> program.connection().setClientInfo("ApplicationName", "hide")));
    }

    private static void others(List<Disturbance> all) {
        all.add(clean("other connection, autocommit", program -> {
                    try (Connection other = program.rig().source().getConnection()) {
                        update(other, UPDATE + program.next());
                    }
                })
                .with(Trait.CLEAN, Trait.NOT_SERIALIZABLE));
        all.add(clean("other connection, transaction", program -> {
                    try (Connection other = program.rig().source().getConnection()) {
                        other.setAutoCommit(false);
                        update(other, UPDATE + program.next());
                        other.commit();
                    }
                })
                .with(Trait.CLEAN, Trait.NOT_SERIALIZABLE));
        all.add(clean("other connection, autocommit switched on", program -> {
                    try (Connection other = program.rig().source().getConnection()) {
                        other.setAutoCommit(false);
                        update(other, UPDATE + program.next());
                        other.setAutoCommit(true);
                    }
                })
                .with(Trait.CLEAN, Trait.NOT_SERIALIZABLE));
        all.add(otherThrough("function", next -> "select touch(" + next + ")"));
        all.add(otherThrough("trigger", next -> "insert into order_line values (" + next + ")"));
        all.add(otherThrough("procedure", next -> "call touch_it(" + next + ")"));
        borrowers(all);
    }

    private static void borrowers(List<Disturbance> all) {
        all.add(clean("other thread of the unit", program -> {
                    Thread writer = new Thread(() -> {
                        try (Connection other = program.rig().source().getConnection()) {
                            update(other, UPDATE + program.next());
                        } catch (SQLException failure) {
                            program.note(failure.toString());
                        }
                    });
                    writer.start();
                    writer.join();
                })
                .with(Trait.CLEAN, Trait.NOT_SERIALIZABLE));
        strangers(all);
        all.add(clean("returned and borrowed", program -> {
            program.returnConnection();
            program.borrowConnection();
        }));
        all.add(clean("returned, used by others, borrowed", program -> {
                    program.returnConnection();
                    try (Connection other = program.rig().source().getConnection()) {
                        update(other, UPDATE + program.next());
                    }
                    program.borrowConnection();
                })
                .with(Trait.CLEAN, Trait.NOT_SERIALIZABLE));
    }

    private static void strangers(List<Disturbance> all) {
        all.add(clean("foreign commit", SharedDisturbances::foreign)
                .with(Trait.CLEAN, Trait.FOREIGN, Trait.NOT_SERIALIZABLE));
        all.add(clean("foreign commit, time passes", program -> {
                    foreign(program);
                    program.rig().putForward(Duration.ofSeconds(11));
                })
                .with(Trait.CLEAN, Trait.NOT_SERIALIZABLE));
        all.add(clean("foreign commit, a service answers", program -> {
                    foreign(program);
                    Fence.current().heard();
                })
                .with(Trait.CLEAN, Trait.NOT_SERIALIZABLE));
        all.add(Disturbance.of(
                        "foreign insert and delete",
                        program -> Sql.execute(
                                program.store().raw(), "insert into part select 900 + id, id, 'new', 1 from item"),
                        program -> Sql.execute(program.store().raw(), "delete from part where id > 900"))
                .with(Trait.CLEAN, Trait.FOREIGN, Trait.NOT_SERIALIZABLE));
    }

    private static Disturbance otherThrough(String name, UnaryOperator<String> sql) {
        return clean("other connection, " + name, program -> {
                    try (Connection other = program.rig().source().getConnection()) {
                        execute(other, sql.apply(String.valueOf(program.next())));
                    }
                })
                .with(Trait.CLEAN, Trait.NOT_SERIALIZABLE);
    }

    private static void statements(List<Disturbance> all) {
        style(all, "maxRows", statement -> statement.setMaxRows(1));
        style(all, "largeMaxRows", statement -> statement.setLargeMaxRows(1));
        style(all, "fetchSize", statement -> statement.setFetchSize(1));
        style(all, "timeout", statement -> statement.setQueryTimeout(30));
        style(all, "maxFieldSize", statement -> statement.setMaxFieldSize(3));
        style(all, "no escapes", statement -> statement.setEscapeProcessing(false));
        style(all, "cursor name", statement -> statement.setCursorName("mine"));
        style(all, "close on completion", Statement::closeOnCompletion);
        style(all, "cancelled before", Statement::cancel);
        style(all, "direction", statement -> statement.setFetchDirection(ResultSet.FETCH_REVERSE));
        style(all, "closed", Statement::close);
        all.add(style("execute", new Disturbance.Style() {
            @Override
            public void set(PreparedStatement statement) {}

            @Override
            public ResultSet execute(PreparedStatement statement) throws SQLException {
                statement.execute();
                return statement.getResultSet();
            }
        }));
        for (int[] kind : new int[][] {
            {ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY},
            {ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE},
            {ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_UPDATABLE}
        }) {
            all.add(style("result " + kind[0] + "/" + kind[1], new Disturbance.Style() {
                @Override
                public void set(PreparedStatement statement) {}

                @Override
                public PreparedStatement prepare(Connection connection, String sql) throws SQLException {
                    return connection.prepareStatement(sql, kind[0], kind[1]);
                }
            }));
        }
    }

    private static void style(List<Disturbance> all, String name, Disturbance.Style style) {
        all.add(style(name, style));
    }

    private static Disturbance style(String name, Disturbance.Style style) {
        return clean("statement: " + name, program -> program.style(style));
    }

    static Disturbance clean(String name, Disturbance.Step step) {
        return Disturbance.of(name, step).with(Trait.CLEAN);
    }

    static void foreign(Program program) throws SQLException {
        Sql.execute(program.store().raw(), "update part set label = 'foreign' where item_id >= " + program.next());
    }

    static void update(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static void query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
        }
    }
}
