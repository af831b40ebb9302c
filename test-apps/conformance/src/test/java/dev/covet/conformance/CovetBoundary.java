package dev.covet.conformance;

import dev.covet.instrumentation.drivers.mariadb.MariaDbFamily;
import dev.covet.instrumentation.drivers.mysql.MysqlFamily;
import dev.covet.instrumentation.drivers.postgresql.PostgresFamily;
import dev.covet.instrumentation.jdbc.JdbcBoundary;
import dev.covet.instrumentation.jdbc.WrapperFamily;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.Pipeline;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.engine.StageOrder;
import dev.covet.optimizer.engine.signal.SignalBus;
import dev.covet.optimizer.features.prefetch.PrefetchSettings;
import dev.covet.optimizer.features.prefetch.PrefetchStage;
import dev.covet.optimizer.features.prefetch.unit.MemoryLimit;
import dev.covet.optimizer.features.trace.TraceStage;
import dev.covet.optimizer.sql.SqlTextCache;
import java.sql.Connection;
import java.util.Map;
import java.util.Random;
import org.postgresql.PGConnection;

/** The boundary of the agent as it is when it traces and prefetches, with bound values kept. An error of ours fails the run. */
final class CovetBoundary implements Boundary {
    private final JdbcBoundary boundary;

    CovetBoundary() {
        SelfProtection protection = new SelfProtection(System::nanoTime, (sentence, error) -> {
            throw new AssertionError(sentence, error);
        });
        SignalBus bus = new SignalBus(1024, error -> {
            throw new AssertionError(error);
        });
        bus.add(signal -> {});
        Engine engine = new Engine(new SqlTextCache(), bus, protection, System::nanoTime);
        engine.parametersWanted(true);
        Random random = new Random(1);
        PrefetchStage prefetch = new PrefetchStage(PrefetchSettings.DEFAULT, new MemoryLimit(), () -> random);
        engine.pipeline(
                Pipeline.of(Map.of(StageOrder.TRACE, new TraceStage(), StageOrder.PREFETCH, prefetch), protection));
        boundary = new JdbcBoundary(engine, CovetBoundary::family);
    }

    private static WrapperFamily family(Connection made) {
        String driver = made.getClass().getName();
        if (made instanceof PGConnection) {
            return new PostgresFamily();
        }
        if (driver.startsWith("com.mysql.")) {
            return new MysqlFamily();
        }
        return driver.startsWith("org.mariadb.") ? new MariaDbFamily() : WrapperFamily.PLAIN;
    }

    @Override
    public Connection wrap(Connection physical) {
        return boundary.wrap(physical, null, null);
    }
}
