package dev.covet.consistency.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.consistency.cache.CacheRun.Kind;
import dev.covet.consistency.cache.MariaDbWritesTest.Write;
import dev.covet.fixtures.Sql;
import dev.covet.fixtures.junit.NeedsMySql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever writes to MySQL itself, by whatever means, reads what he has written, and so does his JVM. */
@NeedsMySql(own = true)
class MySqlWritesTest {
    private static final String QUERY = "select id, v from t order by id";
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
            "insert into t values (2, 'mine') as n on duplicate key update v = n.v",
            "with c as (select 2 id) update t join c using (id) set v = 'mine'",
            "update t, l set t.v = 'mine' where t.id = l.id",
            "delete t from t join l using (id)",
            "truncate table t",
            "call c()",
            "select f()",
            "select id from l where f() = 1",
            "set @x = f()",
            "do f()",
            "rows of another table",
            "a transaction of two phases");

    private static Ground ground;

    @BeforeAll
    static void open() throws SQLException {
        ground = Ground.of(
                Kind.MYSQL,
                "set global log_bin_trust_function_creators = on",
                "create table p (id int primary key)",
                "create table t (id int primary key, v varchar(20), foreign key (id) references p (id)"
                        + " on delete cascade)",
                "create table l (id int primary key, v varchar(20))",
                "create view seen as select * from t",
                "create trigger g after update on l for each row update t set v = new.v where id = new.id",
                "create procedure c() update t set v = 'mine' where id = 2",
                "create function f() returns int deterministic modifies sql data begin"
                        + " update t set v = 'mine' where id = 2; return 1; end");
    }

    @AfterAll
    static void close() throws SQLException {
        ground.close();
    }

    @BeforeEach
    void fill() throws SQLException {
        ground.letGo();
        ground.sql(
                "delete from p",
                "delete from l",
                "insert into p values (1), (2), (3)",
                "insert into t values (1, 'one'), (2, 'two')",
                "insert into l values (1, 'one'), (2, 'two')");
    }

    static List<Write> writes() {
        List<Write> writes = new ArrayList<>(MariaDbWritesTest.byJdbc());
        for (String sql : TEXTS) {
            writes.add(new Write(sql, connection -> Sql.execute(connection, texts(sql))));
        }
        return writes;
    }

    /** Some need several. */
    private static String[] texts(String what) {
        return switch (what) {
            case "rows of another table" -> new String[] {"insert into t table l on duplicate key update v = 'mine'"};
            case "a transaction of two phases" ->
                new String[] {
                    "xa start 'w'",
                    "update t set v = 'mine' where id = 2",
                    "xa end 'w'",
                    "xa prepare 'w'",
                    "xa commit 'w'"
                };
            default -> new String[] {what};
        };
    }

    /** Nobody tells of it meanwhile: the JVM knows it of itself. */
    @ParameterizedTest
    @MethodSource("writes")
    void ownWrite_isReadAtOnce(Write write) throws Exception {
        try (Connection writer = ground.covered();
                Connection reader = ground.covered()) {
            ground.warm(reader, QUERY);
            ground.warm(writer, QUERY);
            ground.holdBack();
            write.act().on(writer);
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
    @ValueSource(booleans = {true, false})
    void answer_isWhatTheDriverWouldGive(boolean binary) throws SQLException {
        String parameter = "useServerPrepStmts=" + binary;
        ground.sql(
                "drop table if exists kinds",
                "create table kinds (id int primary key, d date, z datetime(6), s timestamp(3) null, n"
                        + " decimal(10, 3), f double, r float, b blob, c text, j json, y year, u bigint unsigned, t bit(1),"
                        + " h time(3), e enum('a', 'b'), m set('x', 'y'), g point, w bigint as (id * 2) stored, hidden int"
                        + " invisible)",
                "insert into kinds (id, d, z, s, n, f, r, b, c, j, y, u, t, h, e, m, g) values (1, '2026-01-01',"
                        + " '2026-01-01 12:00:00.123456', '2026-01-01 12:00:00.5', 1.5, 2.25, 0.1, x'0102', 'é',"
                        + " '{\"k\": 1}', 2026, 18446744073709551615, b'1', '-12:30:00.5', 'b', 'x,y', point(1, 2))",
                "insert into kinds (id) values (2)");
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
