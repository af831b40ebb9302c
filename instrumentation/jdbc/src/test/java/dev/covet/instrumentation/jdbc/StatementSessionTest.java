package dev.covet.instrumentation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covet.fixtures.scripted.Rows;
import dev.covet.fixtures.scripted.ScriptedDatabase;
import dev.covet.fixtures.time.Await;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.ExecutionKind;
import dev.covet.optimizer.engine.Parameters;
import dev.covet.optimizer.engine.Pipeline;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.engine.StageOrder;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.WriteBarrier;
import dev.covet.optimizer.engine.WriteClock;
import dev.covet.optimizer.engine.signal.SignalBus;
import dev.covet.optimizer.sql.SqlTextCache;
import java.lang.Thread.State;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementSessionTest {
    private final RecordingStage stage = new RecordingStage();
    private final Engine engine = Boundaries.engine(Map.of(StageOrder.TRACE, stage));
    private Connection connection;
    private Statement statement;

    @BeforeEach
    void connect() throws SQLException {
        connection = Boundaries.wrap(Boundaries.h2(), engine);
        statement = connection.createStatement();
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    /** A function of the database that takes until it may end. */
    public static final class Hold {
        private static final CountDownLatch BEGAN = new CountDownLatch(1);
        private static final CountDownLatch ENDS = new CountDownLatch(1);

        private Hold() {}

        public static String hold() throws InterruptedException {
            BEGAN.countDown();
            return ENDS.await(10, TimeUnit.SECONDS) ? "held" : "left";
        }
    }

    @Test
    void statementOfTwoThreads_leavesNoWriteOpen() throws Exception {
        statement.execute("create alias hold for \"" + Hold.class.getName() + ".hold\"");
        Thread first = updating("update pet set name = hold()");
        assertThat(Hold.BEGAN.await(10, TimeUnit.SECONDS)).isTrue();
        Thread second = updating("update pet set name = 'second'");
        Await.until(
                "the second to be in the driver",
                Duration.ofSeconds(10),
                () -> second.getState() != State.RUNNABLE
                        && List.of(second.getStackTrace()).toString().contains("org.h2."));
        WriteBarrier barrier = ((CovetConnection) connection).session().clock().barrier();
        assertThat(barrier.isBefore(engine.nanoTime() + 1)).isFalse();

        Hold.ENDS.countDown();
        first.join(10_000);
        second.join(10_000);

        assertThat(barrier.isBefore(engine.nanoTime() + 1)).isTrue();
    }

    private Thread updating(String sql) {
        Thread thread = new Thread(() -> {
            try {
                statement.executeUpdate(sql);
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        });
        thread.start();
        return thread;
    }

    @Test
    void errorOfOurs_beforeAStatement_countsItAsAnyWrite() throws SQLException {
        AtomicBoolean fails = new AtomicBoolean();
        SelfProtection protection = new SelfProtection(System::nanoTime, (sentence, error) -> {});
        Engine failing = new Engine(new SqlTextCache(), new SignalBus(16, AssertionError::new), protection, () -> {
            if (fails.getAndSet(false)) {
                throw new IllegalStateException("planted");
            }
            return System.nanoTime();
        });
        failing.pipeline(Pipeline.of(Map.of(StageOrder.TRACE, stage), protection));
        try (CovetConnection other = Boundaries.wrap(Boundaries.h2(), failing);
                Statement unseen = other.createStatement()) {
            WriteClock clock = other.session().clock();
            long before = clock.now();
            fails.set(true);

            assertThat(unseen.executeUpdate("update pet set name = 'Max'")).isEqualTo(3);

            assertThat(protection.errors()).containsEntry("jdbc", 1L);
            assertThat(clock.now()).isGreaterThan(before);
            assertThat(clock.barrier().isBefore(failing.nanoTime() + 1)).isTrue();
        }
    }

    @Test
    void noMemoryBeforeAStatement_leavesNoWriteOpen() throws SQLException {
        Engine exhausted = Boundaries.engine(Map.of(StageOrder.TRACE, new RecordingStage(call -> {
            throw new OutOfMemoryError("planted");
        })));
        try (CovetConnection other = Boundaries.wrap(Boundaries.h2(), exhausted);
                Statement unsent = other.createStatement()) {
            assertThatThrownBy(() -> unsent.executeUpdate("update pet set name = 'Max'"))
                    .isInstanceOf(OutOfMemoryError.class);

            assertThat(other.session().clock().barrier().isBefore(exhausted.nanoTime() + 1))
                    .isTrue();
        }
    }

    @Test
    void executeQuery_readToTheEnd_endsWithItsRows() throws SQLException {
        ResultSet rows = statement.executeQuery("select name from pet");
        assertThat(stage.exited).hasSize(1);
        assertThat(stage.ended).isEmpty();

        while (rows.next()) {
            assertThat(rows.getString(1)).isNotEmpty();
        }

        assertThat(stage.last().rows()).isEqualTo(3);
        assertThat(stage.last().kind()).isEqualTo(ExecutionKind.QUERY);
        rows.close();
        assertThat(stage.ended).hasSize(1);
    }

    @Test
    void executeQuery_closedEarly_endsWithTheRowsRead() throws SQLException {
        try (ResultSet rows = statement.executeQuery("select name from pet")) {
            rows.next();
        }

        assertThat(stage.last().rows()).isEqualTo(1);
    }

    @Test
    void executeQuery_statementIsExecutedAgain_endsTheFormer() throws SQLException {
        statement.executeQuery("select name from pet").next();

        statement.executeQuery("select id from pet");

        assertThat(stage.ended).hasSize(1);
        assertThat(stage.last().text().sql()).isEqualTo("select name from pet");
    }

    @Test
    void executeQuery_statementIsClosed_ends() throws SQLException {
        statement.executeQuery("select name from pet");

        statement.close();

        assertThat(stage.ended).hasSize(1);
    }

    @Test
    void executeUpdate_some_endsWithItsCount() throws SQLException {
        assertThat(statement.executeUpdate("update pet set name = 'x'")).isEqualTo(3);

        assertThat(stage.last().updateCount()).isEqualTo(3);
        assertThat(stage.last().rows()).isEqualTo(StatementCall.UNKNOWN);
    }

    @Test
    void execute_rows_endsWhenTheyAreRead() throws SQLException {
        assertThat(statement.execute("select name from pet")).isTrue();
        ResultSet rows = statement.getResultSet();
        while (rows.next()) {
            assertThat(rows.getString(1)).isNotEmpty();
        }

        assertThat(stage.last().rows()).isEqualTo(3);
    }

    @Test
    void execute_count_endsWhenItIsAskedFor() throws SQLException {
        assertThat(statement.execute("update pet set name = 'x'")).isFalse();
        assertThat(stage.ended).isEmpty();

        assertThat(statement.getUpdateCount()).isEqualTo(3);

        assertThat(stage.last().updateCount()).isEqualTo(3);
    }

    @Test
    void execute_count_lastsUntilTheDriverReturned() throws SQLException {
        statement.execute("update pet set name = 'x'");
        long returned = System.nanoTime();

        assertThat(statement.getUpdateCount()).isEqualTo(3);

        assertThat(stage.last().endNanos()).isBetween(stage.last().startNanos(), returned);
    }

    @ParameterizedTest
    @ValueSource(strings = {"create table owner (id int)", "set @kind = 'cat'", "commit", "drop table pet"})
    void execute_nothingToCount_endsAtOnce(String sql) throws SQLException {
        assertThat(statement.execute(sql)).isFalse();
        assertThat(stage.ended).hasSize(1);

        assertThat(statement.getUpdateCount()).isZero();

        assertThat(stage.ended).hasSize(1);
        assertThat(stage.last().updateCount()).isEqualTo(StatementCall.UNKNOWN);
    }

    @Test
    void execute_countIsNotAskedFor_endsWhenTheConnectionMovesOn() throws SQLException {
        statement.execute("update pet set name = 'x'");

        connection.createStatement().executeQuery("select id from pet");

        assertThat(stage.ended).hasSize(1);
        assertThat(stage.last().text().sql()).startsWith("update");
        assertThat(stage.last().updateCount()).isEqualTo(StatementCall.UNKNOWN);
        assertThat(statement.getUpdateCount()).isEqualTo(3);
        assertThat(stage.ended).hasSize(1);
    }

    @Test
    void execute_countIsNotAskedFor_endsWithTheTransaction() throws SQLException {
        connection.setAutoCommit(false);
        statement.execute("update pet set name = 'x'");
        assertThat(stage.ended).isEmpty();

        connection.commit();

        assertThat(stage.ended).hasSize(1);
    }

    @Test
    void execute_countIsNotAskedFor_endsWithTheConnectionAndWhenItIsLentAnew() throws SQLException {
        statement.execute("update pet set name = 'x'");
        ((CovetConnection) connection).session().released();
        assertThat(stage.ended).hasSize(1);
        statement.execute("update pet set name = 'y'");

        connection.close();

        assertThat(stage.ended).hasSize(2);
    }

    @Test
    void execute_twoStatementsTakeTurns_eachGetsItsOwnCount() throws SQLException {
        Statement other = connection.createStatement();
        for (int i = 0; i < 3; i++) {
            statement.execute("update pet set name = 'x' where id > 1");
            assertThat(statement.getUpdateCount()).isEqualTo(2);
            other.execute("delete from pet where id = 9");
            assertThat(other.getUpdateCount()).isZero();
        }

        assertThat(stage.ended).extracting(StatementCall::updateCount).containsExactly(2L, 0L, 2L, 0L, 2L, 0L);
    }

    @Test
    void execute_rowsFollowTheCount_endsWhenTheyAreRead() throws SQLException {
        try (ScriptedDatabase database = ScriptedDatabase.open("several-results")) {
            database.on("call report")
                    .updateCount(1)
                    .thenRows(Rows.columns("id").row(1).row(2));
            Connection scripted = Boundaries.wrap(DriverManager.getConnection(database.url()), engine);
            Statement call = scripted.createStatement();
            assertThat(call.execute("call report")).isFalse();
            assertThat(call.getMoreResults()).isTrue();
            ResultSet rows = call.getResultSet();

            scripted.createStatement();
            rows.next();
            rows.next();
            assertThat(stage.ended).isEmpty();
            assertThat(rows.next()).isFalse();

            assertThat(stage.last().rows()).isEqualTo(2);
        }
    }

    @Test
    void execute_noResultAtAll_endsWhenItIsKnown() throws SQLException {
        try (ScriptedDatabase database = ScriptedDatabase.open("no-result")) {
            database.on("call report").updateCount(1);
            Connection scripted = Boundaries.wrap(DriverManager.getConnection(database.url()), engine);
            Statement call = scripted.createStatement();
            call.execute("call report");
            assertThat(call.getMoreResults()).isFalse();
            assertThat(stage.ended).isEmpty();

            assertThat(call.getUpdateCount()).isEqualTo(-1);

            assertThat(stage.ended).hasSize(1);
            assertThat(stage.last().updateCount()).isEqualTo(StatementCall.UNKNOWN);
        }
    }

    @Test
    void executeBatch_sameText_tellsItsSize() throws SQLException {
        PreparedStatement insert = connection.prepareStatement("insert into pet values (?, ?)");
        for (int i = 10; i < 15; i++) {
            insert.setInt(1, i);
            insert.setString(2, "pet " + i);
            insert.addBatch();
        }

        assertThat(insert.executeBatch()).containsExactly(1, 1, 1, 1, 1);

        assertThat(stage.last().batchSize()).isEqualTo(5);
        assertThat(stage.last().batchMixed()).isFalse();
        assertThat(stage.last().updateCount()).isEqualTo(5);
        assertThat(stage.last().text().sql()).isEqualTo("insert into pet values (?, ?)");
    }

    @Test
    void executeBatch_differentTexts_isMixed() throws SQLException {
        statement.addBatch("insert into pet values (10, 'a')");
        statement.addBatch("delete from pet where id = 1");

        statement.executeBatch();
        statement.executeBatch();

        assertThat(stage.ended).extracting(StatementCall::batchSize).containsExactly(2, 0);
        assertThat(stage.ended.get(0).batchMixed()).isTrue();
    }

    @Test
    void execute_driverThrows_sameExceptionAndCallHasFailed() {
        SQLException seen = org.assertj.core.api.Assertions.catchThrowableOfType(
                SQLException.class, () -> statement.executeQuery("select nonsense from pet"));

        assertThat(stage.last().failure()).isSameAs(seen);
        assertThat(seen.getStackTrace()[0].getClassName()).startsWith("org.h2");
        assertThat(stage.exited).hasSize(1);
    }

    @Test
    void next_driverThrows_callHasFailed() throws SQLException {
        ResultSet rows = statement.executeQuery("select name from pet");
        ((Connection) ((CovetConnection) connection).covetDelegate()).close();

        assertThatThrownBy(rows::next).isInstanceOf(SQLException.class);

        assertThat(stage.last().failure()).isNotNull();
    }

    @Test
    void parameters_wanted_areKeptForEachExecution() throws SQLException {
        engine.parametersWanted(true);
        PreparedStatement query = connection.prepareStatement("select ? || ?");
        query.setString(1, "a");
        query.setObject(2, "b");
        query.executeQuery().close();
        query.setNull(2, java.sql.Types.VARCHAR);
        query.executeQuery().close();

        assertThat(stage.ended).hasSize(2);
        assertThat(bound(0).get(2)).isEqualTo("b");
        assertThat(bound(1).get(1)).isEqualTo("a");
        assertThat(bound(1).get(2)).isNull();
    }

    @Test
    void parameters_notWanted_areNotKept() throws SQLException {
        PreparedStatement query = connection.prepareStatement("select cast(? as int)");
        query.setInt(1, 7);
        query.executeQuery().close();

        assertThat(stage.last().parameters()).isNull();
    }

    @Test
    void pipeline_switchedOff_openCallEndsAndNothingMoreIsSeen() throws SQLException {
        statement.executeQuery("select name from pet");

        engine.pipeline(Pipeline.EMPTY);
        statement.executeQuery("select id from pet").next();
        statement.executeUpdate("delete from pet");

        assertThat(stage.entered).hasSize(1);
        assertThat(stage.ended).hasSize(1);
        assertThat(((CovetConnection) connection).session().state().pinned()).isNotNull();
    }

    private Parameters bound(int call) {
        return Objects.requireNonNull(stage.ended.get(call).parameters());
    }
}
