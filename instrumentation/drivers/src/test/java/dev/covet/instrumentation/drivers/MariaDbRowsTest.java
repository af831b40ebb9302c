package dev.covet.instrumentation.drivers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.TestDatabase;
import dev.covet.instrumentation.drivers.mariadb.MariaDbDriverRows;
import dev.covet.optimizer.engine.DriverRows;
import dev.covet.optimizer.engine.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A result of MariaDB Connector/J that is replayed is the result itself, as far as an application can see. */
class MariaDbRowsTest extends WireRowsSpecification {
    private final DriverRows driver;

    MariaDbRowsTest() throws ReflectiveOperationException, SQLException {
        driver = new MariaDbDriverRows();
    }

    @Override
    DriverRows driver() {
        return driver;
    }

    @Override
    Connection connect(TestDatabase database, boolean binary) throws SQLException {
        return database.connect("useServerPrepStmts=" + binary);
    }

    @Override
    int streaming() {
        return 5;
    }

    @Test
    void window_streamed_isTheBlockInMemory() throws SQLException {
        PreparedStatement statement = prepare(false, "select id from pet order by id");
        statement.setFetchSize(5);
        ResultSet made = statement.executeQuery();

        assertThat(Objects.requireNonNull(driver.window(made)).size()).isEqualTo(5);
        for (int i = 0; i < 6; i++) {
            made.next();
        }

        assertThat(Objects.requireNonNull(driver.window(made)).key(0, 1)).isEqualTo(6L);
    }

    /** This driver sets its flag for generated keys wherever a type and a concurrency are named. */
    @Test
    void replayOn_typeAndConcurrencyNamed_leavesTheSameGeneratedKeys() throws SQLException {
        prepare(false, "select 1");
        PreparedStatement statement = connection()
                .prepareStatement(
                        "select id, name from pet where id = 1",
                        ResultSet.TYPE_FORWARD_ONLY,
                        ResultSet.CONCUR_READ_ONLY);
        Rows rows = Objects.requireNonNull(driver.of(statement.executeQuery()));
        int columns = statement.getGeneratedKeys().getMetaData().getColumnCount();
        assertThat(statement.getGeneratedKeys().next()).isFalse();

        assertThat(driver.refusal(statement)).isNull();
        assertThat(rows.replayOn(statement).next()).isTrue();

        assertThat(statement.getGeneratedKeys().next()).isFalse();
        assertThat(statement.getGeneratedKeys().getMetaData().getColumnCount()).isEqualTo(columns);
    }
}
