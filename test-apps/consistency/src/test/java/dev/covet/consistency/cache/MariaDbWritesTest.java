package dev.covet.consistency.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.consistency.cache.CacheRun.Kind;
import dev.covet.fixtures.Sql;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever writes to MariaDB, by whatever means of either driver, reads what he has written, and so does his JVM. */
class MariaDbWritesTest {
    private static final String QUERY = "select id, v from t order by id";
    private static final List<Kind> KINDS = List.of(Kind.MARIADB, Kind.MARIADB_BY_MYSQL);
    private static final List<String> TEXTS = List.of(
            "update t set v = 'mine' where id = 2",
            "update seen set v = 'mine' where id = 2",
            "delete from t where id = 2",
            "delete from p where id = 2",
            "update l set v = 'mine' where id = 2",
            "insert into t values (3, 'mine')",
            "insert ignore into t values (3, 'mine')",
            "insert into t set id = 3, v = 'mine'",
            "replace into t values (2, 'mine')",
            "insert into t values (2, '') on duplicate key update v = 'mine'",
            "update t, l set t.v = 'mine' where t.id = l.id",
            "delete t from t join l using (id)",
            "truncate table t",
            "call c()",
            "select f()",
            "select id from l where f() = 1",
            "set @x = f()",
            "do f()",
            "execute immediate 'update t set v = ''mine'' where id = 2'",
            "begin not atomic update t set v = 'mine' where id = 2; end",
            "delete from t where id = 2 returning id");

    private static final Map<Kind, Ground> GROUNDS = new EnumMap<>(Kind.class);

    record Write(String name, Ground.Act act) {
        @Override
        public String toString() {
            return name;
        }
    }

    private record Case(Kind kind, Write write) {}

    @BeforeAll
    static void open() throws SQLException {
        for (Kind kind : KINDS) {
            GROUNDS.put(
                    kind,
                    Ground.of(
                            kind,
                            "create table p (id int primary key)",
                            "create table t (id int primary key, v varchar(20), foreign key (id) references p (id)"
                                    + " on delete cascade)",
                            "create table l (id int primary key, v varchar(20))",
                            "create view seen as select * from t",
                            "create trigger g after update on l for each row update t set v = new.v where id = new.id",
                            "create procedure c() update t set v = 'mine' where id = 2",
                            "create function f() returns int deterministic modifies sql data begin"
                                    + " update t set v = 'mine' where id = 2; return 1; end"));
        }
    }

    @AfterAll
    static void close() throws SQLException {
        for (Ground ground : GROUNDS.values()) {
            ground.close();
        }
    }

    @BeforeEach
    void fill() throws SQLException {
        for (Ground ground : GROUNDS.values()) {
            ground.letGo();
            ground.sql(
                    "delete from p",
                    "delete from l",
                    "insert into p values (1), (2), (3)",
                    "insert into t values (1, 'one'), (2, 'two')",
                    "insert into l values (1, 'one'), (2, 'two')");
        }
    }

    static List<Case> writes() {
        List<Case> cases = new ArrayList<>();
        for (Kind kind : KINDS) {
            for (String sql : TEXTS) {
                cases.add(new Case(kind, new Write(sql, connection -> Sql.execute(connection, sql))));
            }
            for (Write write : byJdbc()) {
                cases.add(new Case(kind, write));
            }
        }
        return cases;
    }

    /** Other means than a text that is executed at once. */
    static List<Write> byJdbc() {
        return List.of(
                new Write("prepared", MariaDbWritesTest::prepared),
                new Write("batch", MariaDbWritesTest::batch),
                new Write("call", MariaDbWritesTest::call),
                new Write("row that is updated", MariaDbWritesTest::updatedRow),
                new Write("transaction", MariaDbWritesTest::transaction));
    }

    private static void prepared(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("update t set v = ? where id = ?")) {
            statement.setString(1, "mine");
            statement.setInt(2, 2);
            statement.executeUpdate();
        }
    }

    private static void batch(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("update t set v = ? where id = ?")) {
            for (int id = 1; id < 3; id++) {
                statement.setString(1, "mine " + id);
                statement.setInt(2, id);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void call(Connection connection) throws SQLException {
        try (CallableStatement statement = connection.prepareCall("{call c()}")) {
            statement.execute();
        }
    }

    private static void updatedRow(Connection connection) throws SQLException {
        try (Statement statement =
                        connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
                ResultSet rows = statement.executeQuery("select id, v from t where id = 2")) {
            assertThat(rows.next()).isTrue();
            rows.updateString(2, "mine");
            rows.updateRow();
        }
    }

    private static void transaction(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        Sql.execute(connection, "update t set v = 'mine' where id = 2");
        Savepoint savepoint = connection.setSavepoint();
        Sql.execute(connection, "update t set v = 'not' where id = 1");
        connection.rollback(savepoint);
        connection.commit();
        connection.setAutoCommit(true);
    }

    /** Nobody tells of it meanwhile: the JVM knows it of itself. */
    @ParameterizedTest
    @MethodSource("writes")
    void ownWrite_isReadAtOnce(Case each) throws Exception {
        Ground ground = Objects.requireNonNull(GROUNDS.get(each.kind));
        try (Connection writer = ground.covered();
                Connection reader = ground.covered()) {
            ground.warm(reader, QUERY);
            ground.warm(writer, QUERY);
            ground.holdBack();
            each.write.act.on(writer);
            for (int i = 0; i < 3; i++) {
                ground.assertCurrent(writer, QUERY);
                ground.assertCurrent(reader, QUERY);
            }
            ground.letGo();
            ground.warm(reader, QUERY);
            ground.assertCurrent(reader, QUERY);
        }
    }

    /** Both formats of rows, each getter's answer that an application may compare. */
    @ParameterizedTest
    @CsvSource({
        "MARIADB, useServerPrepStmts=true",
        "MARIADB, useServerPrepStmts=false",
        "MARIADB_BY_MYSQL, useServerPrepStmts=true",
        "MARIADB_BY_MYSQL, useServerPrepStmts=false"
    })
    void answer_isWhatTheDriverWouldGive(Kind kind, String parameter) throws SQLException {
        Ground ground = Objects.requireNonNull(GROUNDS.get(kind));
        ground.sql(
                "create or replace table kinds (id int primary key, d date, z datetime(6), s timestamp(3) null, n"
                        + " decimal(10, 3), f double, b blob, c text, j json, y year, u bigint unsigned, t bit(1))",
                "insert into kinds values (1, '2026-01-01', '2026-01-01 12:00:00.123456', '2026-01-01 12:00:00.5', 1.5,"
                        + " 2.25, x'0102', 'é', '{\"k\": 1}', 2026, 18446744073709551615, b'1'),"
                        + " (2, null, null, null, null, null, null, null, null, null, null, null)");
        String query = "select * from kinds where id between ? and ? order by id";
        try (Connection covered = ground.covered(parameter);
                Connection bare = ground.database().connect(parameter)) {
            assertThat(ground.warm(covered, query, 1, 2)).isEqualTo(Ground.answer(bare, query, 1, 2));
            for (Object[] values : new Object[][] {{1, 1}, {2, 2}, {"1", "2"}, {1L, 2L}}) {
                assertThat(ground.warm(covered, query, values)).isEqualTo(Ground.answer(bare, query, values));
            }
        }
    }
}
