package dev.covet.instrumentation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.engine.ConnectionFacts;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.engine.signal.SignalBus;
import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.SqlTextCache;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LostCommitTest {
    private final Engine engine = new Engine(
            new SqlTextCache(),
            new SignalBus(16, error -> {}),
            new SelfProtection(System::nanoTime, (sentence, error) -> {}),
            System::nanoTime);
    private final ConnectionSession session = new ConnectionSession(
            engine, new ConnectionFacts(Dialect.POSTGRESQL, "postgresql", "db1", 5432, 5432, "shop", null, "me", ""));

    LostCommitTest() {
        engine.lostCommitsNamed(true);
    }

    @AfterEach
    void close() {
        engine.bus().close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "57P01", "57P02"})
    void lostConnection_isNamed_withTheDriversExceptionAsItsCause(String state) {
        SQLException lost = new SQLException("gone", state);
        assertThat((Throwable) LostCommit.of(lost, true, session))
                .hasMessageStartingWith(
                        "COVET-4320 The connection to db1:5432 was lost before a commit was answered (gone)")
                .hasCause(lost)
                .extracting(named -> ((SQLException) named).getSQLState())
                .isEqualTo("08007");
    }

    @ParameterizedTest
    @ValueSource(strings = {"08003", "40001", "23505", "25006"})
    void knownOutcome_isTheDrivers(String state) {
        assertThat((Throwable) LostCommit.of(new SQLException("no", state), true, session))
                .isNull();
    }

    @Test
    void nothingWritten_orNotWanted_isTheDrivers() {
        SQLException lost = new SQLException("gone", "08006");
        assertThat((Throwable) LostCommit.of(lost, false, session)).isNull();
        engine.lostCommitsNamed(false);
        assertThat((Throwable) LostCommit.of(lost, true, session)).isNull();
    }
}
