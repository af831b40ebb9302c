package dev.covet.instrumentation.pools;

import dev.covet.instrumentation.spi.DirectAdapters;
import dev.covet.instrumentation.spi.Woven;
import dev.covet.optimizer.engine.Pools;
import dev.covet.optimizer.engine.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The real pools, woven for each test. */
abstract class WovenPools {
    final Pools pools = new Pools();
    final PoolLog log = new PoolLog();
    private final DirectAdapters adapters = new DirectAdapters();
    private @Nullable Woven woven;

    @BeforeEach
    void weave() throws Exception {
        pools.add(log);
        woven = Woven.into(PoolInstrumentations.all(pools, adapters, System::nanoTime));
    }

    @AfterEach
    void unweave() throws Exception {
        UnitOfWork.enter(null);
        if (woven != null) {
            woven.close();
        }
    }
}
