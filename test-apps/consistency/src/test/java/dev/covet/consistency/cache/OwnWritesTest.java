package dev.covet.consistency.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.Sql;
import java.io.StringReader;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.PGConnection;
import org.postgresql.jdbc.PgConnection;

/** Whoever writes, by whatever interface, reads what he has written, and so does everybody else of his JVM. */
class OwnWritesTest {
    private static final List<Write> PLAIN_WRITES = List.of(
            Write.text("update T_ set v = 'mine' where id = 2"),
            Write.text("update V_ set v = 'mine' where id = 2"),
            Write.text("delete from T_ where id = 2"),
            Write.text("delete from P_ where id = 2"),
            Write.text("update L_ set v = 'mine' where id = 2"),
            Write.text("delete from L_ where id = 2"),
            Write.text("insert into T_ values (3, 'mine')"),
            Write.text("insert into T_ values (2, '') on conflict (id) do update set v = 'mine'"),
            Write.text("merge into T_ t using (select 2 as id) s on s.id = t.id"
                    + " when matched then update set v = 'mine'"),
            Write.text("truncate T_"),
            Write.text("select 1; update T_ set v = 'mine' where id = 2"),
            Write.text("do $$ begin perform F_(); end $$"),
            Write.text("explain analyze update T_ set v = 'mine' where id = 2"),
            Write.text("select F_() as f into N"),
            Write.text("create table N as select F_() as f"),
            Write.query("update T_ set v = 'mine' where id = 2 returning v"),
            Write.query("with x as (update T_ set v = 'mine' where id = 2 returning 1) select * from x"),
            Write.query("select F_()"),
            Write.query("select * from F_()"),
            Write.query("select id from L_ where F_() = 2"),
            Write.query("select * from W_"),
            Write.of("prepared", OwnWritesTest::prepared),
            Write.of("batch", OwnWritesTest::batch),
            Write.of("prepared batch", OwnWritesTest::preparedBatch),
            Write.of("generated keys", OwnWritesTest::generatedKeys),
            Write.of("statement that is prepared by text", OwnWritesTest::preparedByText),
            Write.of("call", connection -> call(connection, named("call C_()"))),
            Write.of("function that is called", connection -> call(connection, named("{? = call F_()}"))),
            Write.of("row that is updated", OwnWritesTest::updatedRow),
            Write.of("row that is inserted", OwnWritesTest::insertedRow),
            Write.of("row that is deleted", OwnWritesTest::deletedRow),
            Write.unseen("copy", OwnWritesTest::copy),
            Write.unseen(
                    "unwrapped",
                    connection -> Sql.execute(
                            connection.unwrap(PgConnection.class), named("update T_ set v = 'mine' where id = 2"))),
            Write.unseen("driver's object", connection -> {
                try (Statement statement = connection.createStatement()) {
                    ((PGConnection) connection).getBackendPID();
                    statement.execute(named("update T_ set v = 'mine' where id = 2"));
                }
            }));

    private static Ground ground;
    private static int number;

    /** One way to change the second row of the table T, which has a view V, a parent P and what else is made for each. */
    private record Write(String name, boolean seen, Ground.Act act) {
        static Write of(String name, Ground.Act act) {
            return new Write(name, true, act);
        }

        static Write text(String sql) {
            return of(sql, connection -> Sql.execute(connection, named(sql)));
        }

        static Write query(String sql) {
            return of("query: " + sql, connection -> Ground.told(connection, named(sql)));
        }

        /** By an interface of the driver's own, so that others see it as they see what other JVMs write. */
        static Write unseen(String name, Ground.Act act) {
            return new Write(name, false, act);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static String named(String sql) {
        return sql.replaceAll("\\b([TVPLWFC])_", "$1").replaceAll("\\bN\\b", "n" + number);
    }

    private static String query() {
        return named("select id, v from T_ order by id");
    }

    @BeforeAll
    static void open() throws SQLException {
        ground = Ground.of(
                "create table P (id int primary key, v text)",
                "create table T (id int primary key references P on delete cascade, v text)",
                "create table L (id int primary key, v text)",
                "create table filled (id int primary key)",
                "create view V as select * from T",
                "create function F() returns int volatile language sql as"
                        + " $$ update T set v = 'mine' where id = 2 returning id $$",
                "create procedure C() language sql as $$ update T set v = 'mine' where id = 2 $$",
                "create view W as select F() as written",
                "create function G() returns trigger language plpgsql as"
                        + " $$ begin update T set v = new.v where id = new.id; return null; end $$",
                "create trigger g after update on L for each row execute function G()",
                "create rule r as on delete to L do also delete from T where id = old.id");
    }

    @AfterAll
    static void close() throws SQLException {
        ground.close();
    }

    @BeforeEach
    void fill() throws SQLException {
        number++;
        ground.letGo();
        ground.sql(
                "truncate P cascade",
                "truncate L",
                "insert into P values (1, 'one'), (2, 'two'), (3, 'three')",
                "insert into T values (1, 'one'), (2, 'two')",
                "insert into L values (1, 'one'), (2, 'two')");
    }

    static List<Write> plain() {
        return PLAIN_WRITES;
    }

    private static void prepared(Connection connection) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(named("update T_ set v = ? where id = ?"))) {
            update.setString(1, "mine");
            update.setInt(2, 2);
            update.execute();
        }
    }

    private static void batch(Connection connection) throws SQLException {
        try (Statement batch = connection.createStatement()) {
            batch.addBatch(named("update P_ set v = 'other'"));
            batch.addBatch(named("update T_ set v = 'mine' where id = 2"));
            batch.executeBatch();
        }
    }

    private static void preparedBatch(Connection connection) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(named("update T_ set v = ? where id = ?"))) {
            for (int id = 1; id < 3; id++) {
                update.setString(1, "mine");
                update.setInt(2, id);
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private static void generatedKeys(Connection connection) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                named("update T_ set v = 'mine' where id = 2"), Statement.RETURN_GENERATED_KEYS)) {
            update.executeUpdate();
        }
    }

    private static void preparedByText(Connection connection) throws SQLException {
        Sql.execute(
                connection,
                named("prepare N as update T_ set v = 'mine' where id = 2"),
                named("execute N"),
                named("deallocate N"));
    }

    private static void call(Connection connection, String sql) throws SQLException {
        try (CallableStatement call = connection.prepareCall(sql)) {
            if (sql.startsWith("{?")) {
                call.registerOutParameter(1, java.sql.Types.INTEGER);
            }
            call.execute();
        }
    }

    private static void onRow(Connection connection, RowChange change) throws SQLException {
        try (Statement statement =
                        connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
                ResultSet rows = statement.executeQuery(named("select id, v from T_ where id = 2"))) {
            rows.next();
            change.on(rows);
        }
    }

    private interface RowChange {
        void on(ResultSet rows) throws SQLException;
    }

    private static void updatedRow(Connection connection) throws SQLException {
        onRow(connection, rows -> {
            rows.updateString(2, "mine");
            rows.updateRow();
        });
    }

    private static void insertedRow(Connection connection) throws SQLException {
        onRow(connection, rows -> {
            rows.moveToInsertRow();
            rows.updateInt(1, 3);
            rows.updateString(2, "mine");
            rows.insertRow();
        });
    }

    private static void deletedRow(Connection connection) throws SQLException {
        onRow(connection, ResultSet::deleteRow);
    }

    private static void copy(Connection connection) throws Exception {
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(named("copy T_ from stdin"), new StringReader("3\tmine\n"));
    }

    @ParameterizedTest
    @MethodSource("plain")
    void ownWrite_isReadAtOnce(Write write) throws Exception {
        try (Connection mine = ground.covered();
                Connection second = ground.covered()) {
            String before = ground.warm(mine, query());
            ground.warm(second, query());
            ground.holdBack();
            write.act.on(mine);
            ground.assertCurrent(mine, query());
            assertThat(Ground.told(mine, query())).isNotEqualTo(before);
            if (!write.seen) {
                ground.letGo();
                ground.pass();
            }
            ground.assertCurrent(second, query());
        }
    }

    @ParameterizedTest
    @MethodSource("plain")
    void ownWriteInTransaction_isReadThereOnly(Write write) throws Exception {
        try (Connection mine = ground.covered();
                Connection second = ground.covered()) {
            String before = ground.warm(mine, query());
            mine.setAutoCommit(false);
            write.act.on(mine);
            for (int i = 0; i < 3; i++) {
                assertThat(Ground.told(mine, query())).isNotEqualTo(before);
            }
            if (!write.name.startsWith("truncate")) {
                assertThat(Ground.told(second, query())).isEqualTo(before);
            }
            mine.rollback();
            assertThat(Ground.told(mine, query())).isEqualTo(before);
            assertThat(Ground.told(second, query())).isEqualTo(before);
        }
    }

    /** A table that is filled anew each time is none that others read. */
    @Test
    void truncatedTable_endsNoOtherAnswers() throws SQLException {
        try (Connection mine = ground.covered();
                Connection second = ground.covered()) {
            // What the tests changed before is noticed some time later: by the server's counters, after seconds.
            for (int rounds = 1; !goesOn(mine, second); rounds++) {
                assertThat(rounds).as("rounds in which others' answers ended").isLessThan(50);
            }
            ground.warm(second, query());
        }
    }

    private static boolean goesOn(Connection mine, Connection second) throws SQLException {
        ground.warm(second, query());
        boolean same = true;
        for (String truncate : List.of("truncate filled", "truncate filled restart identity", "truncate filled")) {
            Sql.execute(mine, truncate);
            ground.pass();
            for (int i = 0; i < 5; i++) {
                ground.assertCurrent(second, query());
                same &= !Set.of("unjudged", "unfollowed").contains(ground.outcome());
            }
        }
        return same;
    }

    /** How a transaction that has changed the table ends. */
    private static List<Write> ends() {
        return List.of(
                Write.of("commit()", Connection::commit),
                Write.of("setAutoCommit(true)", connection -> connection.setAutoCommit(true)),
                Write.text("commit"),
                Write.text("end"),
                Write.text("commit and chain"),
                Write.text("/* now */ commit work"),
                Write.text("select 1; commit"),
                Write.of("rollback()", Connection::rollback),
                Write.text("rollback"),
                Write.text("abort"),
                Write.of("close()", Connection::close));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void endOfTransaction_isSeenByAll(Write end) throws Exception {
        try (Connection mine = ground.covered();
                Connection second = ground.covered()) {
            ground.warm(second, query());
            mine.setAutoCommit(false);
            prepared(mine);
            ground.warm(second, query());
            ground.holdBack();
            end.act.on(mine);
            ground.assertCurrent(second, query());
            if (!mine.isClosed()) {
                ground.assertCurrent(mine, query());
            }
        }
    }

    @Test
    void transactionByText_isSeenByAll() throws Exception {
        try (Connection mine = ground.covered();
                Connection second = ground.covered()) {
            ground.warm(mine, query());
            String before = ground.warm(second, query());
            Sql.execute(mine, "begin");
            prepared(mine);
            assertThat(Ground.told(mine, query())).contains("mine");
            assertThat(Ground.told(second, query())).isEqualTo(before);
            ground.holdBack();
            Sql.execute(mine, "commit");
            ground.assertCurrent(mine, query());
            ground.assertCurrent(second, query());
        }
    }

    @Test
    void transactionThatFollowsByItself_isStillOne() throws Exception {
        try (Connection mine = ground.covered();
                Connection second = ground.covered()) {
            String before = ground.warm(second, query());
            Sql.execute(mine, "begin", "commit and chain", named("update T_ set v = 'mine' where id = 2"));
            for (int i = 0; i < 4; i++) {
                assertThat(Ground.told(mine, query())).contains("mine");
                assertThat(Ground.told(second, query())).isEqualTo(before);
            }
            ground.holdBack();
            Sql.execute(mine, "rollback");
            ground.assertCurrent(mine, query());
            ground.assertCurrent(second, query());
        }
    }

    @Test
    void savepointThatIsRolledBack_leavesWhatWasBefore() throws Exception {
        try (Connection mine = ground.covered();
                Connection second = ground.covered()) {
            String before = ground.warm(mine, query());
            mine.setAutoCommit(false);
            Savepoint savepoint = mine.setSavepoint();
            prepared(mine);
            assertThat(Ground.told(mine, query())).contains("mine");
            mine.rollback(savepoint);
            assertThat(Ground.told(mine, query())).isEqualTo(before);
            Sql.execute(mine, "savepoint s", named("update T_ set v = 'mine' where id = 1"), "rollback to s");
            assertThat(Ground.told(mine, query())).isEqualTo(before);
            Sql.execute(mine, named("update T_ set v = 'kept' where id = 1"));
            ground.holdBack();
            mine.commit();
            ground.assertCurrent(mine, query());
            ground.assertCurrent(second, query());
        }
    }

    @Test
    void triggerOfSomebodyElse_isReckonedWith() throws Exception {
        ground.sql("drop trigger g on L", "drop rule r on L");
        String change = named("update L_ set v = 'mine' where id = 2");
        try (Connection mine = ground.covered()) {
            // Known by now as a table that changes nothing else.
            for (int i = 0; i < 3; i++) {
                ground.warm(mine, query());
                ground.warm(mine, named("select * from L_"));
                Sql.execute(mine, change);
            }
            ground.sql(named("create trigger g after update on L_ for each row execute function G()"));
            ground.pass();
            ground.warm(mine, query());
            ground.holdBack();
            Sql.execute(mine, change);
            ground.assertCurrent(mine, query());
        } finally {
            ground.sql("create rule r as on delete to L do also delete from T where id = old.id");
        }
    }

    @Test
    void preparedTransaction_isSeenWhenItIsCommitted() throws Exception {
        try (Connection mine = ground.covered();
                Connection second = ground.covered()) {
            String before = ground.warm(second, query());
            Sql.execute(
                    mine, "begin", named("update T_ set v = 'mine' where id = 2"), named("prepare transaction 'N'"));
            assertThat(ground.warm(second, query())).isEqualTo(before);
            ground.holdBack();
            Sql.execute(mine, named("commit prepared 'N'"));
            ground.assertCurrent(mine, query());
            ground.assertCurrent(second, query());
        }
    }
}
