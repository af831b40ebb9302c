package dev.covet.optimizer.features.prefetch.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.fixtures.recorder.SqlRecorder;
import dev.covet.optimizer.catalog.Savepoint;
import dev.covet.optimizer.sql.Dialect;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A batch inside a transaction: one round trip, and an error that nobody else has. */
class SavepointTest {
    private static final Single RISKY =
            Single.of("select 1/(o.id - 2) from generate_series(1, 3) o(id) where o.id=?", List.of(1, 2, 3));

    @Test
    void inSavepoint_begunTransaction_isOneRoundTrip() throws SQLException {
        Single single = Single.of("select id, name from owner where id=?", List.of(1L, 2L, 3L));
        PostgresServer server = PostgresShop.SERVER;
        try (TestDatabase database = PostgresShop.create();
                SqlRecorder wire = SqlRecorder.postgres(server.host(), server.port());
                Connection connection = DriverManager.getConnection(
                        database.jdbcUrl().replace(":" + server.port(), ":" + wire.port()),
                        server.user(),
                        server.password())) {
            connection.setAutoCommit(false);
            // the metadata of columns, which the driver asks for once
            single.ask(connection, batch(single).inSavepoint());
            for (int i = 0; i < 8; i++) {
                wire.clear();
                List<Transcript> batch = single.ask(connection, batch(single).inSavepoint());
                assertThat(wire.roundTrips()).isEqualTo(1);
                assertThat(batch.get(2).rows()).hasSize(1);
            }
            assertThat(wire.texts()).hasSize(3).first().asString().startsWith("savepoint __covet_p");
            connection.rollback();
        }
    }

    @Test
    void heal_afterAnErrorInABatch_theTransactionGoesOn() throws SQLException {
        try (TestDatabase database = PostgresShop.SERVER.createDatabase();
                Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            Sql.execute(connection, "create table kept (id int)", "insert into kept values (1)");
            assertThatThrownBy(() -> RISKY.ask(connection, batch(RISKY).inSavepoint()))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22012"));
            assertThatThrownBy(() -> Sql.value(connection, "select 1")).hasMessageContaining("aborted");
            Savepoint.heal(connection);
            assertThat(Sql.value(connection, "select id from kept")).isEqualTo("1");
            connection.commit();
            assertThat(Sql.value(connection, "select count(*) from kept")).isEqualTo("1");
        }
    }

    private static BatchText batch(Single single) {
        return (BatchText) PostgresLateral.of(single.shape(Dialect.POSTGRESQL), single.types());
    }
}
