package dev.covet.instrumentation.drivers;

import dev.covet.instrumentation.jdbc.CovetConnection;
import dev.covet.instrumentation.jdbc.JdbcBoundary;
import dev.covet.instrumentation.jdbc.WrapperFamily;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.Pipeline;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.engine.Stage;
import dev.covet.optimizer.engine.StageOrder;
import dev.covet.optimizer.engine.signal.SignalBus;
import dev.covet.optimizer.sql.SqlTextCache;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** Connections wrapped with a family, for tests. An error of ours fails the test. */
final class Wrapping {
    private Wrapping() {}

    static CovetConnection wrap(Connection made, WrapperFamily family) throws SQLException {
        return wrap(made, family, () -> "test");
    }

    static CovetConnection wrap(Connection made, WrapperFamily family, Stage stage) throws SQLException {
        SelfProtection protection = new SelfProtection(System::nanoTime, (sentence, error) -> {
            throw new AssertionError(sentence, error);
        });
        Engine engine = new Engine(
                new SqlTextCache(),
                new SignalBus(64, error -> {
                    throw new AssertionError(error);
                }),
                protection,
                System::nanoTime);
        engine.pipeline(Pipeline.of(Map.of(StageOrder.TRACE, stage), protection));
        return (CovetConnection) new JdbcBoundary(engine, any -> family)
                .wrap(made, made.getMetaData().getURL(), null);
    }
}
