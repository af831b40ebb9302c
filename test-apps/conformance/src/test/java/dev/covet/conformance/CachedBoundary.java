package dev.covet.conformance;

import dev.covet.instrumentation.drivers.mariadb.MariaDbFamily;
import dev.covet.instrumentation.drivers.postgresql.PostgresFamily;
import dev.covet.instrumentation.jdbc.JdbcBoundary;
import dev.covet.instrumentation.jdbc.WrapperFamily;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.Pipeline;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.engine.Stage;
import dev.covet.optimizer.engine.StageOrder;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.change.FeedRefusedException;
import dev.covet.optimizer.engine.signal.SignalBus;
import dev.covet.optimizer.features.cache.CacheSettings;
import dev.covet.optimizer.features.cache.CacheStage;
import dev.covet.optimizer.features.cache.relay.RelayListener;
import dev.covet.optimizer.sql.SqlTextCache;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The boundary of the agent as it is when it answers from its cache. An error of ours fails the run. */
final class CachedBoundary implements Boundary, AutoCloseable {
    private final Target target;
    private final AtomicLong hits = new AtomicLong();
    private final AtomicLong plainHits = new AtomicLong();
    private final AtomicLong queries = new AtomicLong();
    private final CacheStage cache = new CacheStage(CacheSettings.of(CacheSettings.Mode.ON), new Silent());
    private final JdbcBoundary boundary;

    CachedBoundary(Target target) {
        this.target = target;
        SelfProtection protection = new SelfProtection(System::nanoTime, (sentence, error) -> {
            throw new AssertionError(sentence, error);
        });
        SignalBus bus = new SignalBus(1024, error -> {
            throw new AssertionError(error);
        });
        Engine engine = new Engine(new SqlTextCache(), bus, protection, System::nanoTime);
        engine.parametersWanted(true);
        engine.changesWanted(true);
        engine.pipeline(Pipeline.of(Map.of(StageOrder.TRACE, new Counting(), StageOrder.CACHE, cache), protection));
        WrapperFamily family = target.dialect().name().equals("postgres") ? new PostgresFamily() : new MariaDbFamily();
        boundary = new JdbcBoundary(engine, made -> family);
    }

    @Override
    public Connection wrap(Connection physical) {
        return boundary.wrap(physical, target.url(), target.properties());
    }

    /** How often the cache has answered until now. */
    long hits() {
        return hits.get();
    }

    /** How many queries it has looked at. */
    long queries() {
        return queries.get();
    }

    @Override
    public void close() {
        cache.close();
        try {
            if (!cache.isOver(Duration.ofSeconds(10))) {
                throw new IllegalStateException("The cache has not ended.");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many of the answers were to texts that were not prepared. */
    long plainHits() {
        return plainHits.get();
    }

    private final class Counting implements Stage {
        @Override
        public String feature() {
            return "counting";
        }

        @Override
        public void exit(StatementCall call) {
            if (!call.cached().isEmpty()) {
                queries.incrementAndGet();
            }
            if (call.cached().equals("hit")) {
                hits.incrementAndGet();
                if (!call.prepared()) {
                    plainHits.incrementAndGet();
                }
            }
        }
    }

    private static final class Silent implements RelayListener {
        @Override
        public void following() {
            // As it should be.
        }

        @Override
        public void refused(FeedRefusedException why) {
            throw new IllegalStateException(why);
        }

        @Override
        public void lost(SQLException why) {
            // Another follows.
        }
    }
}
