package dev.covet.optimizer.features.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.engine.ConnectionFacts;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.ExecutionKind;
import dev.covet.optimizer.engine.Pipeline;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.engine.StageOrder;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.TraceSource;
import dev.covet.optimizer.engine.Verdict;
import dev.covet.optimizer.engine.signal.Signal;
import dev.covet.optimizer.engine.signal.SignalBus;
import dev.covet.optimizer.sql.SqlTextCache;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TraceStageTest {
    @Test
    void call_isPostedOnceWithTheContextOfItsBeginning() {
        List<Signal> posted = new CopyOnWriteArrayList<>();
        SelfProtection protection = new SelfProtection(System::nanoTime, (text, error) -> {});
        try (SignalBus bus = new SignalBus(64, error -> {})) {
            bus.add(posted::add);
            Engine engine = new Engine(new SqlTextCache(), bus, protection, System::nanoTime);
            engine.traceSource(new TraceSource() {
                @Override
                public @Nullable Object current() {
                    return "context";
                }

                @Override
                public boolean sampled(@Nullable Object context) {
                    return "context".equals(context);
                }
            });
            ConnectionSession session = new ConnectionSession(engine, ConnectionFacts.UNKNOWN);
            StatementCall call = new StatementCall(session, session.text("select 1"), ExecutionKind.QUERY, false, 1);
            Pipeline pipeline = Pipeline.of(Map.of(StageOrder.TRACE, new TraceStage()), protection);

            assertThat(pipeline.enter(call)).isSameAs(Verdict.PROCEED);
            assertThat(call.traceContext()).isEqualTo("context");
            assertThat(call.sampled()).isTrue();
            engine.traceSource(TraceSource.NONE);
            pipeline.exit(call);
            pipeline.end(call);
            pipeline.end(call);

            assertThat(bus.flush(Duration.ofSeconds(20))).isTrue();
            assertThat(posted).containsExactly(call);
            assertThat(call.sampled()).isTrue();
        }
    }
}
