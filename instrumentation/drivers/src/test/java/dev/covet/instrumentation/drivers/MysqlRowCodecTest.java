package dev.covet.instrumentation.drivers;

import static org.assertj.core.api.Assertions.assertThat;

import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.jdbc.MysqlDataSource;
import dev.covet.instrumentation.drivers.mysql.MysqlFamily;
import dev.covet.instrumentation.jdbc.WrapperFamily;
import dev.covet.optimizer.engine.DriverRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Rows of MySQL Connector/J as bytes. */
class MysqlRowCodecTest extends WireRowCodecSpecification {
    private final WrapperFamily family = new MysqlFamily();

    @Override
    WrapperFamily family() {
        return family;
    }

    @Override
    String scheme() {
        return "jdbc:mysql:";
    }

    @Override
    String options(boolean binary) {
        return "useServerPrepStmts=" + binary;
    }

    @Override
    List<String> olderVersions() {
        return List.of("mysql-connector-j-8.0.33", "mysql-connector-j-8.4.0");
    }

    @Override
    String driverClass() {
        return "com.mysql.cj.jdbc.Driver";
    }

    @Test
    void everywhere_dataSource_tellsTheProtocol() throws SQLException {
        MysqlDataSource source = new MysqlDataSource();
        source.setUrl(url("sslMode=DISABLED"));
        source.setUser(database().user());
        source.setPassword(database().password());
        try (Connection one = source.getConnection()) {
            String before = identity(Wrapping.wrap(one, family));
            source.setUseServerPrepStmts(true);
            try (Connection other = source.getConnection()) {
                assertThat(identity(Wrapping.wrap(other, family))).isNotEqualTo(before);
            }
        }
    }

    /** Its own connections can prepare in both ways. */
    @Test
    void format_preparedInEitherWay_isTold() throws SQLException {
        JdbcConnection connection = connect(false).unwrap(JdbcConnection.class);

        assertThat(driver().format(connection.clientPrepareStatement("select 1"))
                        .binary())
                .isFalse();
        assertThat(driver().format(connection.serverPrepareStatement("select 1"))
                        .binary())
                .isTrue();
    }

    @Test
    void codec_driverLacksAClass_isNoneAndTheRowsStay() throws Exception {
        try (DriverVersion version = DriverVersion.of("mysql-connector-j-8.4.0", "com.mysql.cj.Constants")) {
            DriverRows rows = version.family("mysql.MysqlFamily").rows(connect(false));

            assertThat(rows.codec()).isNull();
            assertThat(rows.getClass().getSimpleName()).isEqualTo("MysqlDriverRows");
            assertThat(Objects.requireNonNull(driver().codec()).name()).startsWith("mysql-connector-j");
        }
    }
}
