package dev.covet.consistency.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covet.fixtures.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The scenarios that another cache in front of JDBC was found to fail, by their numbers. */
class ScenariosTest {
    private static Ground ground;
    private static int tables;

    private Connection covered;
    private String table;
    private String query;

    @BeforeAll
    static void open() throws SQLException {
        ground = Ground.of();
    }

    @AfterAll
    static void close() throws SQLException {
        ground.close();
    }

    @BeforeEach
    void table() throws SQLException {
        table = "t" + ++tables;
        query = "select id, v from " + table + " order by id";
        ground.sql(
                "create table " + table + " (id int primary key, v text)",
                "insert into " + table + " select n, 'v' || n from generate_series(1, 4) n");
        covered = ground.covered();
    }

    @AfterEach
    void connection() throws SQLException {
        covered.close();
    }

    private void change(String value) throws SQLException {
        ground.sql("update " + table + " set v = '" + value + "' where id = 1");
    }

    private void changeByStatement(Connection connection, String value) throws SQLException {
        Sql.execute(connection, "update " + table + " set v = '" + value + "' where id = 1");
    }

    private void changePrepared(Connection connection, String value) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update " + table + " set v = ? where id = ?")) {
            update.setString(1, value);
            update.setInt(2, 1);
            update.executeUpdate();
        }
    }

    private String ofArray(int... ids) throws SQLException {
        try (PreparedStatement statement =
                covered.prepareStatement("select id from " + table + " where id = any (?) order by id")) {
            statement.setObject(1, ids);
            try (ResultSet rows = statement.executeQuery()) {
                return Ground.told(rows).replaceAll("(?s)^[^\n]*\n|=Integer \\d\\|", "");
            }
        }
    }

    @Test
    void number01_arrayParameters_areToldApart() throws SQLException {
        ground.warm(covered, "select id from " + table + " where id = ?", 1);
        for (int i = 0; i < 6; i++) {
            assertThat(ofArray(1, 2)).isEqualTo("1\n2");
            assertThat(ofArray(3, 4)).isEqualTo("3\n4");
        }
    }

    @Test
    void number02_preparedWriteInTransaction_isRead() throws SQLException {
        ground.warm(covered, query);
        covered.setAutoCommit(false);
        changePrepared(covered, "mine");
        assertThat(Ground.told(covered, query)).contains("mine");
        covered.rollback();
    }

    @Test
    void number03_writeInTransaction_isRead() throws SQLException {
        ground.warm(covered, query);
        covered.setAutoCommit(false);
        changeByStatement(covered, "mine");
        assertThat(Ground.told(covered, query)).contains("mine");
        covered.rollback();
    }

    @Test
    void number04_rolledBackWrite_isReadByNobody() throws SQLException {
        try (Connection second = ground.covered()) {
            ground.warm(second, query);
            covered.setAutoCommit(false);
            changePrepared(covered, "rolled back");
            for (int i = 0; i < 4; i++) {
                Ground.told(covered, query);
                assertThat(Ground.told(second, query)).doesNotContain("rolled back");
            }
            covered.rollback();
            ground.assertCurrent(second, query);
            ground.assertCurrent(covered, query);
            assertThat(ground.warm(second, query)).doesNotContain("rolled back");
        }
    }

    @Test
    void number05_ownWrite_isReadAtOnce() throws SQLException {
        for (int i = 0; i < 3; i++) {
            ground.warm(covered, query);
            changePrepared(covered, "new " + i);
            ground.assertCurrent(covered, query);
        }
    }

    @Test
    void number06_repeatableRead_seesOneSnapshot() throws SQLException {
        ground.warm(covered, query);
        covered.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        Ground.beginReadOnly(covered);
        String first = Ground.told(covered, query);
        change("new");
        for (int i = 0; i < 4; i++) {
            assertThat(Ground.told(covered, query)).isEqualTo(first);
            assertThat(ground.served()).isFalse();
        }
        covered.rollback();
    }

    @Test
    void number07_lockingRead_locks() throws SQLException {
        String locking = "select id, v from " + table + " where id = 1 for update";
        ground.warm(covered, query);
        ground.assertNeverServed(covered, locking);
        covered.setAutoCommit(false);
        Ground.told(covered, locking);
        ground.sql("set lock_timeout = '20ms'");
        assertThatThrownBy(() -> change("new")).isInstanceOf(SQLException.class).hasMessageContaining("lock timeout");
        ground.sql("reset lock_timeout");
        covered.rollback();
    }

    @Test
    void number08_jsonb_isTheSameAgain() throws SQLException {
        ground.sql("alter table " + table + " add j jsonb default '{\"a\": [1, null]}'");
        String json = "select id, j from " + table + " order by id";
        assertThat(ground.warm(covered, json)).isEqualTo(Ground.told(ground.other(), json));
    }

    @Test
    void number09_arrays_areTheSameAgain() throws SQLException {
        ground.sql("alter table " + table + " add a int[] default '{1,null,3}'");
        String arrays = "select id, a from " + table + " order by id";
        assertThat(ground.warm(covered, arrays)).isEqualTo(Ground.told(ground.other(), arrays));
        try (PreparedStatement statement = covered.prepareStatement(arrays);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            assertThat((Integer[]) rows.getArray(2).getArray()).containsExactly(1, null, 3);
        }
    }

    @Test
    void number10_equalLabels_findTheFirst() throws SQLException {
        String twice = "select id, id + 10 as id from " + table + " order by 1";
        ground.warm(covered, twice);
        try (PreparedStatement statement = covered.prepareStatement(twice);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            assertThat(rows.getInt("id")).isEqualTo(1);
            assertThat(rows.getInt(2)).isEqualTo(11);
        }
        assertThat(ground.served()).isTrue();
    }

    @Test
    void number11_label_isFoundInAnyCase() throws SQLException {
        ground.warm(covered, query);
        try (PreparedStatement statement = covered.prepareStatement(query);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            assertThat(rows.getInt("ID")).isEqualTo(1);
            assertThatThrownBy(() -> rows.getInt("none")).isInstanceOf(SQLException.class);
        }
        assertThat(ground.served()).isTrue();
    }

    private String times() throws SQLException {
        ground.sql("alter table " + table + " add z timestamptz default '2026-01-01 12:00:00+00',"
                + " add s timestamp default '2026-01-01 12:00:00', add d date default '2026-01-01'");
        return "select id, z, s, d from " + table + " order by id";
    }

    @Test
    void number12_timeZone_isRespected() throws SQLException {
        String times = times();
        String before = ground.warm(covered, times);
        Sql.execute(covered, "set timezone to 'Asia/Tokyo'");
        ground.sql("set timezone to 'Asia/Tokyo'");
        try {
            ground.assertCurrent(covered, times);
            assertThat(ground.warm(covered, times)).isNotEqualTo(before);
            ground.assertCurrent(covered, times);
        } finally {
            ground.sql("set timezone to 'UTC'");
        }
    }

    @Test
    void number13_searchPath_isRespected() throws SQLException {
        ground.sql(
                "create schema s2_" + table,
                "create table s2_" + table + "." + table + " (id int primary key, v text)",
                "insert into s2_" + table + "." + table + " values (1, 'of the other schema')");
        ground.warm(covered, query);
        Sql.execute(covered, "set search_path to s2_" + table);
        assertThat(Ground.told(covered, query)).contains("other schema");
        assertThat(ground.warm(covered, query)).contains("other schema");
        covered.setSchema("public");
        assertThat(Ground.told(covered, query)).doesNotContain("other schema");
    }

    @Test
    void number14_rowSecurity_isRespected() throws SQLException {
        ground.warm(covered, query);
        ground.sql(
                "create role tenant_" + table,
                "grant select on " + table + " to tenant_" + table,
                "alter table " + table + " enable row level security",
                "create policy p on " + table + " using (v = current_setting('app.tenant', true))");
        ground.pass();
        try {
            Sql.execute(covered, "set role tenant_" + table);
            for (int i = 0; i < 6; i++) {
                Sql.execute(covered, "set app.tenant = 'v1'");
                assertThat(Ground.told(covered, query)).contains("v1").doesNotContain("v2");
                Sql.execute(covered, "set app.tenant = 'v2'");
                assertThat(Ground.told(covered, query)).contains("v2").doesNotContain("v1");
            }
        } finally {
            ground.sql("drop owned by tenant_" + table, "drop role tenant_" + table);
        }
    }

    private static String asTimes(Connection connection, String times) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(times);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getTimestamp(2) + " " + rows.getTimestamp(3) + " " + rows.getDate(4) + " " + rows.getString(3);
        }
    }

    @Test
    void number15_zoneOfTheJvm_isRespected() throws SQLException {
        String times = times();
        ground.warm(covered, times);
        TimeZone usual = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("America/Los_Angeles"));
            try (Connection second = ground.covered();
                    Connection bare = ground.database().connect()) {
                for (int i = 0; i < 4; i++) {
                    assertThat(asTimes(second, times)).isEqualTo(asTimes(bare, times));
                    assertThat(asTimes(covered, times)).isEqualTo(asTimes(ground.other(), times));
                }
                ground.warm(second, times);
                assertThat(asTimes(second, times)).isEqualTo(asTimes(bare, times));
            }
        } finally {
            TimeZone.setDefault(usual);
        }
    }

    @Test
    void number16_sequence_goesOn() throws SQLException {
        ground.sql("create sequence s_" + table);
        ground.warm(covered, query);
        for (int i = 1; i < 8; i++) {
            assertThat(Ground.told(covered, "select nextval('s_" + table + "')"))
                    .contains("\n" + i + "=");
        }
    }

    @Test
    void number17_result_knowsItsStatement() throws SQLException {
        String times = times();
        ground.warm(covered, times);
        try (PreparedStatement statement = covered.prepareStatement(times);
                ResultSet rows = statement.executeQuery()) {
            Statement asked = rows.getStatement();
            assertThat(asked).isSameAs(statement);
            rows.next();
            assertThat(rows.getString("s")).isEqualTo("2026-01-01 12:00:00");
        }
        assertThat(ground.served()).isTrue();
    }
}
