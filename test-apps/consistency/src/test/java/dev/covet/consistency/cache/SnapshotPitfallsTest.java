package dev.covet.consistency.cache;

import static dev.covet.consistency.cache.Step.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.Sql;
import dev.covet.optimizer.engine.UnitOfWork;
import java.io.StringReader;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import org.postgresql.jdbc.PgConnection;

/**
 * What ends answers inside of one snapshot of PostgreSQL: each transaction is played on the bare driver, on the covered one,
 * which has to tell the same, and on one that does not look, which has to tell something else.
 */
class SnapshotPitfallsTest {
    private static final String QUERY = "select id, v, z from t order by id";
    private static final String UPDATE = "update t set v = 'mine' where id = 2";

    private static UnitGround ground;
    private static @Nullable Savepoint savepoint;

    /** Steps, one after the other. */
    private record Play(List<Step> steps) {
        @Override
        public String toString() {
            return steps.toString();
        }
    }

    private static Play play(Step... steps) {
        return new Play(List.of(steps));
    }

    private static Step query(String sql) {
        return new Step("query: " + sql, connection -> Ground.told(connection, sql));
    }

    private static Step step(String name, Ground.Act act) {
        return new Step(name, act);
    }

    @BeforeAll
    static void open() throws SQLException {
        ground = UnitGround.postgres(
                UnitGround.LONG,
                "create schema s2",
                "create table t (id int primary key, v text, z timestamptz)",
                "create table s2.t (id int primary key, v text, z timestamptz)",
                "insert into s2.t values (9, 'other', '2020-01-01')",
                "create table l (id int primary key)",
                "create role unit_none",
                "create function f() returns int volatile language sql as $$ " + UPDATE + " returning id $$",
                "create function hide() returns void volatile language plpgsql as"
                        + " $$ begin create temp table t as select * from s2.t; end $$",
                "create procedure c() language sql as $$ " + UPDATE + " $$",
                "create view w as select f() as written",
                "create function g() returns trigger language plpgsql as $$ begin " + UPDATE + "; return null; end $$",
                "create trigger g after insert on l for each row execute function g()");
    }

    @AfterAll
    static void close() throws SQLException {
        ground.sql("drop owned by unit_none", "drop role unit_none");
        ground.close();
    }

    @BeforeEach
    void fill() throws SQLException {
        ground.sql(
                "truncate t",
                "truncate l",
                "insert into t values (1, 'one', '2020-01-01 00:00Z'), (2, 'two', '2020-01-02 00:00Z')");
    }

    /** Others have changed the first row since: what is read then is a matter of the snapshot. */
    private static List<String> played(Connection connection, int level, Play play) throws Exception {
        List<String> told = new ArrayList<>();
        connection.setTransactionIsolation(level);
        connection.setAutoCommit(false);
        told.add(ground.warm(connection, QUERY));
        ground.sql("update t set v = 'theirs' where id = 1", "insert into t values (3, 'theirs', now())");
        ground.sql("delete from t where id = 3");
        told.add(Ground.answer(connection, QUERY));
        Step.play(connection, QUERY, play.steps, told);
        return told;
    }

    private List<String> on(Connection connection, int level, Play play) throws Exception {
        fill();
        UnitOfWork request = new UnitOfWork(UnitOfWork.Kind.REQUEST, "GET /", System.nanoTime());
        UnitOfWork before = UnitOfWork.enter(request);
        try (connection) {
            return played(connection, level, play);
        } finally {
            UnitOfWork.enter(before);
            request.end();
            assertThat(ground.jvm().held()).isZero();
        }
    }

    static List<Play> plays() {
        return Stream.of(writes(), changes()).flatMap(List::stream).toList();
    }

    private static List<Play> writes() {
        return List.of(
                play(text(UPDATE)),
                play(text("delete from t where id = 2")),
                play(text("insert into t values (3, 'mine', '2020-01-01')")),
                play(text("insert into t values (2, '', null) on conflict (id) do update set v = 'mine'")),
                play(
                        text(
                                "merge into t using (select 2 as id) s on s.id = t.id when matched then update set v = 'mine'")),
                play(text("truncate t")),
                play(text("alter table t add column n int; " + UPDATE + "; alter table t drop column n")),
                play(text("drop table t")),
                play(text("select 1; " + UPDATE)),
                play(text("do $$ begin perform f(); end $$")),
                play(text("explain analyze " + UPDATE)),
                play(text("insert into l values (1)")),
                play(text("create table n as select f() as f")),
                play(text("select f() as f into n")),
                play(text("prepare n as " + UPDATE), text("execute n"), text("deallocate n")),
                play(query(UPDATE + " returning v")),
                play(query("with x as (" + UPDATE + " returning 1) select * from x")),
                play(query("select f()")),
                play(query("select * from f()")),
                play(query("select id from t where f() = 2")),
                play(query("select * from w")),
                play(step("prepared", Step::prepared)),
                play(step("batch", SnapshotPitfallsTest::batch)),
                play(step("prepared batch", Step::preparedBatch)),
                play(step("generated keys", SnapshotPitfallsTest::generatedKeys)),
                play(step("call", connection -> call(connection, "call c()"))),
                play(step("function that is called", connection -> call(connection, "{? = call f()}"))),
                play(step("row that is updated", Step::updatedRow)));
    }

    /** Of settings, tables, savepoints and transactions. */
    private static List<Play> changes() {
        return List.of(
                play(text("set timezone to 'Asia/Tokyo'")),
                play(text("set local timezone to 'Asia/Tokyo'")),
                play(query("select set_config('timezone', 'Asia/Tokyo', true)")),
                play(text("set search_path to s2")),
                play(text("set role unit_none")),
                play(text("set session authorization unit_none")),
                play(step("setSchema", connection -> connection.setSchema("s2"))),
                play(query("select hide()")),
                play(step("savepoint", Connection::setSavepoint), text(UPDATE), text("select 1 / 0")),
                play(text("commit")),
                play(text("commit and chain")),
                play(text("/* now */ rollback work")),
                play(text("select 1; commit")),
                play(text("savepoint s"), text(UPDATE), text("rollback to s")),
                play(text("savepoint s"), text("set timezone to 'Asia/Tokyo'"), text("rollback to savepoint s")),
                play(
                        step("setSavepoint()", connection -> savepoint = connection.setSavepoint()),
                        text(UPDATE),
                        step("rollback(Savepoint)", connection -> connection.rollback(savepoint))));
    }

    /** What ends answers in another way than by a look at them. */
    static List<Play> ends() {
        return List.of(
                play(text("create temp table t as select * from s2.t")),
                play(step("copy", SnapshotPitfallsTest::copy)),
                play(step("unwrapped", connection -> Sql.execute(connection.unwrap(PgConnection.class), UPDATE))),
                play(step("driver's object", connection -> {
                    ((PGConnection) connection).getBackendPID();
                    Sql.execute(connection, UPDATE);
                })),
                play(text("select 1 / 0")),
                play(query("select 1 / (id - 1) from t")),
                play(step("commit()", Connection::commit)),
                play(step("rollback()", Connection::rollback)),
                play(step("setAutoCommit(true)", connection -> {
                    connection.setAutoCommit(true);
                    connection.setAutoCommit(false);
                })));
    }

    private static void batch(Connection connection) throws SQLException {
        try (Statement batch = connection.createStatement()) {
            batch.addBatch("delete from l");
            batch.addBatch(UPDATE);
            batch.executeBatch();
        }
    }

    private static void generatedKeys(Connection connection) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(UPDATE, Statement.RETURN_GENERATED_KEYS)) {
            update.executeUpdate();
        }
    }

    private static void call(Connection connection, String sql) throws SQLException {
        try (CallableStatement call = connection.prepareCall(sql)) {
            if (sql.startsWith("{?")) {
                call.registerOutParameter(1, java.sql.Types.INTEGER);
            }
            call.execute();
        }
    }

    private static void copy(Connection connection) throws Exception {
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy t from stdin", new StringReader("3\tmine\t2020-01-01\n"));
    }

    @ParameterizedTest
    @MethodSource("plays")
    void transaction_isToldWhatTheDatabaseTells(Play play) throws Exception {
        int level = Connection.TRANSACTION_REPEATABLE_READ;
        List<String> bare = on(ground.database().connect(), level, play);
        assertThat(on(ground.covered(), level, play)).isEqualTo(bare);
        assertThat(on(ground.wrong(), level, play))
                .as("of one that does not look")
                .isNotEqualTo(bare);
    }

    @ParameterizedTest
    @MethodSource("ends")
    void end_isToldWhatTheDatabaseTells(Play play) throws Exception {
        int level = Connection.TRANSACTION_REPEATABLE_READ;
        List<String> bare = on(ground.database().connect(), level, play);
        assertThat(on(ground.covered(), level, play)).isEqualTo(bare);
    }

    /** That others have changed rows meanwhile is no business of a snapshot. */
    @ParameterizedTest
    @ValueSource(ints = {Connection.TRANSACTION_REPEATABLE_READ, Connection.TRANSACTION_SERIALIZABLE})
    void snapshot_isKept_whateverOthersCommit(int level) throws SQLException {
        try (Connection covered = ground.covered()) {
            covered.setTransactionIsolation(level);
            covered.setAutoCommit(false);
            String before = ground.warm(covered, QUERY);
            ground.sql("update t set v = 'theirs'", "delete from t where id = 2");
            assertThat(Ground.told(covered, QUERY)).isEqualTo(before);
            assertThat(ground.served()).isTrue();
            assertThat(Ground.told(covered, "select v from t where id = ?", 2)).contains("two");
            assertThat(Ground.told(covered, QUERY)).isEqualTo(before);
            assertThat(ground.served()).isTrue();
            covered.commit();
            assertThat(Ground.told(covered, QUERY)).contains("theirs").isNotEqualTo(before);
            covered.rollback();
        }
    }

    @Test
    void snapshotOfTransactionThatWrites_isKept_untilItWrites() throws SQLException {
        try (Connection covered = ground.covered()) {
            covered.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            covered.setAutoCommit(false);
            Sql.execute(covered, UPDATE);
            assertThat(ground.warm(covered, QUERY)).contains("mine");
            Sql.execute(covered, "update t set v = 'again' where id = 2");
            assertThat(Ground.told(covered, QUERY)).contains("again");
            assertThat(ground.warm(covered, QUERY)).contains("again");
            covered.rollback();
            assertThat(Ground.told(covered, QUERY)).contains("two");
            covered.rollback();
        }
    }

    /** By whatever way the level became another one than the application asked for before. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "set transaction isolation level read committed",
                "set session characteristics as transaction isolation level read committed",
                "set default_transaction_isolation to 'read committed'",
                "select set_config('default_transaction_isolation', 'read committed', false)",
                "do $$ begin set default_transaction_isolation to 'read committed'; end $$",
                "reset all"
            })
    void levelThatIsSetByText_isNoSnapshot(String set) throws Exception {
        try (Connection covered = ground.covered();
                Connection bare = ground.database().connect()) {
            for (Connection each : List.of(covered, bare)) {
                each.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                if (!set.startsWith("set transaction")) {
                    Sql.execute(each, set);
                }
                each.setAutoCommit(false);
                if (set.startsWith("set transaction")) {
                    Sql.execute(each, set);
                }
            }
            for (int i = 0; i < 6; i++) {
                assertThat(Ground.told(covered, QUERY)).isEqualTo(Ground.told(bare, QUERY));
                ground.sql("update t set v = '" + i + "'");
            }
            covered.rollback();
            bare.rollback();
        }
    }

    @Test
    void transactionByText_isNoSnapshot() throws SQLException {
        try (Connection covered = ground.covered()) {
            Sql.execute(covered, "begin isolation level repeatable read");
            ground.assertNeverServed(covered, "transaction", QUERY);
            Sql.execute(covered, "rollback");
        }
    }

    @Test
    void otherSession_isNotGivenTheAnswer() throws SQLException {
        try (Connection one = ground.covered();
                Connection two = ground.covered()) {
            for (Connection each : List.of(one, two)) {
                each.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                each.setAutoCommit(false);
            }
            ground.warm(one, QUERY);
            ground.sql("update t set v = 'theirs'");
            assertThat(Ground.told(two, QUERY)).contains("theirs");
            assertThat(ground.served()).isFalse();
            one.rollback();
            two.rollback();
        }
    }

    @Test
    void otherForm_isAnotherAnswer() throws SQLException {
        try (Connection covered = ground.covered()) {
            covered.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            covered.setAutoCommit(false);
            String all = ground.warm(covered, QUERY);
            try (PreparedStatement statement = covered.prepareStatement(QUERY)) {
                statement.setMaxRows(1);
                try (ResultSet rows = statement.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.next()).isFalse();
                }
            }
            assertThat(Ground.told(covered, QUERY)).isEqualTo(all);
            assertThat(ground.warm(covered, "select v from t where id = ?", 1)).contains("one");
            assertThat(Ground.told(covered, "select v from t where id = ?", 2)).contains("two");
            assertThat(ground.warm(covered, "select ?::text", "1")).contains("1");
            assertThat(Ground.told(covered, "select ?::text", 1L)).contains("1");
            covered.rollback();
        }
    }

    @Test
    void answers_areFreedWithTheirTransaction() throws SQLException {
        try (Connection covered = ground.covered()) {
            covered.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            covered.setAutoCommit(false);
            ground.warm(covered, QUERY);
            assertThat(ground.jvm().held()).isPositive();
            covered.commit();
            assertThat(ground.jvm().held()).isZero();
            ground.warm(covered, QUERY);
            Sql.execute(covered, "commit");
            assertThat(ground.jvm().held()).isZero();
            ground.warm(covered, QUERY);
            covered.rollback();
            assertThat(ground.jvm().held()).isZero();
        }
    }
}
