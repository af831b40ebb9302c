package dev.covet.instrumentation.drivers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.instrumentation.drivers.mariadb.MariaDbFamily;
import dev.covet.instrumentation.jdbc.WrapperFamily;
import dev.covet.optimizer.engine.DriverRows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.mariadb.jdbc.MariaDbDataSource;

/** Rows of MariaDB Connector/J as bytes. */
class MariaDbRowCodecTest extends WireRowCodecSpecification {
    private final WrapperFamily family = new MariaDbFamily();

    @Override
    WrapperFamily family() {
        return family;
    }

    @Override
    String scheme() {
        return "jdbc:mariadb:";
    }

    @Override
    String options(boolean binary) {
        return "useServerPrepStmts=" + binary;
    }

    @Override
    List<String> olderVersions() {
        return List.of("mariadb-java-client-3.1.4", "mariadb-java-client-3.3.4");
    }

    @Override
    String driverClass() {
        return "org.mariadb.jdbc.Driver";
    }

    @Test
    void everywhere_dataSource_tellsTheProtocolAndWhatTypesTell() throws SQLException {
        MariaDbDataSource text = new MariaDbDataSource(url(options(false)));
        MariaDbDataSource binary = new MariaDbDataSource(url(options(true)));
        try (Connection one = text.getConnection(database().user(), database().password());
                Connection other =
                        binary.getConnection(database().user(), database().password())) {
            assertThat(identity(Wrapping.wrap(one, family)))
                    .contains("extended types=true")
                    .isNotEqualTo(identity(Wrapping.wrap(other, family)));
        }
    }

    /** The driver makes these rows itself, and their columns. */
    @Test
    void encode_rowsOfTheDriverItself_areNone() throws SQLException {
        Connection connection = connect(false);
        try (ResultSet made = connection.getMetaData().getTableTypes()) {
            assertThat(driver().of(made)).isNull();
        }
    }

    @Test
    void codec_driverLacksAClass_isNoneAndTheRowsStay() throws Exception {
        String missing = "org.mariadb.jdbc.util.VersionFactory";
        try (DriverVersion version = DriverVersion.of("mariadb-java-client-3.3.4", missing)) {
            DriverRows rows = version.family("mariadb.MariaDbFamily").rows(connect(false));

            assertThat(rows.codec()).isNull();
            assertThat(rows.getClass().getSimpleName()).isEqualTo("MariaDbDriverRows");
            assertThat(Objects.requireNonNull(driver().codec()).name()).startsWith("MariaDB");
        }
    }
}
