package dev.covet.instrumentation.pools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covet.fixtures.time.Await;
import dev.covet.optimizer.engine.UnitOfWork;
import dev.covet.optimizer.engine.signal.PoolFacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EveryPoolTest extends WovenPools {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private PoolFacts only() {
        assertThat(pools.facts()).hasSize(1);
        return pools.facts().get(0);
    }

    @ParameterizedTest
    @EnumSource
    void getConnection_oneBorrowed_numbersTimesAndNameAreRight(Product product) throws Exception {
        DataSource source = product.open("orders", "jdbc:h2:mem:numbers", org.h2.Driver.class);
        String name = product == Product.AGROAL ? "h2/numbers" : "orders";
        try (Connection connection = source.getConnection()) {
            assertThat(connection.isClosed()).isFalse();
            PoolFacts facts = only();
            assertThat(facts.name()).isEqualTo(name);
            assertThat(facts.kind()).isEqualTo(product.kind());
            assertThat(facts.used()).isEqualTo(1);
            assertThat(facts.max()).isEqualTo(2);
            assertThat(facts.idleMin()).isEqualTo(1);
            assertThat(facts.pending()).isZero();
            assertThat(log.count(name, "waited")).isEqualTo(1);
            assertThat(log.count(name, "used")).isZero();
        }
        Await.until("the return", PATIENCE, () -> only().used() == 0);
        assertThat(only().idle()).isPositive();
        assertThat(log.count(name, "opened")).isEqualTo(1);
        Await.until("the use", PATIENCE, () -> log.count(name, "used") == 1);
        assertThat(log.count(name, "created")).isPositive();
        assertThat(log.nanos(name, "used")).isPositive().isLessThan(TimeUnit.SECONDS.toNanos(10));
        product.close(source);
        assertThat(pools.facts()).isEmpty();
        assertThat(log.count(name, "closed")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void close_twice_isOneReturn(Product product) throws Exception {
        DataSource source = product.open(null, "jdbc:h2:mem:twice", org.h2.Driver.class);
        for (int i = 0; i < 3; i++) {
            Connection connection = source.getConnection();
            connection.close();
            connection.close();
        }
        Await.until("three returns", PATIENCE, () -> log.count("h2/twice", "used") == 3);
        assertThat(log.count("h2/twice", "waited")).isEqualTo(3);
        product.close(source);
    }

    @ParameterizedTest
    @EnumSource
    void getConnection_exhausted_threadWaitsAndTimesOut(Product product) throws Exception {
        DataSource source = product.open(null, "jdbc:h2:mem:full", org.h2.Driver.class);
        UnitOfWork work = new UnitOfWork(UnitOfWork.Kind.REQUEST, "GET /", 0);
        try (Connection one = source.getConnection();
                Connection two = source.getConnection()) {
            assertThat(one).isNotSameAs(two);
            UnitOfWork.enter(work);
            assertThatThrownBy(source::getConnection).isInstanceOf(SQLException.class);
            UnitOfWork.enter(null);
            assertThat(only().used()).isEqualTo(2);
        }
        assertThat(log.count("h2/full", "timed out")).isEqualTo(1);
        assertThat(log.count("h2/full", "waited")).isEqualTo(2);
        assertThat(work.waitNanos()).isBetween(Product.PATIENCE.toNanos() / 2, TimeUnit.SECONDS.toNanos(10));
        product.close(source);
    }

    @ParameterizedTest
    @EnumSource(names = {"TOMCAT", "DBCP2"}) // the others try on until the waiting thread gives up
    void getConnection_databaseDown_isNoTimeoutOfThePool(Product product) throws Exception {
        DataSource source = product.open(null, "jdbc:h2:tcp://127.0.0.1:1/none", org.h2.Driver.class);
        assertThatThrownBy(source::getConnection).isInstanceOf(SQLException.class);
        assertThat(log.count("127.0.0.1:1/none", "timed out")).isZero();
        product.close(source);
    }
}
