package dev.covet.exporters.otel;

import dev.covet.exporters.otel.convention.ExportSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * Executes a statement and returns from main. The first argument is the endpoint; with a second, a statement that has been
 * exported goes before.
 */
final class ShutdownApplicationMain {
    private ShutdownApplicationMain() {}

    public static void main(String[] arguments) throws SQLException {
        Traced traced = new Traced(Map.of("otel.exporter.otlp.endpoint", arguments[0]), ExportSettings.DEFAULT);
        Runtime.getRuntime().addShutdownHook(new Thread(traced::close));
        execute(traced);
        if (arguments.length > 1) {
            traced.flush();
            execute(traced);
        }
        System.out.println("returning");
    }

    private static void execute(Traced traced) throws SQLException {
        try (Connection connection = traced.connect("jdbc:h2:mem:");
                Statement statement = connection.createStatement()) {
            statement.execute("create table t(id int)");
        }
    }
}
