package dev.covet.instrumentation.pools;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.covet.fixtures.time.Await;
import dev.covet.optimizer.engine.signal.PoolFacts;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StackedPoolTest extends WovenPools {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DBCP2") // Hikari asks for a login timeout, which it has not
    void getConnection_poolOverPool_outerOneCounts(Product inner) throws Exception {
        DataSource below = inner.open(null, "jdbc:h2:mem:below", org.h2.Driver.class);
        HikariDataSource above = new HikariDataSource();
        above.setPoolName("above");
        above.setDataSource(below);
        above.setMaximumPoolSize(1);
        for (int i = 0; i < 3; i++) {
            above.getConnection().close();
        }
        assertThat(log.count("above", "waited")).isEqualTo(3);
        assertThat(log.count("above", "used")).isEqualTo(3);
        assertThat(log.count("above", "created")).isEqualTo(1);
        assertThat(pools.facts()).extracting(PoolFacts::name).containsExactlyInAnyOrder("above", "h2/below");
        above.close();
        inner.close(below);
        assertThat(log.count("h2/below", "waited")).isZero();
        assertThat(log.count("h2/below", "used")).isZero();
    }

    @Test
    void open_sameNameTwice_bothHaveNamesOfTheirOwn() throws Exception {
        DataSource one = Product.HIKARI.open("orders", "jdbc:h2:mem:one", org.h2.Driver.class);
        DataSource two = Product.TOMCAT.open("orders", "jdbc:h2:mem:two", org.h2.Driver.class);
        one.getConnection().close();
        two.getConnection().close();
        assertThat(pools.facts()).extracting(PoolFacts::name).containsExactlyInAnyOrder("orders", "orders-2");
        Product.HIKARI.close(one);
        DataSource again = Product.HIKARI.open("orders", "jdbc:h2:mem:one", org.h2.Driver.class);
        again.getConnection().close();
        assertThat(pools.facts())
                .filteredOn(facts -> facts.kind().equals("hikari"))
                .extracting(PoolFacts::name)
                .containsExactly("orders");
        Product.HIKARI.close(again);
        Product.TOMCAT.close(two);
    }

    @Test
    void pool_forgottenWithoutClosing_vanishes() throws Exception {
        WeakReference<DataSource> source = forgotten();
        Await.until("the garbage collector", PATIENCE, () -> {
            System.gc();
            return source.get() == null && pools.facts().isEmpty();
        });
        assertThat(log.count("h2/forgotten", "closed")).isEqualTo(1);
    }

    /** DBCP keeps no thread of its own, so that one can be forgotten. */
    private static WeakReference<DataSource> forgotten() throws Exception {
        DataSource source = Product.DBCP2.open(null, "jdbc:h2:mem:forgotten", org.h2.Driver.class);
        source.getConnection().close();
        return new WeakReference<>(source);
    }

    @Test
    void hikari_metricsOfItsUser_areLeftAlone() throws Exception {
        HikariDataSource source = (HikariDataSource) Product.HIKARI.open("own", "jdbc:h2:mem:own", org.h2.Driver.class);
        List<String> seen = new java.util.concurrent.CopyOnWriteArrayList<>();
        source.setMetricsTrackerFactory((name, stats) -> new com.zaxxer.hikari.metrics.IMetricsTracker() {
            @Override
            public void recordConnectionAcquiredNanos(long nanos) {
                seen.add(name);
            }
        });
        source.getConnection().close();
        assertThat(seen).containsExactly("own");
        assertThat(log.count("own", "waited")).isEqualTo(1);
        source.close();
    }
}
