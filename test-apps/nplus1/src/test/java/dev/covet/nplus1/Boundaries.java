package dev.covet.nplus1;

import dev.covet.instrumentation.drivers.mariadb.MariaDbFamily;
import dev.covet.instrumentation.drivers.mysql.MysqlFamily;
import dev.covet.instrumentation.drivers.postgresql.PostgresFamily;
import dev.covet.instrumentation.jdbc.JdbcBoundary;
import dev.covet.instrumentation.jdbc.WrapperFamily;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.Pipeline;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.engine.Stage;
import dev.covet.optimizer.engine.StageOrder;
import dev.covet.optimizer.engine.UnitOfWork;
import dev.covet.optimizer.engine.signal.SignalBus;
import dev.covet.optimizer.sql.SqlTextCache;
import java.sql.Connection;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** The boundary as the agent puts it around drivers, and requests as the agent sees them. */
public final class Boundaries {
    /** One for each driver, as in the agent: connections of different ones share nothing. */
    private static final WrapperFamily POSTGRES = new PostgresFamily();

    private static final WrapperFamily MYSQL = new MysqlFamily();
    private static final WrapperFamily MARIA_DB = new MariaDbFamily();

    private Boundaries() {}

    /**
     * One with an engine of its own.
     *
     * @param watching stands where tracing does
     * @param prefetching null for none
     */
    public static JdbcBoundary of(
            Stage watching, @Nullable Stage prefetching, LongSupplier clock, SelfProtection protection) {
        SignalBus bus = new SignalBus(1024, error -> {
            throw new AssertionError(error);
        });
        Engine engine = new Engine(new SqlTextCache(), bus, protection, clock);
        engine.parametersWanted(true);
        Map<StageOrder, Stage> stages = new EnumMap<>(StageOrder.class);
        stages.put(StageOrder.TRACE, watching);
        if (prefetching != null) {
            stages.put(StageOrder.PREFETCH, prefetching);
        }
        engine.pipeline(Pipeline.of(stages, protection));
        return new JdbcBoundary(engine, Boundaries::family);
    }

    private static WrapperFamily family(Connection made) {
        if (made instanceof PGConnection) {
            return POSTGRES;
        }
        return made.getClass().getName().startsWith("com.mysql.") ? MYSQL : MARIA_DB;
    }

    /** Runs it as one request. */
    public static <T> T request(Callable<T> work) throws Exception {
        UnitOfWork unit = new UnitOfWork(UnitOfWork.Kind.REQUEST, "GET /", System.nanoTime());
        UnitOfWork before = UnitOfWork.enter(unit);
        try {
            return work.call();
        } finally {
            UnitOfWork.enter(before);
            unit.end();
        }
    }
}
