package dev.covet.optimizer.features.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.time.Await;
import dev.covet.optimizer.engine.node.ErrorClass;
import dev.covet.optimizer.engine.node.ErrorClasses;
import dev.covet.optimizer.sql.Dialect;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What drivers really throw, and what class it has. */
abstract class RealErrorsSpecification {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    abstract Dialect dialect();

    /** A new connection, with further options of its URL: {@code a=b&c=d}. */
    abstract Connection connect(String options) throws SQLException;

    /** A URL with a user and a password, for another port or database. */
    abstract String url(int port, String database);

    abstract int port();

    abstract String database();

    /** A column of numbers that starts with 1, as a statement that takes a while. */
    abstract String slow();

    abstract String kill(Connection victim) throws SQLException;

    /** Takes what a call has thrown. */
    interface Call {
        void run() throws SQLException;
    }

    static SQLException thrown(Call call) {
        try {
            call.run();
        } catch (SQLException e) {
            return e;
        }
        throw new AssertionError("nothing was thrown");
    }

    final void assertClass(ErrorClass expected, SQLException thrown) {
        assertClass(thrown, expected);
    }

    /** One of these. */
    final void assertClass(SQLException thrown, ErrorClass... expected) {
        assertThat(ErrorClasses.of(thrown, dialect()))
                .as(
                        "%s, SQLSTATE %s, number %d, cause %s",
                        thrown, thrown.getSQLState(), thrown.getErrorCode(), thrown.getCause())
                .isIn((Object[]) expected);
    }

    final SQLException executing(String... statements) throws SQLException {
        try (Connection connection = connect("")) {
            return thrown(() -> Sql.execute(connection, statements));
        }
    }

    final void recreate(String table) throws SQLException {
        try (Connection connection = connect("")) {
            Sql.execute(
                    connection,
                    "drop table if exists " + table,
                    "create table " + table + " (id int primary key, word varchar(3) not null)",
                    "insert into " + table + " values (1, 'a'), (2, 'b')");
        }
    }

    @Test
    void statements_thatAreWrong() throws SQLException {
        recreate("wrong");
        assertClass(ErrorClass.STATEMENT, executing("insert into wrong values (1, 'c')"));
        assertClass(ErrorClass.STATEMENT, executing("insert into wrong values (3, null)"));
        assertClass(ErrorClass.STATEMENT, executing("insert into wrong values (3, 'far too long')"));
        assertClass(ErrorClass.STATEMENT, executing("selct 1"));
        assertClass(ErrorClass.STATEMENT, executing("select * from no_such_table"));
        assertClass(ErrorClass.STATEMENT, executing("select no_such_column from wrong"));
        assertClass(ErrorClass.STATEMENT, executing("select no_such_function(1)"));
    }

    @Test
    void batch_thatIsWrong() throws SQLException {
        recreate("batched");
        try (Connection connection = connect("");
                Statement statement = connection.createStatement()) {
            statement.addBatch("insert into batched values (3, 'c')");
            statement.addBatch("insert into batched values (1, 'c')");
            SQLException thrown = thrown(statement::executeBatch);
            assertThat((Throwable) thrown).isInstanceOf(BatchUpdateException.class);
            assertClass(ErrorClass.STATEMENT, thrown);
        }
    }

    @Test
    void statement_ofAClosedConnection_isOfTheApplication() throws SQLException {
        Connection connection = connect("");
        Statement statement = connection.createStatement();
        connection.close();
        // Drivers say so with the state of a connection that does not exist, or of a wrong call.
        SQLException thrown = thrown(() -> statement.execute("select 1"));
        assertThat(ErrorClasses.of(thrown, dialect()))
                .isIn(ErrorClass.CONNECTION, ErrorClass.STATEMENT, ErrorClass.UNKNOWN);
    }

    @Test
    void wrongPasswordAndDatabase_sayThatTheServerIsThere() {
        assertClass(
                ErrorClass.STATEMENT,
                thrown(() -> DriverManager.getConnection(
                                url(port(), database()).replaceFirst("user=\\w+", "user=nobody"))
                        .close()));
        assertClass(
                ErrorClass.STATEMENT,
                thrown(() -> DriverManager.getConnection(url(port(), "no_such_database"))
                        .close()));
    }

    @Test
    void nobodyListens() {
        assertClass(
                ErrorClass.CONNECTION,
                thrown(() -> DriverManager.getConnection(url(1, database())).close()));
    }

    @Test
    void killedConnection_whileIdleAndWhileItRuns() throws Exception {
        try (Connection idle = connect("");
                Connection running = connect("");
                Connection killer = connect("")) {
            String end = kill(running);
            Sql.execute(killer, kill(idle));
            assertClassOf(thrown(() -> Sql.value(idle, "select 1")));
            CompletableFuture<@Nullable SQLException> slow = CompletableFuture.supplyAsync(() -> {
                try {
                    Sql.value(running, slow());
                    return null;
                } catch (SQLException e) {
                    return e;
                }
            });
            Await.until("the query to run", PATIENCE, () -> runs(killer));
            Sql.execute(killer, end);
            SQLException thrown = slow.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat((Throwable) thrown).isNotNull();
            assertClassOf(thrown);
            assertClassOf(thrown(() -> Sql.value(running, "select 1")));
        }
    }

    private void assertClassOf(SQLException thrown) {
        assertThat(ErrorClasses.of(thrown, dialect()).isUnreachable())
                .as("%s, SQLSTATE %s, number %d", thrown, thrown.getSQLState(), thrown.getErrorCode())
                .isTrue();
    }

    abstract boolean runs(Connection by);

    @Test
    void timeoutOfTheStatement() throws SQLException {
        try (Connection connection = connect("");
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            assertClass(ErrorClass.TIMEOUT, thrown(() -> statement.execute(slow())));
            assertThat(Sql.value(connection, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void timeoutOfTheSocket_isALostConnection() throws SQLException {
        String option = dialect() == Dialect.POSTGRESQL ? "socketTimeout=1" : "socketTimeout=1000";
        try (Connection connection = connect(option)) {
            assertClass(ErrorClass.CONNECTION, thrown(() -> Sql.value(connection, slow())));
        }
    }

    @Test
    void deadlock_and_lockTimeout() throws Exception {
        recreate("locked");
        try (Connection one = connect("");
                Connection other = connect("")) {
            one.setAutoCommit(false);
            other.setAutoCommit(false);
            Sql.execute(one, "update locked set word = 'x' where id = 1");
            Sql.execute(other, "update locked set word = 'y' where id = 2");
            CompletableFuture<@Nullable SQLException> first =
                    CompletableFuture.supplyAsync(() -> failure(one, "update locked set word = 'x' where id = 2"));
            SQLException second = failure(other, "update locked set word = 'y' where id = 1");
            List<SQLException> thrown = new ArrayList<>();
            if (second != null) {
                thrown.add(second);
                other.rollback();
            }
            SQLException found = first.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (found != null) {
                thrown.add(found);
            }
            assertThat(thrown).isNotEmpty().allSatisfy(each -> assertClass(ErrorClass.LOCK, each));
            one.rollback();
            other.rollback();
            Sql.execute(one, "update locked set word = 'x' where id = 1");
            Sql.execute(other, shortLockTimeout());
            assertClass(ErrorClass.LOCK, thrown(() -> Sql.execute(other, "update locked set word = 'z' where id = 1")));
            one.rollback();
            other.rollback();
        }
    }

    abstract String shortLockTimeout();

    static @Nullable SQLException failure(Connection connection, String sql) {
        try {
            Sql.execute(connection, sql);
            return null;
        } catch (SQLException e) {
            return e;
        }
    }

    /** Opens connections until one is refused. */
    final SQLException exhausted(String url, List<Connection> opened) throws SQLException {
        for (int i = 0; i < 200; i++) {
            try {
                opened.add(DriverManager.getConnection(url));
            } catch (SQLException e) {
                return e;
            }
        }
        throw new AssertionError("never full");
    }
}
