package dev.covet.exporters.otel;

import dev.covet.exporters.otel.convention.ExportSettings;
import dev.covet.exporters.otel.convention.Limits;
import dev.covet.exporters.otel.convention.StatementCatalog;
import dev.covet.fixtures.scripted.ScriptedDatabase;
import dev.covet.optimizer.engine.ConnectionFacts;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.ExecutionKind;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.signal.SignalBus;
import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.SqlTextCache;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** An application that does its worst. Prints what we keep of it: the heap after collections, in KB, by name. */
final class HostileMain {
    private static final String HUGE = "x".repeat(1 << 20);
    private static final String WIDE = "colünn, ".repeat(2_000);
    private static final Engine ENGINE = new Engine(
            new SqlTextCache(),
            new SignalBus(16, error -> {}),
            new SelfProtection(System::nanoTime, (text, error) -> {}),
            System::nanoTime);

    private HostileMain() {}

    public static void main(String[] arguments) throws SQLException {
        switch (arguments[0]) {
            case "texts" -> texts();
            case "catalog" -> catalog();
            case "pipeline" -> pipeline();
            default -> sources();
        }
    }

    private static long heap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            least = Math.min(least, used);
        }
        return least;
    }

    private static void print(String name, long before) {
        System.out.println(name + " " + (heap() - before) / 1024);
    }

    private static void texts() {
        SqlTextCache texts = new SqlTextCache();
        long before = heap();
        for (int i = 0; i < 1_000_000; i++) {
            var text = texts.of("select a from t" + i + " where id = " + i, Dialect.POSTGRESQL);
            if ((i & 7) == 0 && (text.summary() + text.queryText()).isEmpty()) {
                throw new AssertionError();
            }
        }
        print("distinct", before);
        for (int i = 0; i < 200; i++) {
            texts.of("select '" + i + HUGE + "'", Dialect.POSTGRESQL).queryText();
        }
        print("huge", before);
        System.out.println("said " + texts.bytes() / 1024);
    }

    private static ConnectionSession session(String host, String database) {
        return new ConnectionSession(
                ENGINE,
                new ConnectionFacts(Dialect.POSTGRESQL, "postgresql", host, 5432, 5432, database, null, "ann", "d"));
    }

    private static StatementCall call(ConnectionSession session, String sql) {
        return new StatementCall(session, session.text(sql), ExecutionKind.QUERY, true, 0);
    }

    private static void catalog() {
        StatementCatalog catalog = new StatementCatalog(ExportSettings.DEFAULT, Limits.DEFAULT);
        ConnectionSession session = session("db", "shop");
        long before = heap();
        for (int i = 0; i < 100_000; i++) {
            catalog.of(call(session, "select a from table" + i));
        }
        print("tables", before);
        for (int i = 0; i < 5_000; i++) {
            catalog.of(call(session, "select a from long" + i + " where b in (" + WIDE + "c)"));
            catalog.of(call(session("host" + i, "d".repeat(1_000) + i), "select 1"));
        }
        print("long", before);
        for (int i = 0; i < 100; i++) {
            catalog.of(call(session, "select a from huge" + i + " where b = '" + HUGE + "'"));
        }
        print("huge", before);
        if (catalog.of(call(session, "select 1")).text().isEmpty()) {
            throw new AssertionError();
        }
    }

    private static Traced deaf() {
        return new Traced(Map.of("otel.exporter.otlp.endpoint", "http://127.0.0.1:1"), ExportSettings.DEFAULT);
    }

    /** Everything between the application and an endpoint that does not answer. */
    private static void pipeline() throws SQLException {
        try (Traced traced = deaf();
                ScriptedDatabase database = ScriptedDatabase.open("hostile").recordCalls(false);
                Connection connection =
                        traced.wrap(database.dataSource().getConnection(), "jdbc:postgresql://db/shop");
                Statement statement = connection.createStatement()) {
            database.onAny().updateCount(1);
            statement.executeUpdate("update pet set id = 0");
            traced.engine.bus().flush(Traced.SOON);
            long before = heap();
            for (int i = 0; i < 20_000; i++) {
                statement.executeUpdate("update pet" + i + " set " + WIDE + "b = " + i);
            }
            print("long", before);
            for (int i = 0; i < 500; i++) {
                statement.executeUpdate("update pet set name = '" + i + HUGE + "'");
            }
            print("huge", before);
            traced.engine.bus().flush(Traced.SOON);
            print("queued", before);
            System.out.println("dropped "
                    + (traced.counts().dropped() + traced.engine.bus().dropped()));
        }
    }

    private static void sources() throws SQLException {
        try (Traced traced = deaf();
                ScriptedDatabase database = ScriptedDatabase.open("sources").recordCalls(false)) {
            database.onAny().updateCount(1);
            use(traced, database, 0);
            traced.engine.bus().flush(Traced.SOON);
            long before = heap();
            for (int i = 0; i < 10_000; i++) {
                use(traced, database, i);
            }
            traced.engine.bus().flush(Traced.SOON);
            print("sources", before);
        }
    }

    private static void use(Traced traced, ScriptedDatabase database, int number) throws SQLException {
        String url = "jdbc:postgresql://db" + number + "/" + "shop".repeat(50) + number;
        try (Connection connection = traced.wrap(database.dataSource().getConnection(), url);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update pet" + number + " set id = 0");
        }
    }
}
