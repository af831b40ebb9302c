package dev.covet.optimizer.features.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.engine.Cancellation;
import dev.covet.optimizer.engine.ConnectionFacts;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.ExecutionKind;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.signal.SignalBus;
import dev.covet.optimizer.sql.SqlTextCache;
import java.lang.reflect.Proxy;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private final AtomicLong nanos = new AtomicLong(7);
    private final AtomicInteger timeout = new AtomicInteger(10);
    private final Patience patience = new Patience();
    private final StatementCall call = call();

    private StatementCall call() {
        SelfProtection protection = new SelfProtection(nanos::get, (sentence, error) -> {
            throw new AssertionError(sentence, error);
        });
        SignalBus bus = new SignalBus(8, error -> {
            throw new AssertionError(error);
        });
        Engine engine = new Engine(new SqlTextCache(), bus, protection, nanos::get);
        ConnectionSession session = new ConnectionSession(engine, ConnectionFacts.UNKNOWN);
        StatementCall made =
                new StatementCall(session, session.text("select 1"), ExecutionKind.QUERY, true, nanos.get());
        made.on(statement(), Cancellation.NONE);
        return made;
    }

    private Statement statement() {
        return (Statement) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Statement.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("setQueryTimeout")) {
                        timeout.set((Integer) arguments[0]);
                        return null;
                    }
                    return timeout.get();
                });
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void whoDidNotWait_hasAllOfItsTime() {
        pass(Duration.ofSeconds(5));
        patience.ends(call);

        assertThat(timeout).hasValue(10);
    }

    @Test
    void whoHasWaited_hasTheRest_andItsOwnTimeTheNextTime() {
        assertThat(patience.left(call)).isEqualTo(Duration.ofSeconds(5).toNanos());
        pass(Duration.ofMillis(3_300));
        assertThat(patience.left(call)).isEqualTo(Duration.ofMillis(1_700).toNanos());

        patience.ends(call);
        assertThat(timeout).as("6.7 s, and never less").hasValue(7);

        patience.restore(call());
        assertThat(timeout).as("another statement").hasValue(7);
        patience.restore(call);
        assertThat(timeout).hasValue(10);
        timeout.set(3);
        patience.restore(call);
        assertThat(timeout).hasValue(3);
    }

    @Test
    void whoHasWaitedForLong_doesNotWaitAgain_andMayStillAsk() {
        patience.left(call);
        pass(Duration.ofMinutes(1));
        assertThat(patience.left(call)).isZero();

        patience.ends(call);
        assertThat(timeout).hasValue(1);
    }

    @Test
    void whoHasNoTimeout_getsNone() {
        timeout.set(0);
        assertThat(patience.left(call)).isGreaterThan(Duration.ofMinutes(1).toNanos());
        pass(Duration.ofSeconds(1));

        patience.ends(call);
        assertThat(timeout).hasValue(0);
    }
}
