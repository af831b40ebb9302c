package dev.covet.consistency.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which kinds of tables are answered again to who has asked, and which rows they are, on PostgreSQL. */
class UnitTablesTest {
    private static UnitGround ground;

    @BeforeAll
    static void open() throws SQLException {
        ground = UnitGround.postgres(
                UnitGround.LONG,
                "create table t (id int primary key, v text)",
                "insert into t values (1, 'one'), (2, 'two')",
                "create unlogged table unlogged as select * from t",
                "create view plain as select * from t",
                "create materialized view made as select * from t",
                "create table parts (id int, v text) partition by range (id)",
                "create table parts_1 partition of parts for values from (0) to (100)",
                "insert into parts select * from t",
                "create table secured (id int, tenant text)",
                "insert into secured values (1, 'a'), (2, 'b')",
                "create table mine (id int, who text)",
                "insert into mine values (1, 'unit_a'), (2, 'unit_b')",
                "alter table secured enable row level security",
                "alter table mine enable row level security",
                "create policy p on secured using (tenant = current_setting('app.tenant', true))",
                "create policy p on mine using (who = current_user)",
                "create role unit_a login password 'unit_a'",
                "create role unit_b",
                "grant unit_b to unit_a",
                "grant select on secured, mine, t to unit_a, unit_b",
                "create function steady(int) returns int immutable language sql as 'select $1 + 1'",
                "create function stable(int) returns int stable language sql as 'select $1 + 1'",
                "create function wild(int) returns int volatile language sql as 'select $1 + 1'",
                "create view wilder as select wild(id) as id from t");
    }

    @AfterAll
    static void close() throws SQLException {
        ground.sql("drop owned by unit_a, unit_b", "drop role unit_a, unit_b");
        ground.close();
    }

    static List<String> answered() {
        return List.of(
                "select * from t order by id",
                "select count(*), v from t group by v order by v",
                "select distinct v from t limit 1",
                "select * from unlogged",
                "select * from plain",
                "select * from made",
                "select * from parts",
                "select * from parts_1",
                "select a.id from t a join plain b on a.id = b.id join made c on b.id = c.id",
                "select current_setting('TimeZone'), id from t",
                "select current_user, id from t");
    }

    static List<String> refused() {
        return List.of(
                "select * from pg_class limit 1",
                "select table_name from information_schema.tables limit 1",
                "select steady(id) from t",
                "select stable(id) from t",
                "select wild(id) from t",
                "select * from wilder",
                "select id, xmax from t",
                "select 't'::regclass, id from t",
                "select now(), id from t",
                "select 'today'::date, id from t",
                "select nextval('pg_temp.s') from t",
                "select * from t tablesample system (50)",
                "select random(), id from t");
    }

    private static Connection inSnapshot() throws SQLException {
        Connection covered = ground.covered();
        covered.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        covered.setAutoCommit(false);
        return covered;
    }

    @ParameterizedTest
    @MethodSource("answered")
    void table_isAnsweredAgain(String query) throws SQLException {
        try (Connection snapshot = inSnapshot();
                Connection plain = ground.covered()) {
            String expected = Ground.told(ground.other(), query);
            if (!query.contains("current_user")) {
                assertThat(ground.warm(snapshot, query)).isEqualTo(expected);
            }
            ground.warm(plain, query);
            snapshot.rollback();
        }
    }

    @ParameterizedTest
    @MethodSource("refused")
    void table_isNotAnsweredAgain(String query) throws SQLException {
        try (Connection snapshot = inSnapshot();
                Connection plain = ground.covered()) {
            for (int i = 0; i < 8; i++) {
                Ground.answer(snapshot, query);
                assertThat(ground.served()).isFalse();
                Ground.answer(plain, query);
                assertThat(ground.served()).isFalse();
            }
            snapshot.rollback();
        }
    }

    @Test
    void temporaryTable_isNotAnsweredAgain() throws SQLException {
        try (Connection covered = ground.covered()) {
            Sql.execute(covered, "create temp table passing (id int)");
            ground.assertNeverServed(covered, "opaque", "select * from passing");
        }
    }

    @Test
    void rowsOfWhoAsks_areThoseOfHisSettings() throws SQLException {
        String query = "select id from secured";
        try (Connection covered = ground.coveredAs("unit_a")) {
            Sql.execute(covered, "set app.tenant to 'a'");
            assertThat(ground.warm(covered, query)).contains("1").doesNotContain("2=");
            Sql.execute(covered, "set app.tenant to 'b'");
            assertThat(Ground.told(covered, query)).contains("Integer 2");
            assertThat(ground.warm(covered, query)).contains("Integer 2");
            Ground.told(covered, "select set_config('app.tenant', 'a', false)");
            assertThat(Ground.told(covered, query)).contains("Integer 1");
            assertThat(ground.warm(covered, query)).contains("Integer 1");
        }
    }

    @Test
    void rowsOfWhoAsks_areThoseOfHisRole() throws SQLException {
        String query = "select id from mine";
        try (Connection covered = ground.coveredAs("unit_a")) {
            covered.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            covered.setAutoCommit(false);
            assertThat(ground.warm(covered, query)).contains("Integer 1").doesNotContain("Integer 2");
            Sql.execute(covered, "set local role unit_b");
            for (int i = 0; i < 4; i++) {
                assertThat(Ground.told(covered, query)).contains("Integer 2").doesNotContain("Integer 1");
            }
            covered.commit();
            for (int i = 0; i < 4; i++) {
                assertThat(Ground.told(covered, query)).contains("Integer 1").doesNotContain("Integer 2");
            }
            covered.rollback();
        }
    }

    /** Who refreshes waits for the transaction, or makes new versions of rows that it does not see. */
    @Test
    void materializedView_isThatOfTheSnapshot() throws SQLException {
        ground.sql("create unique index on made (id)");
        String query = "select * from made order by id";
        try (Connection snapshot = inSnapshot();
                Connection bare = ground.database().connect()) {
            bare.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            bare.setAutoCommit(false);
            String before = Ground.told(bare, query);
            assertThat(ground.warm(snapshot, query)).isEqualTo(before);
            ground.sql("insert into t values (3, 'three')", "refresh materialized view concurrently made");
            assertThat(Ground.told(bare, query)).isEqualTo(before);
            assertThat(Ground.told(snapshot, query)).isEqualTo(before);
            assertThat(ground.served()).isTrue();
            snapshot.commit();
            assertThat(Ground.told(snapshot, query)).contains("three");
            snapshot.rollback();
            bare.rollback();
        } finally {
            ground.sql("delete from t where id = 3");
        }
    }
}
