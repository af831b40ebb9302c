package dev.covet.instrumentation.pools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covet.fixtures.time.Await;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.Loan;
import dev.covet.optimizer.engine.PoolWatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is told of each borrowing to whoever looks after pools. */
class WatchedPoolTest extends WovenPools {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Recording watch = new Recording();

    private static final class Recording implements PoolWatch {
        private final List<String> told = new CopyOnWriteArrayList<>();
        private volatile @Nullable Object handle;

        @Override
        public void asking(String pool) {
            told.add("asking");
        }

        @Override
        public Loan lent(
                String pool, @Nullable Object lent, @Nullable ConnectionSession session, long waitedNanos, long now) {
            told.add("lent");
            handle = lent;
            return new Loan() {
                @Override
                public void closing() {}

                @Override
                public void returned(long at) {
                    told.add("returned");
                }
            };
        }

        @Override
        public void refused(String pool, boolean timeout, long waitedNanos) {
            told.add(timeout ? "timed out" : "refused");
        }
    }

    @BeforeEach
    void look() {
        pools.watch(watch);
    }

    @AfterEach
    void lookAway() {
        pools.watch(null);
    }

    @ParameterizedTest
    @EnumSource
    void eachBorrowing_isToldWithWhatTheApplicationGets(Product product) throws Exception {
        DataSource source = product.open(null, "jdbc:h2:mem:watched", org.h2.Driver.class);
        Connection connection = source.getConnection();
        assertThat(watch.told).containsExactly("asking", "lent");
        if (product == Product.C3P0) {
            assertThat(watch.handle).as("the pool keeps it").isNull();
        } else {
            assertThat(watch.handle).isSameAs(connection);
        }
        connection.close();
        connection.close();
        Await.until("the return", PATIENCE, () -> watch.told.contains("returned"));
        product.close(source);
        assertThat(watch.told).containsExactly("asking", "lent", "returned");
    }

    @ParameterizedTest
    @EnumSource
    void threadThatGivesUp_isTold(Product product) throws Exception {
        DataSource source = product.open(null, "jdbc:h2:mem:refused", org.h2.Driver.class);
        try (Connection one = source.getConnection();
                Connection two = source.getConnection()) {
            assertThat(one).isNotSameAs(two);
            assertThatThrownBy(source::getConnection).isInstanceOf(SQLException.class);
        }
        Await.until(
                "two returns",
                PATIENCE,
                () -> watch.told.stream().filter("returned"::equals).count() == 2);
        assertThat(watch.told).startsWith("asking", "lent", "asking", "lent", "asking", "timed out");
        product.close(source);
    }
}
