package dev.covet.consistency.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.time.Await;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions with other settings, rights and names get other answers, and transactions their own. */
class SessionPitfallsTest {
    private static final String QUERY = "select id, z, i, b, f, n from t order by id";
    private static final String SHOWN = "select z::text, i::text, b::text, f::text, to_char(z, 'TMMonth') from t";

    private static Ground ground;

    @BeforeAll
    static void open() throws SQLException {
        ground = Ground.of(
                "create table t (id int primary key, z timestamptz, i interval, b bytea, f float8, n text)",
                "insert into t values (1, '2026-01-01 12:00:00+00', '1 year 2 days 3:04', '\\x00ff', 0.1 + 0.2, 'one')",
                "create schema s2",
                "create table s2.t (like t including all)",
                "insert into s2.t values (2, '2026-02-02 12:00:00+00', '2 days', '\\x01', 2.5, 'two')",
                "create function moved(zone text) returns text volatile language sql as"
                        + " $$ select set_config('timezone', zone, false) $$",
                "create role pit_reader login password 'pit_reader'",
                "create role pit_none login password 'pit_none'",
                "grant select on t to pit_reader",
                "grant usage on schema s2 to pit_reader, pit_none");
        // Who asks first has changes followed: the others may not.
        try (Connection owner = ground.covered()) {
            ground.warm(owner, QUERY);
        }
    }

    @AfterAll
    static void close() throws SQLException {
        ground.sql("drop owned by pit_reader, pit_none", "drop role pit_reader, pit_none");
        ground.close();
    }

    /** What changes the settings of a session, each with a connection of its own. */
    static List<List<String>> settings() {
        return List.of(
                List.of("set timezone to 'Asia/Tokyo'"),
                List.of("set time zone 'Asia/Tokyo'"),
                List.of("select set_config('TimeZone', 'Asia/Tokyo', false)"),
                List.of("select moved('Asia/Tokyo')"),
                List.of("select n from t where moved('Asia/Tokyo') is not null"),
                List.of("do $$ begin perform moved('Asia/Tokyo'); end $$"),
                List.of("select 1; set timezone to 'Asia/Tokyo'"),
                List.of("set DateStyle to 'ISO, DMY'"),
                List.of("set IntervalStyle to 'iso_8601'"),
                List.of("set bytea_output to 'escape'"),
                List.of("set extra_float_digits to 0"),
                List.of("set extra_float_digits to -5"),
                List.of("set lc_time to 'C'"),
                List.of("set search_path to s2, public"),
                List.of("select set_config('search_path', 's2', false)"),
                List.of("set session characteristics as transaction isolation level serializable"),
                List.of("set role pit_reader"),
                List.of("set role pit_none"),
                List.of("set session authorization pit_reader"),
                List.of("set session authorization pit_none"),
                List.of("set timezone to 'Asia/Tokyo'", "reset timezone"),
                List.of("set timezone to 'Asia/Tokyo'", "reset all"),
                List.of("set role pit_none", "reset role"),
                List.of("set role pit_none", "discard all"),
                List.of("set search_path to s2", "discard all"));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void setting_isRespected(List<String> statements) throws SQLException {
        try (Connection covered = ground.covered();
                Connection bare = ground.database().connect()) {
            ground.warm(covered, QUERY);
            ground.warm(covered, SHOWN);
            for (String statement : statements) {
                Sql.execute(covered, statement);
                Sql.execute(bare, statement);
                for (int i = 0; i < 4; i++) {
                    ground.assertSame(covered, bare, QUERY);
                    ground.assertSame(covered, bare, SHOWN);
                }
            }
        }
    }

    /** Not with a statement that the server keeps: it has read the text already. */
    @Test
    void orderOfDates_isRespected() throws SQLException {
        String query = "select '01/02/2026'::date from t";
        try (Connection covered = ground.covered("prepareThreshold=0")) {
            assertThat(ground.warm(covered, query)).contains("2026-01-02");
            Sql.execute(covered, "set DateStyle to 'ISO, DMY'");
            for (int i = 0; i < 4; i++) {
                assertThat(Ground.told(covered, query)).contains("2026-02-01");
            }
        }
    }

    /** To ask who it is each time would cost more than its queries. */
    @Test
    void sessionThatIsSetBeforeEachQuery_isNotAskedEachTime() throws SQLException {
        try (Connection covered = ground.covered();
                Connection bare = ground.database().connect()) {
            ground.warm(covered, SHOWN);
            int asked = 0;
            for (int i = 0; i < 40; i++) {
                String set = "set timezone to " + (i % 2 == 0 ? "'Asia/Tokyo'" : "'UTC'");
                Sql.execute(covered, set);
                Sql.execute(bare, set);
                ground.assertSame(covered, bare, SHOWN);
                asked += ground.outcome().equals("session") ? 0 : 1;
            }
            assertThat(asked).isLessThan(10);
            ground.warm(covered, SHOWN);
            ground.assertSame(covered, bare, SHOWN);
        }
    }

    @Test
    void settingsOfManySessions_doNotMix() throws SQLException {
        try (Connection tokyo = ground.covered();
                Connection bare = ground.database().connect();
                Connection usual = ground.covered()) {
            Sql.execute(tokyo, "set timezone to 'Asia/Tokyo'");
            Sql.execute(bare, "set timezone to 'Asia/Tokyo'");
            ground.warm(tokyo, SHOWN);
            ground.warm(usual, SHOWN);
            ground.assertSame(tokyo, bare, SHOWN);
            ground.assertSame(usual, ground.other(), SHOWN);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"commit", "rollback"})
    void settingOfTransaction_endsWithIt(String end) throws SQLException {
        try (Connection covered = ground.covered();
                Connection bare = ground.database().connect()) {
            ground.warm(covered, SHOWN);
            Ground.beginReadOnly(covered, bare);
            ground.assertSame(covered, bare, SHOWN);
            for (String set : List.of("set local timezone to 'Asia/Tokyo'", "set bytea_output to 'escape'")) {
                Sql.execute(covered, set);
                Sql.execute(bare, set);
                ground.assertSame(covered, bare, SHOWN);
            }
            Sql.execute(covered, end);
            Sql.execute(bare, end);
            ground.assertSame(covered, bare, SHOWN);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rollback to savepoint s", "rollback to s", "/* back */ rollback work to s"})
    void settingThatIsTakenBack_isTakenBack(String back) throws SQLException {
        try (Connection covered = ground.covered();
                Connection bare = ground.database().connect()) {
            ground.warm(covered, SHOWN);
            for (Connection each : List.of(covered, bare)) {
                Ground.beginReadOnly(each);
                Sql.execute(each, "savepoint s", "set timezone to 'Asia/Tokyo'");
            }
            ground.assertSame(covered, bare, SHOWN);
            Sql.execute(covered, back);
            Sql.execute(bare, back);
            ground.assertSame(covered, bare, SHOWN);
        }
    }

    @Test
    void settingOfRole_holdsForNewSessions() throws SQLException {
        try (Connection first = ground.coveredAs("pit_reader")) {
            String before = ground.warm(first, SHOWN);
            ground.sql("alter role pit_reader set timezone to 'Asia/Tokyo'");
            try (Connection second = ground.coveredAs("pit_reader")) {
                // The driver tells the server its zone when it connects, which goes first.
                Sql.execute(second, "reset timezone");
                ground.sql("alter role pit_reader set bytea_output to 'escape'");
            }
            try (Connection third = ground.coveredAs("pit_reader")) {
                assertThat(Ground.told(third, SHOWN)).contains("\\000").isNotEqualTo(before);
                assertThat(Ground.told(first, SHOWN)).isEqualTo(before);
            }
        } finally {
            ground.sql("alter role pit_reader reset all");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytea_output = 'escape'",
                "intervalstyle = 'iso_8601'",
                "search_path = 's2'",
                "timezone = 'Asia/Tokyo'",
                "extra_float_digits = -5",
                "lc_monetary = 'C'"
            })
    void settingOfServer_reachesOpenSessions(String setting) throws SQLException {
        try (Connection covered = ground.covered();
                Connection bare = ground.database().connect()) {
            ground.warm(covered, QUERY);
            ground.warm(covered, SHOWN);
            ground.sql("alter system set " + setting, "select pg_reload_conf()");
            try {
                ground.pass();
                for (int i = 0; i < 4; i++) {
                    ground.assertSame(covered, bare, QUERY);
                    ground.assertSame(covered, bare, SHOWN);
                }
            } finally {
                ground.sql(
                        "alter system reset " + setting.substring(0, setting.indexOf(' ')), "select pg_reload_conf()");
            }
        }
    }

    @Test
    void rightsOfAnother_areTheirOwn() throws SQLException {
        try (Connection owner = ground.covered();
                Connection reader = ground.coveredAs("pit_reader");
                Connection none = ground.coveredAs("pit_none")) {
            ground.warm(owner, QUERY);
            ground.warm(reader, QUERY);
            for (int i = 0; i < 6; i++) {
                assertThat(Ground.answer(none, QUERY)).isEqualTo("error 42501");
            }
        }
    }

    /** What takes a right from the reader, and what gives it back. */
    static List<List<String>> rights() {
        return List.of(
                List.of("revoke select on t from pit_reader", "grant select on t to pit_reader"),
                List.of("revoke usage on schema public from public", "grant usage on schema public to public"),
                List.of(
                        "revoke select on t from pit_reader; grant select (id) on t to pit_reader",
                        "grant select on t to pit_reader"),
                List.of(
                        "alter table t rename column n to m; alter table t rename column m to k",
                        "alter table t rename column k to n"),
                List.of("alter table t enable row level security", "alter table t disable row level security"));
    }

    @ParameterizedTest
    @MethodSource("rights")
    void rightThatIsTaken_isMissedInTime(List<String> statements) throws SQLException {
        try (Connection reader = ground.coveredAs("pit_reader");
                Connection bare = ground.database().connect()) {
            Sql.execute(bare, "set session authorization pit_reader");
            String before = ground.warm(reader, QUERY);
            ground.sql(statements.get(0));
            try {
                ground.pass();
                for (int i = 0; i < 4; i++) {
                    ground.assertSame(reader, bare, QUERY);
                    assertThat(Ground.answer(reader, QUERY)).isNotEqualTo(before);
                }
            } finally {
                ground.sql(statements.get(1));
            }
            assertThat(Ground.told(reader, QUERY)).isEqualTo(before);
        }
    }

    /** Roles by whose being the reader may read: what makes it so, what ends it. */
    static List<List<String>> roles() {
        return List.of(
                List.of("grant pit_reader to pit_none", "revoke pit_reader from pit_none"),
                List.of("grant pg_read_all_data to pit_none", "revoke pg_read_all_data from pit_none"),
                List.of("alter role pit_none superuser", "alter role pit_none nosuperuser"),
                List.of(
                        "grant pit_reader to pit_none; alter role pit_none inherit",
                        "revoke inherit option for pit_reader from pit_none"));
    }

    private static void assertRefusedInTime(Connection reader) throws SQLException {
        ground.pass();
        for (int i = 0; i < 4; i++) {
            assertThat(Ground.answer(reader, QUERY)).isEqualTo("error 42501");
        }
    }

    @ParameterizedTest
    @MethodSource("roles")
    void roleThatIsTaken_isMissedInTime(List<String> statements) throws SQLException {
        ground.sql(statements.get(0));
        try (Connection reader = ground.coveredAs("pit_none")) {
            ground.warm(reader, QUERY);
            ground.sql(statements.get(1));
            assertRefusedInTime(reader);
        } finally {
            ground.sql("alter role pit_none nosuperuser", "revoke pit_reader, pg_read_all_data from pit_none");
        }
    }

    @ParameterizedTest
    @MethodSource("roles")
    void roleOfAMoment_isNotKept(List<String> statements) throws SQLException {
        try (Connection owner = ground.covered()) {
            // The relay has looked, and looks again later: it may never see what is so in between.
            ground.warm(owner, QUERY);
            ground.sql(statements.get(0));
            try (Connection reader = ground.coveredAs("pit_none")) {
                assertThat(Ground.told(reader, QUERY)).isEqualTo(Ground.told(owner, QUERY));
                Ground.told(reader, QUERY);
                ground.sql(statements.get(1));
                assertRefusedInTime(reader);
            }
        } finally {
            ground.sql("alter role pit_none nosuperuser", "revoke pit_reader, pg_read_all_data from pit_none");
        }
    }

    /** The server's counters tell of what came and went, some time after it was committed. */
    @Test
    void roleOfAMoment_ofASessionThatWasOpenBefore_endsSoon() throws SQLException {
        try (Connection owner = ground.covered();
                Connection reader = ground.coveredAs("pit_none")) {
            ground.warm(owner, QUERY);
            assertThat(Ground.answer(reader, QUERY)).isEqualTo("error 42501");
            try (Connection giving = ground.database().connect()) {
                Sql.execute(giving, "grant pit_reader to pit_none");
                for (int i = 0; i < 3; i++) {
                    Ground.told(reader, QUERY);
                }
                Sql.execute(giving, "revoke pit_reader from pit_none");
            }
            Await.until(
                    "the end of what is kept",
                    Duration.ofSeconds(30),
                    () -> Ground.answer(reader, QUERY),
                    "error 42501"::equals);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create temp table t (id int, z timestamptz, i interval, b bytea, f float8, n text)",
                "create temporary view t as select * from s2.t",
                "select * into temp t from s2.t",
                "do $$ begin create temp table t as select * from s2.t; end $$",
                "create table pg_temp.t as select * from s2.t"
            })
    void temporaryTable_shadows(String statement) throws SQLException {
        try (Connection covered = ground.covered();
                Connection bare = ground.database().connect()) {
            ground.warm(covered, QUERY);
            Sql.execute(covered, statement);
            Sql.execute(bare, statement);
            for (int i = 0; i < 4; i++) {
                ground.assertSame(covered, bare, QUERY);
            }
            Sql.execute(covered, "discard all");
            ground.assertCurrent(covered, QUERY);
        }
    }

    @Test
    void temporaryTableByFunction_shadows() throws SQLException {
        ground.sql("create function hide() returns void volatile language plpgsql as"
                + " $$ begin create temp table t as select * from s2.t; end $$");
        try (Connection covered = ground.covered();
                Connection bare = ground.database().connect()) {
            ground.warm(covered, QUERY);
            Ground.told(covered, "select hide()");
            Ground.told(bare, "select hide()");
            for (int i = 0; i < 4; i++) {
                ground.assertSame(covered, bare, QUERY);
            }
        }
    }

    @Test
    void readOnlyTransaction_ofCommittedReads_isAnswered() throws SQLException {
        try (Connection covered = ground.covered()) {
            ground.warm(covered, QUERY);
            Ground.beginReadOnly(covered);
            ground.warm(covered, QUERY);
            covered.commit();
            Sql.execute(ground.other(), "update t set n = 'changed' where id = 1");
            ground.assertCurrentInTime(covered, QUERY);
            covered.rollback();
        }
    }

    @Test
    void transactionThatMayWrite_isNeverAnswered() throws SQLException {
        try (Connection covered = ground.covered()) {
            ground.warm(covered, QUERY);
            covered.setAutoCommit(false);
            ground.assertNeverServed(covered, QUERY);
            covered.rollback();
        }
    }

    /** What makes a read-only transaction one of a snapshot, by a connection that is warm. */
    static List<List<String>> snapshots() {
        return List.of(
                List.of("set transaction isolation level repeatable read"),
                List.of("set transaction isolation level serializable"),
                List.of("set transaction isolation level repeatable read", "commit and chain"),
                List.of("rollback", "begin isolation level repeatable read"),
                List.of("rollback", "begin transaction isolation level serializable, read only"),
                List.of("rollback", "start transaction isolation level repeatable read"),
                List.of("rollback", "set session characteristics as transaction isolation level repeatable read"),
                List.of("rollback", "set default_transaction_isolation to 'repeatable read'"),
                List.of(
                        "rollback",
                        "select set_config('default_transaction_isolation', 'serializable', false)",
                        "commit"));
    }

    @ParameterizedTest
    @MethodSource("snapshots")
    void snapshot_isNeverLeft(List<String> statements) throws SQLException {
        try (Connection covered = ground.covered()) {
            ground.warm(covered, QUERY);
            Ground.beginReadOnly(covered);
            ground.warm(covered, QUERY);
            covered.rollback();
            for (String statement : statements) {
                Sql.execute(covered, statement);
            }
            ground.assertNeverServed(covered, QUERY);
            covered.rollback();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Connection.TRANSACTION_REPEATABLE_READ, Connection.TRANSACTION_SERIALIZABLE})
    void levelByCall_isNeverAnsweredInTransactions(int level) throws SQLException {
        try (Connection covered = ground.covered()) {
            ground.warm(covered, QUERY);
            covered.setTransactionIsolation(level);
            Ground.beginReadOnly(covered);
            ground.assertNeverServed(covered, QUERY);
            covered.rollback();
            covered.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            ground.warm(covered, QUERY);
            covered.rollback();
        }
    }

    @Test
    void levelByAddress_isNeverAnsweredInTransactions() throws SQLException {
        try (Connection covered = ground.covered("options=-c%20default_transaction_isolation=repeatable\\%20read")) {
            ground.warm(covered, QUERY);
            Ground.beginReadOnly(covered);
            ground.assertNeverServed(covered, QUERY);
            covered.rollback();
        }
    }

    @Test
    void levelOfRole_isNeverAnsweredInTransactions() throws SQLException {
        ground.sql("alter role pit_reader set default_transaction_isolation to 'serializable'");
        try (Connection usual = ground.covered();
                Connection covered = ground.coveredAs("pit_reader")) {
            ground.warm(usual, QUERY);
            ground.assertNeverServed(covered, QUERY);
        } finally {
            ground.sql("alter role pit_reader reset all");
        }
    }
}
