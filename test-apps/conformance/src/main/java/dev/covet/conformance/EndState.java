package dev.covet.conformance;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What each connection says about itself and sees in the database after the last step; then it is ended. */
final class EndState {
    private final Target target;
    private final Map<String, Connection> connections;
    private final List<String> lines = new ArrayList<>();

    private interface Question {
        Object ask() throws SQLException, IOException;
    }

    EndState(Target target, Map<String, Connection> connections) {
        this.target = target;
        this.connections = connections;
    }

    List<String> lines() {
        connections.forEach(this::describe);
        connections.forEach(this::end);
        return lines;
    }

    private void describe(String name, Connection connection) {
        add(name + " closed", connection::isClosed);
        add(name + " autocommit", connection::getAutoCommit);
        add(name + " read only", connection::isReadOnly);
        add(name + " isolation", connection::getTransactionIsolation);
        add(name + " holdability", connection::getHoldability);
        add(name + " catalog", () -> String.valueOf(connection.getCatalog()));
        add(name + " schema", () -> String.valueOf(connection.getSchema()));
        add(name + " sees", () -> seen(connection));
    }

    private String seen(Connection connection) throws SQLException, IOException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(target.dialect().ownView())) {
            return Rendering.table(rows);
        }
    }

    private void end(String name, Connection connection) {
        add(name + " ends", () -> {
            if (!connection.isClosed() && !connection.getAutoCommit()) {
                connection.rollback();
            }
            connection.close();
            return "done";
        });
    }

    private void add(String what, Question question) {
        try {
            lines.add(what + ": " + question.ask());
        } catch (SQLException | IOException | RuntimeException e) {
            lines.add(what + ": throws " + ErrorText.of(e));
        }
    }
}
