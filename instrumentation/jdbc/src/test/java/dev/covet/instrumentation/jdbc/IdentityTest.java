package dev.covet.instrumentation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.Pipeline;
import dev.covet.optimizer.engine.StageOrder;
import dev.covet.optimizer.engine.Wrapped;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The objects lead to each other, not around the boundary. */
class IdentityTest {
    private final Engine engine = Boundaries.engine(Map.of(StageOrder.TRACE, new RecordingStage()));
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = Boundaries.wrap(Boundaries.h2(), engine);
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void getConnection_ofStatementsAndMetadata_isTheOneTheApplicationHolds() throws SQLException {
        assertThat(connection.createStatement().getConnection()).isSameAs(connection);
        assertThat(connection.prepareStatement("select 1").getConnection()).isSameAs(connection);
        assertThat(connection.prepareCall("call 1").getConnection()).isSameAs(connection);
        assertThat(connection.getMetaData().getConnection()).isSameAs(connection);
    }

    @Test
    void getStatement_ofAResult_isTheOneTheApplicationHolds() throws SQLException {
        Statement statement = connection.createStatement();
        PreparedStatement prepared = connection.prepareStatement("select 1");

        assertThat(statement.executeQuery("select 1").getStatement()).isSameAs(statement);
        assertThat(prepared.executeQuery().getStatement()).isSameAs(prepared);
    }

    @Test
    void getStatement_ofMetadata_leadsBackToTheConnection() throws SQLException {
        ResultSet tables = connection.getMetaData().getTables(null, null, "PET", null);

        Statement internal = tables.getStatement();

        assertThat(internal == null || internal.getConnection() == connection).isTrue();
        assertThat(tables.getStatement()).isSameAs(internal);
    }

    @Test
    void getResultSet_twice_isTheSame() throws SQLException {
        Statement statement = connection.createStatement();
        statement.execute("select 1");

        ResultSet rows = statement.getResultSet();

        assertThat(statement.getResultSet()).isSameAs(rows);
        assertThat(rows.getStatement()).isSameAs(statement);
    }

    @Test
    void getGeneratedKeys_some_leadBackToTheConnection() throws SQLException {
        Statement statement = connection.createStatement();
        statement.executeUpdate("insert into pet values (9, 'Zoe')", Statement.RETURN_GENERATED_KEYS);

        ResultSet keys = statement.getGeneratedKeys();

        assertThat(keys).isInstanceOf(CovetResultSet.class);
        assertThat(keys.getStatement().getConnection()).isSameAs(connection);
    }

    @Test
    void unwrap_driversClass_isTheDriversObject() throws SQLException {
        assertThat(connection.isWrapperFor(JdbcConnection.class)).isTrue();
        assertThat(connection.unwrap(JdbcConnection.class)).isSameAs(((Wrapped) connection).covetDelegate());
        assertThat(connection.isWrapperFor(String.class)).isFalse();
        assertThatThrownBy(() -> connection.unwrap(String.class)).isInstanceOf(SQLException.class);
    }

    @Test
    void unwrap_any_pinsTheSession() throws SQLException {
        assertThat(((CovetConnection) connection).session().state().pinned()).isNull();

        connection.unwrap(JdbcConnection.class);

        assertThat(((CovetConnection) connection).session().state().pinned())
                .isEqualTo("the application uses the driver's object directly");
    }

    @Test
    void closed_statement_answersAsTheDriver() throws SQLException {
        Statement statement = connection.createStatement();
        statement.close();

        assertThatThrownBy(() -> statement.executeQuery("select 1")).isInstanceOf(SQLException.class);
        assertThat(statement.isClosed()).isTrue();
    }

    @Test
    void toString_all_isTheDrivers() throws SQLException {
        PreparedStatement prepared = connection.prepareStatement("select 1");
        DatabaseMetaData metaData = connection.getMetaData();

        assertThat(connection)
                .hasToString(((Wrapped) connection).covetDelegate().toString());
        assertThat(prepared).hasToString(((Wrapped) prepared).covetDelegate().toString());
        assertThat(metaData).hasToString(((Wrapped) metaData).covetDelegate().toString());
    }

    @Test
    void wrap_everyFeatureOff_givesTheDriversConnection() throws SQLException {
        engine.pipeline(Pipeline.EMPTY);
        try (Connection raw = Boundaries.h2()) {
            assertThat(new JdbcBoundary(engine, made -> WrapperFamily.PLAIN).wrap(raw, null, null))
                    .isSameAs(raw);
        }
    }

    @Test
    void wrap_alreadyOurs_isLeftAlone() {
        assertThat(new JdbcBoundary(engine, made -> WrapperFamily.PLAIN).wrap(connection, null, null))
                .isSameAs(connection);
    }

    @Test
    void wrap_familyFails_givesTheDriversConnection() throws SQLException {
        Engine tolerant = Boundaries.tolerant(Map.of(StageOrder.TRACE, new RecordingStage()));
        try (Connection raw = Boundaries.h2()) {
            JdbcBoundary boundary = new JdbcBoundary(tolerant, made -> {
                throw new IllegalStateException("planted");
            });

            assertThat(boundary.wrap(raw, null, null)).isSameAs(raw);
            assertThat(tolerant.protection().errors()).containsEntry("jdbc", 1L);
        }
    }
}
