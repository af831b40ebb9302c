package dev.covet.agent.tooling.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.Pipeline;
import dev.covet.optimizer.engine.PoolSource;
import dev.covet.optimizer.engine.Pools;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.engine.StageOrder;
import dev.covet.optimizer.engine.signal.PoolFacts;
import dev.covet.optimizer.engine.signal.PoolSignal;
import dev.covet.optimizer.engine.signal.Signal;
import dev.covet.optimizer.engine.signal.SignalBus;
import dev.covet.optimizer.features.trace.TraceStage;
import dev.covet.optimizer.sql.SqlTextCache;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PoolSignalsTest {
    private final List<Signal> posted = new CopyOnWriteArrayList<>();
    private final SignalBus bus = new SignalBus(64, error -> {});
    private final SelfProtection protection = new SelfProtection(System::nanoTime, (text, error) -> {});
    private final Engine engine = new Engine(new SqlTextCache(), bus, protection, System::nanoTime);
    private final Pools pools = new Pools();
    private final Pipeline on = Pipeline.of(Map.of(StageOrder.TRACE, new TraceStage()), protection);
    private final PoolSource source = name -> new PoolFacts(name, "hikari", 3, 2, 10, 10, 0, 0);

    private List<PoolSignal.Event> events() {
        assertThat(bus.flush(Duration.ofSeconds(20))).isTrue();
        List<PoolSignal.Event> events =
                posted.stream().map(signal -> ((PoolSignal) signal).event()).toList();
        posted.clear();
        return events;
    }

    @AfterEach
    void close() {
        bus.close();
    }

    @Test
    void tracingOff_nothingIsPosted_andOnAgainItGoesOn() {
        bus.add(posted::add);
        pools.add(new PoolSignals(engine, pools));
        engine.pipeline(on);
        pools.open("orders", source);
        pools.each(listener -> listener.used("orders", 1));
        assertThat(events()).containsExactly(PoolSignal.Event.OPENED, PoolSignal.Event.USED);

        engine.pipeline(Pipeline.EMPTY);
        pools.open("billing", source);
        pools.each(listener -> listener.used("orders", 1));
        pools.each(listener -> listener.timedOut("orders"));
        pools.close("orders", source);
        assertThat(events()).isEmpty();

        engine.pipeline(on);
        pools.each(listener -> listener.used("billing", 1));
        pools.each(listener -> listener.used("orders", 1));
        assertThat(bus.flush(Duration.ofSeconds(20))).isTrue();
        assertThat(posted)
                .singleElement()
                .satisfies(signal ->
                        assertThat(((PoolSignal) signal).pool().used()).isEqualTo(2));
    }
}
