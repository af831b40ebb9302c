package dev.covet.optimizer.engine;

import dev.covet.optimizer.engine.signal.SignalBus;
import dev.covet.optimizer.sql.SqlText;
import dev.covet.optimizer.sql.SqlTextCache;
import java.util.Map;

/** Engines for tests. */
final class Engines {
    private Engines() {}

    static SelfProtection protection() {
        return new SelfProtection(System::nanoTime, (sentence, error) -> {
            throw new AssertionError(sentence, error);
        });
    }

    static Engine engine(Map<StageOrder, Stage> stages, SelfProtection protection) {
        Engine engine = new Engine(
                new SqlTextCache(),
                new SignalBus(1024, error -> {
                    throw new AssertionError(error);
                }),
                protection,
                System::nanoTime);
        engine.pipeline(Pipeline.of(stages, protection));
        return engine;
    }

    static StatementCall call(Engine engine) {
        ConnectionSession session = new ConnectionSession(engine, ConnectionFacts.UNKNOWN);
        SqlText text = session.text("select 1");
        return new StatementCall(session, text, ExecutionKind.QUERY, false, System.nanoTime());
    }
}
