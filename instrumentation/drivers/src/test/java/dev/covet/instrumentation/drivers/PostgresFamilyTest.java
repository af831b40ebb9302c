package dev.covet.instrumentation.drivers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.junit.FilledDatabase;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.instrumentation.drivers.postgresql.PostgresFamily;
import dev.covet.instrumentation.jdbc.CovetConnection;
import dev.covet.optimizer.engine.Rows;
import dev.covet.optimizer.engine.Stage;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.Verdict;
import dev.covet.optimizer.engine.Wrapped;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.PooledConnection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.PGConnection;
import org.postgresql.PGStatement;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;
import org.postgresql.ds.PGConnectionPoolDataSource;
import org.postgresql.jdbc.PgConnection;

/** What applications do with pgjdbc's own interface works on our objects. */
class PostgresFamilyTest {
    private static final PostgresServer server = SharedServers.postgres();

    @RegisterExtension
    static final FilledDatabase FILLED = FilledDatabase.in(server);

    private CovetConnection connection;

    @BeforeEach
    void connect() throws Exception {
        connection = Wrapping.wrap(FILLED.database().connect(), new PostgresFamily());
    }

    @AfterEach
    void disconnect() throws Exception {
        connection.close();
    }

    @Test
    void cast_toThePublicInterfaces_works() throws Exception {
        PreparedStatement prepared = connection.prepareStatement("select 1");

        assertThat(((PGConnection) connection).getBackendPID()).isPositive();
        ((PGStatement) prepared).setPrepareThreshold(1);
        assertThat(((PGStatement) prepared).getPrepareThreshold()).isEqualTo(1);
        assertThat(connection.createStatement()).isInstanceOf(PGStatement.class);
        assertThat(connection.prepareCall("select 1")).isInstanceOf(PGStatement.class);
        assertThat(connection.unwrap(PgConnection.class)).isNotNull();
    }

    @Test
    void cast_handleOfAPooledConnection_works() throws Exception {
        PooledConnection pooled = pooled();
        try (CovetConnection handle = Wrapping.wrap(pooled.getConnection(), new PostgresFamily())) {
            assertThat(((PGConnection) handle).getBackendPID()).isPositive();
            assertThat(handle.createStatement()).isInstanceOf(PGStatement.class);
            assertThat(handle.session().state().pinned()).isNotNull();
        } finally {
            pooled.close();
        }
    }

    @Test
    void getStatement_ofAHandlesResult_isTheOneBehindItAndStaysWrapped() throws Exception {
        PooledConnection pooled = pooled();
        try (CovetConnection handle = Wrapping.wrap(pooled.getConnection(), new PostgresFamily())) {
            ResultSet rows = handle.createStatement().executeQuery("select 1");

            Statement behind = rows.getStatement();

            assertThat(rows.getStatement()).isSameAs(behind);
            assertThat(behind.getConnection())
                    .isInstanceOf(CovetConnection.class)
                    .isNotSameAs(handle)
                    .isSameAs(handle.getMetaData().getConnection());
            assertThat(rows.next()).isTrue();
            // Wrapping fails the test for an error of ours: the end has to reach the session that began.
            assertThat(rows.next()).isFalse();
        } finally {
            pooled.close();
        }
    }

    private static PooledConnection pooled() throws Exception {
        PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
        source.setUrl(FILLED.database().jdbcUrl());
        source.setUser(FILLED.database().user());
        source.setPassword(FILLED.database().password());
        return source.getPooledConnection();
    }

    @Test
    void copy_throughTheWrapper_works() throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create temp table pet (name text)");
        }

        long rows = new CopyManager((BaseConnection) connection)
                .copyIn("copy pet from stdin", new StringReader("Rex\nTom\n"));

        assertThat(rows).isEqualTo(2);
        assertThat(connection.session().state().pinned()).isNotNull();
    }

    @Test
    void vendorCall_any_pinsTheSession() throws Exception {
        assertThat(connection.session().state().pinned()).isNull();

        ((PGConnection) connection).getCopyAPI();

        assertThat(connection.session().state().pinned()).isEqualTo("the application uses the driver's own interface");
    }

    @Test
    void execSqlQuery_vendorResult_leadsBackToTheConnection() throws Exception {
        ResultSet rows = ((BaseConnection) connection).execSQLQuery("select 1");

        assertThat(rows.next()).isTrue();
        assertThat(rows.getStatement().getConnection()).isSameAs(connection);
    }

    @Test
    void cursorInAColumn_leadsBackToTheConnection() throws Exception {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("begin; declare pets cursor for select 7");
            ResultSet rows = statement.executeQuery("select 'pets'::refcursor");
            rows.next();

            ResultSet cursor = (ResultSet) rows.getObject(1);

            assertThat(cursor.next()).isTrue();
            assertThat(cursor.getInt(1)).isEqualTo(7);
            assertThat(cursor.getStatement().getConnection()).isSameAs(connection);
        }
    }

    @Test
    void locate_connected_tellsTheServer() {
        assertThat(connection.session().peerHost()).isEqualTo("127.0.0.1");
        assertThat(connection.session().peerPort()).isEqualTo(server.port());
    }

    @Test
    void wrapping_anArrayAndASavepoint_passThrough() throws Exception {
        connection.setAutoCommit(false);
        var savepoint = connection.setSavepoint("a");
        try (PreparedStatement query = connection.prepareStatement("select ?::int[]")) {
            query.setArray(1, connection.createArrayOf("int", new Object[] {1, 2}));
            ResultSet rows = query.executeQuery();
            rows.next();
            assertThat((Object[]) rows.getArray(1).getArray()).containsExactly(1, 2);
        }
        connection.rollback(savepoint);
        connection.releaseSavepoint(savepoint);
        assertThat((Connection) connection).isSameAs(connection.getMetaData().getConnection());
    }

    @Test
    void answer_withRowsOfTheDriver_isTheDriversOwnResult() throws Exception {
        AtomicReference<@Nullable Rows> kept = new AtomicReference<>();
        Stage stage = new Stage() {
            @Override
            public String feature() {
                return "test";
            }

            @Override
            public Verdict enter(StatementCall call) {
                Rows rows = kept.get();
                return rows == null ? Verdict.PROCEED : new Verdict.Answer(rows);
            }
        };
        try (CovetConnection answered = Wrapping.wrap(FILLED.database().connect(), new PostgresFamily(), stage)) {
            PreparedStatement statement = answered.prepareStatement("select 7 as n");
            ResultSet made = statement.executeQuery();
            kept.set(answered.session().rows().of((ResultSet) ((Wrapped) made).covetDelegate()));

            assertThat(statement.execute()).isTrue();
            assertThat(statement.getUpdateCount()).isEqualTo(-1);
            ResultSet rows = statement.getResultSet();
            assertThat(made.isClosed()).isTrue();
            assertThat(rows.getStatement()).isSameAs(statement);
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt("n")).isEqualTo(7);
            assertThat(statement.getMoreResults()).isFalse();
            assertThat(rows.isClosed()).isTrue();
            assertThat(statement.executeQuery().next()).isTrue();
        }
    }
}
