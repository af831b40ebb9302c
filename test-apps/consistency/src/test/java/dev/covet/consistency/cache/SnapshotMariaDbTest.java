package dev.covet.consistency.cache;

import static dev.covet.consistency.cache.Step.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.Sql;
import dev.covet.optimizer.engine.UnitOfWork;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What ends answers inside of one snapshot of MariaDB, whose transactions see one by default: each transaction is played on the
 * bare driver, on the covered one, which has to tell the same, and on one that does not look, which has to tell something else.
 */
class SnapshotMariaDbTest {
    private static final String QUERY = "select id, v from t order by id";

    private static UnitGround ground;
    private static @Nullable Savepoint savepoint;

    private static Step step(String name, Ground.Act act) {
        return new Step(name, act);
    }

    @BeforeAll
    static void open() throws SQLException {
        ground = UnitGround.mariaDb(
                UnitGround.LONG,
                "create table t (id int primary key, v varchar(20))",
                "create table l (id int primary key)",
                "create table p (id int primary key)",
                "create table c (id int primary key, foreign key (id) references p (id) on delete cascade)",
                "create table loose (id int primary key) engine = myisam",
                "insert into loose values (1)",
                "create view shown as select * from t",
                "create function f() returns int deterministic modifies sql data"
                        + " begin update t set v = 'mine' where id = 2; return 1; end",
                "create procedure change_t() update t set v = 'mine' where id = 2",
                "create procedure hide() create temporary table t as select 9 as id, 'hidden' as v",
                "create procedure lower_level() set session transaction isolation level read committed",
                "create trigger g after insert on l for each row update t set v = 'mine' where id = 2");
    }

    @AfterAll
    static void close() throws SQLException {
        ground.close();
    }

    @BeforeEach
    void fill() throws SQLException {
        ground.sql(
                "delete from t",
                "delete from l",
                "delete from p",
                "insert into t values (1, 'one'), (2, 'two'), (4, 'x')");
    }

    /** Others have changed rows since: what is read then is a matter of the snapshot. */
    private List<String> on(Connection connection, List<Step> steps) throws Exception {
        fill();
        List<String> told = new ArrayList<>();
        UnitOfWork request = new UnitOfWork(UnitOfWork.Kind.REQUEST, "GET /", System.nanoTime());
        UnitOfWork before = UnitOfWork.enter(request);
        try (connection) {
            connection.setAutoCommit(false);
            told.add(ground.warm(connection, QUERY));
            ground.sql("update t set v = 'theirs' where id = 1", "delete from t where id = 4");
            told.add(Ground.answer(connection, QUERY));
            Step.play(connection, QUERY, steps, told);
            return told;
        } finally {
            UnitOfWork.enter(before);
            request.end();
        }
    }

    static List<List<Step>> plays() {
        return List.of(
                List.of(text("update t set v = 'mine' where id = 2")),
                // Makes rows visible that others have committed since.
                List.of(text("update t set v = concat(v, '!') where id = 1")),
                List.of(text("update t set v = concat(v, '!')")),
                List.of(text("delete from t where id = 2")),
                List.of(text("insert into t values (3, 'mine')")),
                List.of(text("replace into t values (2, 'mine')")),
                List.of(text("insert into t values (2, '') on duplicate key update v = 'mine'")),
                List.of(text("insert into l values (1)")),
                List.of(text("call change_t()")),
                List.of(step("function", connection -> Ground.told(connection, "select f()"))),
                List.of(step(
                        "returning",
                        connection -> Ground.told(connection, "insert into t values (3, 'mine') returning id"))),
                List.of(step("prepared", Step::prepared)),
                List.of(step("prepared batch", Step::preparedBatch)),
                List.of(step("call", SnapshotMariaDbTest::call)),
                List.of(step("row that is updated", Step::updatedRow)),
                List.of(text("call hide()")),
                List.of(text("truncate table t")),
                List.of(text("create table if not exists further (id int)")),
                List.of(text("commit")),
                List.of(text("start transaction")),
                List.of(text("rollback")),
                List.of(text("savepoint s"), text("update t set v = 'mine' where id = 2"), text("rollback to s")),
                List.of(
                        step("setSavepoint()", connection -> savepoint = connection.setSavepoint()),
                        text("update t set v = 'mine' where id = 2"),
                        step("rollback(Savepoint)", connection -> connection.rollback(savepoint))));
    }

    /** What ends answers in another way than by a look at them. */
    static List<List<Step>> ends() {
        return List.of(
                List.of(text("create temporary table t as select 9 as id, 'hidden' as v")),
                List.of(step("commit()", Connection::commit)),
                List.of(step("rollback()", Connection::rollback)),
                List.of(step("setAutoCommit(true)", connection -> {
                    connection.setAutoCommit(true);
                    connection.setAutoCommit(false);
                })),
                List.of(text("select * from nowhere")),
                List.of(step(
                        "unwrapped",
                        connection -> Sql.execute(
                                connection.unwrap(org.mariadb.jdbc.Connection.class),
                                "update t set v = 'mine' where id = 2"))));
    }

    private static void call(Connection connection) throws SQLException {
        try (CallableStatement call = connection.prepareCall("{call change_t()}")) {
            call.execute();
        }
    }

    @ParameterizedTest
    @MethodSource("plays")
    void transaction_isToldWhatTheDatabaseTells(List<Step> play) throws Exception {
        List<String> bare = on(ground.database().connect(), play);
        assertThat(on(ground.covered(), play)).isEqualTo(bare);
        assertThat(on(ground.wrong(), play)).as("of one that does not look").isNotEqualTo(bare);
    }

    @ParameterizedTest
    @MethodSource("ends")
    void end_isToldWhatTheDatabaseTells(List<Step> play) throws Exception {
        List<String> bare = on(ground.database().connect(), play);
        assertThat(on(ground.covered(), play)).isEqualTo(bare);
    }

    @Test
    void deadlock_endsTheSnapshot() throws Exception {
        try (Connection covered = ground.covered();
                Connection heavy = ground.database().connect()) {
            heavy.setAutoCommit(false);
            Sql.execute(heavy, "insert into p values (5), (6), (7), (8)", "update t set v = 'theirs' where id = 2");
            covered.setAutoCommit(false);
            ground.warm(covered, QUERY);
            Sql.execute(covered, "update t set v = 'mine' where id = 1");
            ground.warm(covered, QUERY);
            Thread waiting = new Thread(() -> {
                try {
                    Sql.execute(heavy, "update t set v = 'theirs' where id = 1");
                    heavy.commit();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            waiting.start();
            String state = "";
            try {
                Ground.told(covered, "select v from t where id = 2 for update");
            } catch (SQLException e) {
                state = e.getSQLState();
            }
            waiting.join();
            assertThat(state).isEqualTo("40001");
            assertThat(Ground.told(covered, QUERY)).isEqualTo(Ground.told(ground.other(), QUERY));
            covered.rollback();
        }
    }

    /** By whatever way the level became another one than the server's default. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "set transaction isolation level read committed",
                "set session transaction isolation level read committed",
                "set tx_isolation = 'READ-COMMITTED'",
                "set @@session.tx_isolation = 'READ-COMMITTED'",
                "call lower_level()"
            })
    void levelThatIsSetByText_isNoSnapshot(String set) throws Exception {
        try (Connection covered = ground.covered();
                Connection bare = ground.database().connect()) {
            covered.setAutoCommit(false);
            ground.warm(covered, QUERY);
            covered.rollback();
            for (Connection each : List.of(covered, bare)) {
                each.setAutoCommit(true);
                Sql.execute(each, set);
                each.setAutoCommit(false);
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
    void levelThatIsAskedFor_isTheOneThatCounts() throws SQLException {
        try (Connection covered = ground.covered()) {
            covered.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            covered.setAutoCommit(false);
            ground.assertNeverServed(covered, "transaction", QUERY);
            covered.rollback();
            covered.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            ground.assertNeverServed(covered, "isolation", QUERY);
            covered.rollback();
            covered.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            ground.warm(covered, QUERY);
            covered.rollback();
        }
    }

    /** Once for each query, and once for each connection whose level of isolation nobody has asked for. */
    @Test
    void databaseIsAskedNothingElse() throws SQLException {
        try (Connection first = ground.covered()) {
            first.setAutoCommit(false);
            ground.warm(first, QUERY);
            first.rollback();
        }
        try (Connection covered = ground.covered()) {
            covered.setAutoCommit(false);
            long before = questions(covered);
            for (int i = 0; i < 20; i++) {
                Ground.told(covered, "select v from t where id = ?", i);
            }
            assertThat(questions(covered) - before).as("single queries").isEqualTo(20 + 1);
            before = questions(covered);
            for (int i = 0; i < 20; i++) {
                Ground.told(covered, QUERY);
            }
            assertThat(questions(covered) - before)
                    .as("one query again and again")
                    .isEqualTo(1 + 1 + 1);
            before = questions(covered);
            for (int i = 0; i < 20; i++) {
                Ground.told(covered, QUERY);
            }
            assertThat(questions(covered) - before)
                    .as("the same after something else")
                    .isEqualTo(1 + 1);
            covered.rollback();
        }
    }

    /** That the session has put to the server, this one among them. */
    private static long questions(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("show session status like 'Questions'")) {
            rows.next();
            return rows.getLong(2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from loose",
                "select * from shown",
                "select * from information_schema.tables limit 1",
                "select id, found_rows() from t",
                "select sql_calc_found_rows id from t limit 1",
                "select @a, id from t",
                "select last_insert_id(), id from t",
                "select rand(), id from t",
                "select now(), id from t",
                "select id from t for update",
                "select id from t lock in share mode"
            })
    void query_isNotAnsweredAgain(String query) throws SQLException {
        try (Connection covered = ground.covered();
                Connection plain = ground.covered()) {
            covered.setAutoCommit(false);
            for (int i = 0; i < 8; i++) {
                Ground.answer(covered, query);
                assertThat(ground.served()).isFalse();
            }
            covered.rollback();
            for (int i = 0; i < 8; i++) {
                Ground.answer(plain, query);
                assertThat(ground.served()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select v, count(*) from t group by v order by v",
                "select distinct v from t order by v",
                "select t.id, c.id from t left join c on c.id = t.id order by t.id",
                "select id from t where v in (select v from t) order by id"
            })
    void query_isAnsweredAgain(String query) throws SQLException {
        try (Connection covered = ground.covered()) {
            covered.setAutoCommit(false);
            assertThat(ground.warm(covered, query)).isEqualTo(Ground.told(ground.other(), query));
            covered.rollback();
            covered.setAutoCommit(true);
            assertThat(ground.warm(covered, query)).isEqualTo(Ground.told(ground.other(), query));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update t set v = 'mine' where id = 2",
                "delete from t",
                "insert into l values (1)",
                "call change_t()"
            })
    void writeOfAnotherConnection_endsAnswers(String write) throws SQLException {
        try (Connection covered = ground.covered();
                Connection second = ground.covered()) {
            String before = ground.warm(covered, QUERY);
            Sql.execute(second, write);
            assertThat(Ground.told(covered, QUERY)).isNotEqualTo(before).isEqualTo(Ground.told(ground.other(), QUERY));
        }
    }

    @Test
    void cascade_isSeen() throws SQLException {
        ground.sql("insert into p values (1)", "insert into c values (1)");
        try (Connection covered = ground.covered()) {
            covered.setAutoCommit(false);
            assertThat(ground.warm(covered, "select id from c")).contains("1");
            Sql.execute(covered, "delete from p");
            assertThat(Ground.told(covered, "select id from c")).doesNotContain("Integer 1");
            covered.rollback();
        }
    }
}
