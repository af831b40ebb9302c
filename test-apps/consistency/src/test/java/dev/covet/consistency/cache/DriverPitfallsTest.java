package dev.covet.consistency.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.consistency.cache.CacheRun.Kind;
import dev.covet.fixtures.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.PGConnection;

/** What a driver is told by its address, and does by its own interfaces. */
class DriverPitfallsTest {
    private static final Timestamp NOON = Timestamp.valueOf("2026-01-01 12:00:00");

    /** Only what the server may take for whatever suits can be compared with a number. */
    @Test
    void typeThatTextsAreSentAs_isNotAnothers() throws SQLException {
        String query = "select id from t where id = ?";
        try (Ground ground = Ground.of("create table t (id int primary key)", "insert into t values (1)");
                Connection untyped = ground.covered("stringtype=unspecified&prepareThreshold=0");
                Connection usual = ground.covered("prepareThreshold=0")) {
            assertThat(ground.warm(untyped, query, "1")).contains("\n1=");
            for (int i = 0; i < 4; i++) {
                assertThat(Ground.answer(usual, query, "1")).isEqualTo("error 42883");
            }
        }
    }

    @Test
    void zoneThatTimesAreSentIn_isNotAnothers() throws SQLException {
        String query = "select id from t where z = ?";
        try (Ground ground = Ground.of(
                        Kind.MARIADB_BY_MYSQL,
                        "create table t (id int primary key, z datetime)",
                        "insert into t values (1, '2026-01-01 12:00:00')");
                Connection there = ground.covered("connectionTimeZone=%2B09:00");
                Connection bare = ground.database().connect("connectionTimeZone=%2B09:00");
                Connection usual = ground.covered()) {
            assertThat(ground.warm(usual, query, NOON)).contains("\n1=");
            for (int i = 0; i < 4; i++) {
                ground.assertSame(there, bare, query, NOON);
            }
        }
    }

    /** Both drivers send what the clocks of the JVM's zone show then. */
    @ParameterizedTest
    @EnumSource(names = {"MARIADB", "MARIADB_BY_MYSQL"})
    void pointInTimeThatIsBoundInAnotherZone_isAnotherValue(Kind kind) throws SQLException {
        String query = "select id, z < ? as earlier from t";
        Instant noon = Instant.parse("2026-01-01T12:00:00Z");
        TimeZone usual = TimeZone.getDefault();
        try (Ground ground = Ground.of(
                        kind,
                        "create table t (id int primary key, z datetime)",
                        "insert into t values (1, '2026-01-01 12:00:00')");
                Connection covered = ground.covered()) {
            for (Object point : List.of(noon, noon.atOffset(ZoneOffset.UTC))) {
                TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
                ground.warm(covered, query, point);
                for (String zone : List.of("Asia/Tokyo", "America/Los_Angeles")) {
                    TimeZone.setDefault(TimeZone.getTimeZone(zone));
                    for (int i = 0; i < 4; i++) {
                        ground.assertCurrent(covered, query, point);
                    }
                }
            }
        } finally {
            TimeZone.setDefault(usual);
        }
    }

    /** What foreign keys delete is not in the log: the catalog says it, whatever the driver calls a database. */
    @ParameterizedTest
    @CsvSource({"MARIADB, useCatalogTerm=SCHEMA", "MARIADB_BY_MYSQL, databaseTerm=SCHEMA"})
    void databaseThatIsCalledSchema_isAskedForCascades(Kind kind, String parameter) throws SQLException {
        String query = "select id from t order by id";
        try (Ground ground = Ground.of(
                        kind,
                        "create table p (id int primary key)",
                        "create table t (id int primary key, foreign key (id) references p (id) on delete cascade)",
                        "insert into p values (1), (2)",
                        "insert into t values (1), (2)");
                Connection covered = ground.covered(parameter)) {
            ground.warm(covered, query);
            ground.sql("delete from p where id = 2");
            ground.assertCurrentInTime(covered, query);
        }
    }

    /** The database tells of a commit by a notification, which may come before the change is told of. */
    @Test
    void changeOfWhichANotificationTells_isSeenAtOnce() throws SQLException {
        String query = "select v from t";
        try (Ground ground = Ground.of("create table t (id int primary key, v int)", "insert into t values (1, 1)");
                Connection listener = ground.covered();
                Connection reader = ground.covered()) {
            Sql.execute(listener, "listen changed");
            PGConnection told = listener.unwrap(PGConnection.class);
            for (int round = 0; round < 20; round++) {
                ground.warm(reader, query);
                ground.holdBack();
                ground.sql("begin", "update t set v = v + 1", "notify changed", "commit");
                assertThat(told.getNotifications(10_000)).isNotEmpty();
                ground.assertCurrent(reader, query);
                ground.letGo();
            }
        }
    }

    /** What does not change what is sent does not matter. */
    @Test
    void sessionsWithOtherNamesAndTimeouts_shareAnswers() throws SQLException {
        String query = "select id from t where id = ?";
        try (Ground ground = Ground.of("create table t (id int primary key)", "insert into t values (1)");
                Connection named = ground.covered("ApplicationName=one&socketTimeout=30");
                Connection usual = ground.covered()) {
            ground.warm(named, query, 1);
            Ground.answer(usual, query, 1);
            Ground.answer(usual, query, 1);
            assertThat(ground.served()).isTrue();
        }
    }
}
