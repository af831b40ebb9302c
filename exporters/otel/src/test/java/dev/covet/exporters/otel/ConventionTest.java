package dev.covet.exporters.otel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covet.exporters.otel.convention.ExportSettings;
import dev.covet.fixtures.conventions.DatabaseConventions;
import dev.covet.fixtures.otlp.OtlpReceiver;
import dev.covet.fixtures.otlp.ReceivedSpan;
import dev.covet.fixtures.scripted.Rows;
import dev.covet.fixtures.scripted.ScriptedDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Spans and metrics against the rules of the conventions, which the fixtures know. */
final class ConventionTest {
    private static final String SELECT = "select name from pet where id = ?";
    private static final String INSERT = "insert into pet (name) values (?)";

    private static void shop(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setString(1, "hunter2");
            try (ResultSet rows = select.executeQuery()) {
                assertThat(rows.next()).isTrue();
            }
        }
        connection.commit();
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, "hunter2");
            assertThatThrownBy(insert::executeUpdate).hasMessageContaining("hunter2");
        }
        connection.rollback();
    }

    @Test
    void requestsAndStatements_conformAndShowNoSecret() throws SQLException {
        try (OtlpReceiver receiver = OtlpReceiver.start();
                ScriptedDatabase database = ScriptedDatabase.open("conventions");
                Traced traced = Traced.to(receiver);
                Connection connection =
                        traced.wrap(database.dataSource().getConnection(), "jdbc:postgresql://db:6432/shop")) {
            database.on(SELECT).rows(Rows.columns("name").row("Rex"));
            database.on(INSERT)
                    .fail(1, () -> new SQLException("duplicate key\n  Detail: Key (name)=(hunter2)", "23505"));
            traced.request("/pets/{id}", Map.of(), () -> shop(connection));
            traced.flush();

            ReceivedSpan failed = receiver.awaitSpan(span -> "23505".equals(span.attribute("error.type")), Traced.SOON);
            assertThat(failed.kind()).isEqualTo(ReceivedSpan.Kind.CLIENT);
            assertThat(failed.attributes()).containsEntry("db.namespace", "shop");
            DatabaseConventions.standard()
                    .expectingServer("db", 6432)
                    .expectingSecret("hunter2")
                    .assertConform(receiver);
        }
    }

    @Test
    void parameters_whenAskedFor_conform() throws SQLException {
        ExportSettings settings = new ExportSettings(true, ExportSettings.SECRETS, false, true, 200);
        try (OtlpReceiver receiver = OtlpReceiver.start();
                ScriptedDatabase database = ScriptedDatabase.open("parameters");
                Traced traced = new Traced(Traced.over(receiver), settings);
                Connection connection = traced.wrap(database.dataSource().getConnection(), "jdbc:mysql://db/shop");
                PreparedStatement select = connection.prepareStatement(SELECT)) {
            database.on(SELECT).rows(Rows.columns("name").row("Rex"));
            select.setString(1, "Rex");
            select.executeQuery().close();
            traced.flush();
            assertThat(receiver.awaitSpans(1, Traced.SOON).get(0).attributes())
                    .containsEntry("db.query.parameter.0", "Rex")
                    .doesNotContainKey("server.port");
            DatabaseConventions.standard().allowingParameters().assertConform(receiver);
        }
    }
}
