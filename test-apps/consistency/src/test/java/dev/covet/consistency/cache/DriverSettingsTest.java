package dev.covet.consistency.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.jdbc.MysqlDataSource;
import dev.covet.consistency.cache.CacheRun.Kind;
import dev.covet.fixtures.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two pools of one application whose drivers were told different things share no answer. */
class DriverSettingsTest {
    private static Ground postgres;
    private static Ground mariaDb;

    @BeforeAll
    static void open() throws SQLException {
        postgres = Ground.of(
                "create table t (id int primary key, d double precision, z timestamp)",
                "insert into t values (1, 1e10, '2026-01-01 12:00'), (2, 0.1, '2026-01-01 12:00')");
        mariaDb = Ground.of(
                Kind.MARIADB,
                "create table t (id int primary key, z timestamp null, b bit(1))",
                "insert into t values (1, '2026-01-01 12:00', b'1')");
    }

    @AfterAll
    static void close() throws SQLException {
        postgres.close();
        mariaDb.close();
    }

    /** Answered from the cache for who is told the first, and as bare for who is told the second. */
    private static void assertApart(Ground ground, String one, String other, String sql, Object... values)
            throws SQLException {
        try (Connection covered = ground.covered(one);
                Connection second = ground.covered(other);
                Connection bareOne = ground.database().connect(one);
                Connection bareOther = ground.database().connect(other)) {
            String expected = Ground.answer(bareOther, sql, values);
            assertThat(expected).isNotEqualTo(Ground.answer(bareOne, sql, values));
            assertThat(ground.warm(covered, sql, values)).isEqualTo(Ground.answer(bareOne, sql, values));
            for (int i = 0; i < 8; i++) {
                assertThat(Ground.answer(second, sql, values)).isEqualTo(expected);
                assertThat(Ground.answer(covered, sql, values)).isEqualTo(Ground.answer(bareOne, sql, values));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stringtype=unspecified | stringtype=varchar | select id from t where id = ?",
                "stringtype=unspecified | ssl=false | select id from t where id = ?"
            })
    void textsWhoseTypeTheServerFinds_areOtherValues(String one, String other, String sql) throws SQLException {
        assertApart(postgres, one, other, sql, "1");
    }

    @Test
    void rowsInOtherFormats_areOtherAnswers() throws SQLException {
        assertApart(
                postgres,
                "prepareThreshold=-1",
                "prepareThreshold=-1&binaryTransferDisable=701",
                "select d from t where id = ?",
                1);
    }

    @Test
    void timesInOtherZones_areOtherValues() throws SQLException {
        assertApart(
                mariaDb,
                "connectionTimeZone=Asia/Tokyo&forceConnectionTimeZoneToSession=false&preserveInstants=true",
                "connectionTimeZone=America/Los_Angeles&forceConnectionTimeZoneToSession=false&preserveInstants=true",
                "select id from t where z < ?",
                Timestamp.valueOf("2026-01-01 12:00:00"));
    }

    /** The URL of such a data source says nothing of it. */
    @Test
    void settingsOfADataSource_count() throws SQLException {
        String sql = "select id from t where z < ?";
        Timestamp noon = Timestamp.valueOf("2026-01-01 12:00:00");
        try (Connection covered = ofDataSource("Asia/Tokyo");
                Connection second = ofDataSource("America/Los_Angeles")) {
            String expected = mariaDb.warm(covered, sql, noon);
            assertThat(mariaDb.warm(second, sql, noon)).isNotEqualTo(expected);
            assertThat(mariaDb.warm(covered, sql, noon)).isEqualTo(expected);
        }
    }

    private static Connection ofDataSource(String zone) throws SQLException {
        TestDatabase database = mariaDb.database();
        MysqlDataSource source = new MysqlDataSource();
        String url = database.jdbcUrl().replace("jdbc:mariadb:", "jdbc:mysql:");
        source.setUrl(url);
        source.setUser(database.user());
        source.setPassword(database.password());
        source.getStringProperty(PropertyKey.connectionTimeZone).setValue(zone);
        source.getBooleanProperty(PropertyKey.forceConnectionTimeZoneToSession).setValue(false);
        source.getBooleanProperty(PropertyKey.preserveInstants).setValue(true);
        return mariaDb.cover(source.getConnection(), url);
    }

    /** The driver keeps the type of what was bound before for a null of no type. */
    @Test
    void nullThatHasTheTypeOfWhatWasBoundBefore_isAnotherValue() throws SQLException {
        String sql = "select id, coalesce(?, '2026-01-01') from t order by id";
        try (Connection covered = postgres.covered()) {
            for (int i = 0; i < 12; i++) {
                assertThat(afterDate(covered, sql)).isEqualTo(afterDate(postgres.other(), sql));
                assertThat(fresh(covered, sql)).isEqualTo(fresh(postgres.other(), sql));
            }
            assertThat(afterDate(postgres.other(), sql)).isNotEqualTo(fresh(postgres.other(), sql));
        }
    }

    private static String afterDate(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setNull(1, Types.DATE);
            statement.setNull(1, Types.NULL);
            return Ground.told(statement.executeQuery());
        }
    }

    private static String fresh(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setNull(1, Types.NULL);
            return Ground.told(statement.executeQuery());
        }
    }
}
