package dev.covet.consistency.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.time.Await;
import dev.covet.optimizer.engine.Fence;
import dev.covet.optimizer.engine.UnitOfWork;
import dev.covet.optimizer.engine.WrappedConnection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What ends answers within one unit of work where no snapshot keeps them right, on PostgreSQL: each unit is played on the bare
 * driver, on the covered one, which has to tell the same, and on one that does not look, which has to tell something else.
 */
class UnitPitfallsTest {
    private static final String QUERY = "select id, v, z from t order by id";
    private static final String UPDATE = "update t set v = 'mine' where id = 2";

    private static UnitGround ground;

    /** Something that this JVM does, on the connection that asks or on another one. */
    private record Act(String name, Doing doing) {
        @Override
        public String toString() {
            return name;
        }
    }

    private interface Doing {
        void on(Connection asking, Connection second) throws Exception;
    }

    private static Act own(String sql) {
        return new Act("own: " + sql, (asking, second) -> Sql.execute(asking, sql));
    }

    private static Act second(String... statements) {
        return new Act("second: " + List.of(statements), (asking, second) -> Sql.execute(second, statements));
    }

    private static Act secondQuery(String sql) {
        return new Act("second asks: " + sql, (asking, second) -> Ground.told(second, sql));
    }

    private static Act act(String name, Doing doing) {
        return new Act(name, doing);
    }

    @BeforeAll
    static void open() throws SQLException {
        ground = UnitGround.postgres(
                UnitGround.LONG,
                "create schema s2",
                "create table t (id int primary key, v text, z timestamptz)",
                "create table s2.t (id int primary key, v text, z timestamptz)",
                "create table l (id int primary key)",
                "create table excepted (id int primary key)",
                "create function f() returns int volatile language sql as $$ " + UPDATE + " returning id $$",
                "create procedure c() language sql as $$ " + UPDATE + " $$",
                "create view w as select f() as written",
                "create function g() returns trigger language plpgsql as $$ begin " + UPDATE + "; return null; end $$",
                "create trigger g after insert on l for each row execute function g()");
    }

    @AfterAll
    static void close() throws SQLException {
        ground.close();
    }

    @BeforeEach
    void fill() throws SQLException {
        ground.sql(
                "truncate t",
                "truncate l",
                "insert into t values (1, 'one', '2020-01-01 00:00Z'), (2, 'two', '2020-01-02 00:00Z')");
    }

    static List<Act> acts() {
        return List.of(
                own(UPDATE),
                own("insert into l values (1)"),
                own("set timezone to 'Asia/Tokyo'"),
                own("set search_path to s2"),
                own("call c()"),
                act("own query", (asking, second) -> Ground.told(asking, "select f()")),
                act("own transaction", (asking, second) -> Sql.execute(asking, "begin", UPDATE, "commit")),
                second(UPDATE),
                second("truncate t"),
                second("insert into l values (1)"),
                second("begin", UPDATE, "commit"),
                second("call c()"),
                second("do $$ begin perform f(); end $$"),
                second("alter table t rename column v to u; alter table t rename column u to v; " + UPDATE),
                secondQuery("select f()"),
                secondQuery("select * from w"),
                secondQuery(UPDATE + " returning v"),
                act("second, prepared in a transaction", (asking, second) -> {
                    second.setAutoCommit(false);
                    try (PreparedStatement update = second.prepareStatement("update t set v = ? where id = 2")) {
                        update.setString(1, "mine");
                        update.executeUpdate();
                    }
                    second.commit();
                    second.setAutoCommit(true);
                }),
                act("second, by another address", (asking, second) -> {
                    if (asking instanceof WrappedConnection wrapped) {
                        try (Connection third = ground.jvmOf(wrapped)
                                .to(elsewhere(), ground.database())
                                .getConnection()) {
                            Sql.execute(third, UPDATE);
                        }
                    } else {
                        Sql.execute(second, UPDATE);
                    }
                }),
                act("others, of whom a service has told", (asking, second) -> {
                    ground.sql(UPDATE);
                    Fence.current().heard();
                }),
                act("others, of whom a service tells", (asking, second) -> {
                    Fence.current().began();
                    ground.sql(UPDATE);
                }),
                act("others, before another unit", (asking, second) -> {
                    ground.sql(UPDATE);
                    UnitOfWork.enter(new UnitOfWork(UnitOfWork.Kind.REQUEST, "GET /next", System.nanoTime()));
                }));
    }

    /** The same server by another name. */
    private static String elsewhere() {
        String url = ground.database().jdbcUrl();
        return url.contains("localhost")
                ? url.replace("localhost", "127.0.0.1")
                : url.replace("127.0.0.1", "localhost");
    }

    private List<String> on(Connection asking, Connection second, Act act) throws Exception {
        fill();
        List<String> told = new ArrayList<>();
        UnitOfWork request = new UnitOfWork(UnitOfWork.Kind.REQUEST, "GET /", System.nanoTime());
        UnitOfWork before = UnitOfWork.enter(request);
        try (asking;
                second) {
            told.add(ground.warm(asking, QUERY));
            act.doing.on(asking, second);
            for (int i = 0; i < 3; i++) {
                told.add(Ground.answer(asking, QUERY));
            }
        } finally {
            UnitOfWork.enter(before);
            request.end();
        }
        return told;
    }

    @ParameterizedTest
    @MethodSource("acts")
    void unit_isToldWhatTheDatabaseTells(Act act) throws Exception {
        List<String> bare = on(ground.database().connect(), ground.database().connect(), act);
        assertThat(on(ground.covered(), ground.covered(), act)).isEqualTo(bare);
        assertThat(on(ground.wrong(), ground.wrong(), act))
                .as("of one that does not look")
                .isNotEqualTo(bare);
    }

    @Test
    void sameQueryAgain_isAnswered_andFreedWithItsUnit() throws SQLException {
        UnitOfWork request = new UnitOfWork(UnitOfWork.Kind.REQUEST, "GET /", System.nanoTime());
        UnitOfWork before = UnitOfWork.enter(request);
        try (Connection covered = ground.covered()) {
            String first = ground.warm(covered, QUERY);
            assertThat(Ground.told(covered, QUERY)).isEqualTo(first);
            assertThat(ground.served()).isTrue();
            assertThat(ground.jvm().held()).isPositive();
            UnitOfWork.enter(before);
            request.end();
            assertThat(ground.jvm().held()).isZero();
        } finally {
            UnitOfWork.enter(before);
        }
    }

    @Test
    void connectionThatThePoolLendsAnew_isAskedAgain() throws SQLException {
        try (Connection covered = ground.covered()) {
            ground.warm(covered, QUERY);
            ((WrappedConnection) covered).session().released();
            assertThat(ground.jvm().held()).isZero();
            Ground.told(covered, QUERY);
            assertThat(ground.served()).isFalse();
        }
    }

    @Test
    void readOnlyTransaction_isAnswered_othersAreNot() throws SQLException {
        try (Connection covered = ground.covered()) {
            covered.setReadOnly(true);
            covered.setAutoCommit(false);
            ground.warm(covered, QUERY);
            covered.commit();
            ground.sql(UPDATE);
            assertThat(Ground.told(covered, QUERY)).contains("mine");
            covered.commit();
            covered.setReadOnly(false);
            ground.assertNeverServed(covered, "transaction", QUERY);
            Sql.execute(covered, UPDATE);
            ground.assertNeverServed(covered, "wrote", QUERY);
            covered.rollback();
            covered.setAutoCommit(true);
            covered.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            ground.assertNeverServed(covered, "isolation", QUERY);
        }
    }

    @Test
    void transactionOfAManager_isNotAnswered() throws SQLException {
        try (Connection covered = ground.covered()) {
            ((WrappedConnection) covered).session().transaction().distributed(true);
            ground.assertNeverServed(covered, "distributed", QUERY);
            ((WrappedConnection) covered).session().transaction().distributed(false);
        }
    }

    @Test
    void whatIsNotAnswered_saysWhy() throws SQLException {
        try (Connection covered = ground.covered()) {
            ground.assertNeverServed(covered, "excepted", "select * from excepted");
            ground.assertNeverServed(covered, "ruled out", "select v, clock_timestamp() from t");
            ground.assertNeverServed(covered, "", "select * from t for update");
            ground.assertNeverServed(covered, "", "select * from t /* covet:off cache */");
            ground.assertNeverServed(covered, "values", "select v from t where v = ?", new byte[] {1}.clone());
            for (int id = 0; id < 20; id++) {
                Ground.told(covered, "select v, 7 from t where id = ?", id);
                assertThat(ground.jvm().outcome()).isEqualTo("once");
            }
            Sql.execute(covered.unwrap(org.postgresql.jdbc.PgConnection.class), "select 1");
            ground.assertNeverServed(covered, "opaque", QUERY);
        }
    }

    @Test
    void answer_isNoOlderThanIsAllowed() throws SQLException {
        Duration allowed = Duration.ofMillis(50);
        try (UnitGround short_ = UnitGround.postgres(
                        allowed, "create table t (id int primary key, v text)", "insert into t values (1, 'old')");
                Connection covered = short_.covered()) {
            String query = "select v from t where id = 1";
            Await.until(
                    "an answer from memory",
                    Duration.ofSeconds(10),
                    () -> Ground.answer(covered, query),
                    answer -> short_.served());
            for (int i = 0; i < 20; i++) {
                Ground.told(covered, query);
                String value = "new " + i;
                short_.sql("update t set v = '" + value + "'");
                long end = System.nanoTime() + allowed.toNanos();
                Await.until("that time", Duration.ofSeconds(10), () -> System.nanoTime() - end > 0);
                assertThat(Ground.told(covered, query)).contains(value);
            }
        }
    }

    @Test
    void memoryIsBounded_andTheOldestMakeRoom() throws SQLException {
        String query = "select v, ?::int from t where id = 1";
        try (Connection covered = ground.covered()) {
            ground.warm(covered, query, 0);
            for (int i = 0; i < 1_500; i++) {
                Ground.told(covered, query, i);
                Ground.told(covered, query, i);
                assertThat(ground.served()).as("%d", i).isTrue();
            }
            Ground.told(covered, query, 1_400);
            assertThat(ground.served()).isTrue();
            Ground.told(covered, query, 10);
            assertThat(ground.served()).isFalse();
            assertThat(ground.jvm().held()).isBetween(100_000L, 1_500_000L);
        }
        assertThat(ground.jvm().held()).isZero();
    }

    /** No thread and no connection but those of the application, and nobody is asked to tell of changes. */
    @Test
    void nothingRunsBeside() throws SQLException {
        String sessions = "select count(*) from pg_stat_activity where datname = current_database()";
        try (Connection covered = ground.covered()) {
            String before = Sql.value(ground.other(), sessions);
            ground.warm(covered, QUERY);
            assertThat(Sql.value(ground.other(), sessions)).isEqualTo(before);
            assertThat(ground.followed()).isFalse();
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("covet-"));
        }
    }
}
