package dev.covet.optimizer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.engine.signal.PoolFacts;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class PoolsTest {
    private final Pools pools = new Pools();
    private final AtomicBoolean gone = new AtomicBoolean();
    private final PoolSource source = name -> gone.get() ? null : new PoolFacts(name, "hikari", 1, 0, 10, 10, 0, 0);

    @Test
    void open_thousandsOfDataSources_aThousandAreKept() {
        for (int i = 0; i < 5_000; i++) {
            assertThat(pools.open("pool" + i, source)).isEqualTo("pool" + i);
        }
        assertThat(pools.facts()).hasSize(Pools.MOST);

        gone.set(true);
        pools.open("last", name -> new PoolFacts(name, "hikari", 1, 0, 10, 10, 0, 0));
        assertThat(pools.facts())
                .singleElement()
                .satisfies(facts -> assertThat(facts.name()).isEqualTo("last"));
    }

    @Test
    void open_oneNameThousandsOfTimes_aThousandAreKept() {
        for (int i = 0; i < 2_000; i++) {
            pools.open("same", source);
        }
        assertThat(pools.facts()).hasSize(Pools.MOST);
    }
}
