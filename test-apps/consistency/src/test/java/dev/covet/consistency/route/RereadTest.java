package dev.covet.consistency.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.time.Await;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A read at the primary whose connection breaks is answered by a replica that shows enough, or not at all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RereadTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String BY_KEY = "select name from pet where id = ?";

    /** Takes as long as a table says when it begins. */
    private static final String SLOW =
            "select name from pet, pg_sleep((select seconds from nap limit 1)) as slept where id = ?";

    private static final String RUNNING =
            " from pg_stat_activity where state = 'active' and query like '%slept%' and pid <> pg_backend_pid()";

    private RoutedServers servers;
    private TestDatabase database;
    private RoutedJvm jvm;
    private Connection bare;
    private Connection connection;
    private ExecutorService threads;

    @BeforeAll
    void start() {
        servers = RoutedServers.postgres();
    }

    @AfterAll
    void stop() {
        servers.close();
    }

    @BeforeEach
    void create() throws SQLException {
        database = servers.createDatabase();
        bare = database.connect();
        Sql.execute(
                bare,
                "create table pet (id int primary key, name text)",
                "insert into pet values (1, 'old')",
                "create table nap (seconds int)",
                "insert into nap values (0)");
        servers.awaitCaughtUp();
        jvm = servers.jvm();
        connection = jvm.to(database).getConnection();
        threads = Executors.newCachedThreadPool();
    }

    @AfterEach
    void drop() throws SQLException {
        threads.shutdownNow();
        servers.first().resumeReplay();
        servers.second().resumeReplay();
        connection.close();
        jvm.close();
        bare.close();
        assertThat(jvm.errors()).isEmpty();
        database.close();
    }

    /** What the application was given, and what became of the call. */
    private record Answer(String name, String outcome) {}

    private Answer asked(Connection through, String sql) throws SQLException {
        try (PreparedStatement statement = through.prepareStatement(sql)) {
            statement.setInt(1, 1);
            try (ResultSet rows = statement.executeQuery()) {
                String name = rows.next() ? rows.getString(1) : "";
                return new Answer(name, jvm.outcome());
            }
        } catch (SQLException e) {
            return new Answer(e.getSQLState(), jvm.outcome());
        }
    }

    private void awaitOutcome(Connection through, String sql, String outcome) {
        Await.until(outcome + ": " + jvm.outcomes() + jvm.said(), PATIENCE, () -> {
            try {
                return asked(through, sql).outcome().equals(outcome);
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        });
    }

    /** The application has written, and no replica shows it; reads take long from now on. */
    private void write(Connection through) throws SQLException {
        awaitOutcome(through, SLOW, "replica");
        servers.first().pauseReplay();
        servers.second().pauseReplay();
        Sql.execute(through, "update pet set name = 'new' where id = 1");
        Sql.execute(bare, "update nap set seconds = 600");
    }

    /** As many reads run at the primary, and no further one would take long. */
    private void awaitRunning(int reads) throws SQLException {
        Await.until("reads to run: " + jvm.outcomes(), PATIENCE, () -> {
            try {
                return String.valueOf(reads).equals(Sql.value(bare, "select count(*)" + RUNNING));
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        });
        Sql.execute(bare, "update nap set seconds = 0");
    }

    /** Replicas show all that was written, and Covet knows that. */
    private void catchUp() throws SQLException {
        servers.first().resumeReplay();
        servers.second().resumeReplay();
        servers.awaitCaughtUp();
        try (Connection other = jvm.to(database).getConnection()) {
            awaitOutcome(other, BY_KEY, "replica");
        }
    }

    private void terminate() throws SQLException {
        Sql.value(bare, "select count(pg_terminate_backend(pid))" + RUNNING);
    }

    private static Answer of(Future<Answer> future) throws InterruptedException {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void connectionThatBreaks_replicaAnswers() throws Exception {
        write(connection);
        Future<Answer> answer = threads.submit(() -> asked(connection, SLOW));
        awaitRunning(1);
        catchUp();
        terminate();

        assertThat(of(answer)).isEqualTo(new Answer("new", "retried"));
        assertThat(connection.isValid(1)).isFalse();
    }

    private Answer executed() {
        try (Statement statement = connection.createStatement()) {
            assertThat(statement.execute(SLOW.replace("?", "1"))).isTrue();
            try (ResultSet rows = statement.getResultSet()) {
                assertThat(rows.next()).isTrue();
                return new Answer(rows.getString("name"), jvm.outcome());
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void executedText_replicaAnswers() throws Exception {
        Await.until(
                "the text to be answered: " + jvm.outcomes(),
                PATIENCE,
                () -> executed().outcome().equals("replica"));
        write(connection);
        Future<Answer> answer = threads.submit(this::executed);
        awaitRunning(1);
        catchUp();
        terminate();

        assertThat(of(answer)).isEqualTo(new Answer("new", "retried"));
    }

    @Test
    void replicaThatIsBehind_doesNotAnswer() throws Exception {
        write(connection);
        Future<Answer> answer = threads.submit(() -> asked(connection, SLOW));
        awaitRunning(1);
        terminate();

        assertThat(of(answer).outcome()).isEqualTo("lost");
        assertThat(of(answer).name()).isEqualTo("57P01");
    }

    @Test
    void withinATransaction_nothingIsAskedAgain() throws Exception {
        write(connection);
        connection.setAutoCommit(false);
        assertRefused(SLOW, "transaction");
    }

    @Test
    void readThatIsNotProven_isNotAskedAgain() throws Exception {
        awaitOutcome(connection, SLOW + " for share of pet", "ruled out");
        write(connection);
        assertRefused(SLOW + " for share of pet", "ruled out");
    }

    @Test
    void sessionThatHasSomethingOfItsOwn_isNotAskedAgain() throws Exception {
        write(connection);
        Sql.execute(connection, "set backslash_quote = on");
        awaitPrimary(SLOW);
        assertRefused(SLOW, "pinned");
    }

    private void awaitPrimary(String sql) throws SQLException {
        Sql.execute(bare, "update nap set seconds = 0");
        assertThat(asked(connection, sql).outcome()).isNotEqualTo("replica");
        Sql.execute(bare, "update nap set seconds = 600");
    }

    private void assertRefused(String sql, String outcome) throws Exception {
        Future<Answer> answer = threads.submit(() -> asked(connection, sql));
        awaitRunning(1);
        catchUp();
        terminate();
        assertThat(of(answer)).isEqualTo(new Answer("57P01", outcome));
    }

    @Test
    void connectionThatTheApplicationAborts_isNotReplaced() throws Exception {
        write(connection);
        Future<Answer> answer = threads.submit(() -> asked(connection, SLOW));
        awaitRunning(1);
        catchUp();
        connection.abort(Runnable::run);

        assertThat(of(answer).outcome()).isEqualTo("behind");
        terminate();
    }

    @Test
    void cancelledStatement_isNotAskedAgain() throws Exception {
        write(connection);
        try (PreparedStatement statement = connection.prepareStatement(SLOW)) {
            statement.setInt(1, 1);
            Future<Answer> answer = threads.submit(() -> {
                assertThatThrownBy(statement::executeQuery).isInstanceOf(SQLException.class);
                return new Answer("", jvm.outcome());
            });
            awaitRunning(1);
            catchUp();
            statement.cancel();
            assertThat(of(answer).outcome()).isEqualTo("behind");
        }
    }

    @Test
    void manyAtOnce_areNotMoreThanATenth() throws Exception {
        List<Connection> all = new ArrayList<>();
        try {
            for (int i = 0; i < 9; i++) {
                Connection made = jvm.to(database).getConnection();
                all.add(made);
                awaitOutcome(made, SLOW, "replica");
            }
            write(connection);
            List<Future<Answer>> answers = all.stream()
                    .map(each -> threads.submit(() -> asked(each, SLOW)))
                    .toList();
            awaitRunning(all.size());
            catchUp();
            terminate();
            int retried = 0;
            for (Future<Answer> answer : answers) {
                Answer given = of(answer);
                retried += given.outcome().equals("retried") ? 1 : 0;
                assertThat(given.name()).isIn("new", "57P01");
            }
            long asked = jvm.outcomes().values().stream()
                    .mapToLong(each -> each.sum())
                    .sum();
            assertThat(retried).isBetween(1, (int) (1 + asked / 10));
        } finally {
            for (Connection each : all) {
                each.close();
            }
        }
    }
}
