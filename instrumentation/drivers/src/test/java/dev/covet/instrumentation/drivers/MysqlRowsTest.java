package dev.covet.instrumentation.drivers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.TestDatabase;
import dev.covet.instrumentation.drivers.mysql.MysqlDriverRows;
import dev.covet.optimizer.engine.DriverRows;
import dev.covet.optimizer.engine.Rows;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A result of MySQL Connector/J that is replayed is the result itself, as far as an application can see. */
class MysqlRowsTest extends WireRowsSpecification {
    private final DriverRows driver;

    MysqlRowsTest() throws ReflectiveOperationException {
        driver = new MysqlDriverRows();
    }

    @Override
    DriverRows driver() {
        return driver;
    }

    @Override
    Connection connect(TestDatabase database, boolean binary) throws SQLException {
        String url = database.jdbcUrl("useCursorFetch=" + binary + "&useServerPrepStmts=" + binary)
                .replace("jdbc:mariadb:", "jdbc:mysql:");
        return DriverManager.getConnection(url, database.user(), database.password());
    }

    @Override
    int streaming() {
        return Integer.MIN_VALUE;
    }

    @Test
    void window_cursor_isTheBlockInMemory() throws SQLException {
        PreparedStatement statement = prepare(true, "select id from pet order by id");
        statement.setFetchSize(5);
        assertThat(driver.refusal(statement)).contains("streams");
        ResultSet made = statement.executeQuery();
        assertThat(driver.of(made)).isNull();
        for (int i = 0; i < 6; i++) {
            made.next();
        }

        Rows window = Objects.requireNonNull(driver.window(made));

        assertThat(window.size()).isEqualTo(5);
        assertThat(window.key(0, 1)).isEqualTo(6L);
    }

    /** The rows of this driver know what was read from them last. */
    @Test
    void key_whileTheApplicationReads_doesNotChangeWhatItReads() throws SQLException {
        for (boolean binary : new boolean[] {false, true}) {
            PreparedStatement statement =
                    prepare(binary, "select id, nullif(name, 'pet 1') as n, repeat('x', 5000) from pet order by id");
            ResultSet made = statement.executeQuery();
            Rows rows = rows(made);
            made.next();
            assertThat(made.getString(2)).isNull();

            assertThat(rows.key(0, 1)).isEqualTo(1L);

            assertThat(made.wasNull()).isTrue();
            assertThat(made.getString(3)).hasSize(5000);
            assertThat(made.getInt(1)).isEqualTo(1);
            connection().close();
        }
    }

    @Test
    void refusal_generatedKeysWanted_saysSo() throws SQLException {
        prepare(false, "select 1");

        assertThat(driver().refusal(connection().prepareStatement("select 1", Statement.RETURN_GENERATED_KEYS)))
                .contains("keys");
    }
}
