package dev.covet.exporters.otel;

import dev.covet.exporters.otel.convention.ExportSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** Executes one statement and returns from main; the first argument is the endpoint. */
final class ShutdownApplicationMain {
    private ShutdownApplicationMain() {}

    public static void main(String[] arguments) throws SQLException {
        Traced traced =
                new Traced(Map.of("otel.exporter.otlp.endpoint", arguments[0]), ExportSettings.DEFAULT);
        Runtime.getRuntime().addShutdownHook(new Thread(traced::close));
        try (Connection connection = traced.connect("jdbc:h2:mem:");
                Statement statement = connection.createStatement()) {
            statement.execute("create table t(id int)");
        }
        System.out.println("returning");
    }
}
