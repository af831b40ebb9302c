package dev.covet.optimizer.features.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.engine.BoundKey;
import dev.covet.optimizer.engine.ConnectionFacts;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.Parameters;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.engine.WrappedConnection;
import dev.covet.optimizer.engine.change.ChangeFeed;
import dev.covet.optimizer.engine.change.ChangeSource;
import dev.covet.optimizer.engine.change.FeedRefusedException;
import dev.covet.optimizer.engine.change.FeedWishes;
import dev.covet.optimizer.engine.signal.SignalBus;
import dev.covet.optimizer.features.cache.relay.Relay;
import dev.covet.optimizer.features.cache.relay.RelayListener;
import dev.covet.optimizer.features.cache.warm.Heat;
import dev.covet.optimizer.features.cache.warm.HotQuery;
import dev.covet.optimizer.features.cache.warm.Pace;
import dev.covet.optimizer.features.cache.warm.WarmUpListener;
import dev.covet.optimizer.sql.SqlTextCache;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WarmRunTest {
    private static final long WORK = TimeUnit.MILLISECONDS.toNanos(3);

    private final AtomicLong clock = new AtomicLong();
    private final List<Long> rests = new ArrayList<>();
    private final Engine engine = new Engine(
            new SqlTextCache(),
            new SignalBus(16, error -> {}),
            new SelfProtection(System::nanoTime, (sentence, error) -> {}),
            System::nanoTime);
    private final ConnectionSession session = new ConnectionSession(engine, ConnectionFacts.UNKNOWN);

    /** Of our own: its session and nothing else. */
    private Connection connection() {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Connection.class, WrappedConnection.class},
                (proxy, method, arguments) -> method.getName().equals("session") ? session : null);
    }

    private final class Source implements ChangeSource {
        @Override
        public ChangeFeed open(FeedWishes wishes) throws FeedRefusedException, SQLException {
            throw new SQLException("nobody is followed");
        }

        @Override
        public Connection connect() {
            return connection();
        }
    }

    private static final class Nobody implements RelayListener {
        @Override
        public void following() {}

        @Override
        public void refused(FeedRefusedException why) {}

        @Override
        public void lost(SQLException why) {}
    }

    @Test
    void eachQuery_isFollowedByARestOfNineTimesItsTime() throws InterruptedException {
        Source source = new Source();
        Relay relay = new Relay(source, new FeedWishes("covet", 1), session, new Nobody(), 1, false);
        // Each look at the clock is one piece of work later.
        Pace pace = new Pace(() -> clock.addAndGet(WORK), rests::add);
        List<Heat.Hot> hottest = new ArrayList<>();
        String here = HotQuery.place(session.facts());
        BoundKey none = Objects.requireNonNull(BoundKey.of(new Parameters(), 0));
        for (int i = 0; i < 50; i++) {
            String place = i % 2 == 0 ? here : "elsewhere";
            hottest.add(new Heat.Hot(new HotQuery(place, "delete from t where id = " + i, none, true, false, 0), 1));
        }
        new WarmRun(new WarmUp.Place(session.clock(), source, relay), pace).run(hottest, WarmUpListener.NONE);
        assertThat(rests).hasSize(25).containsOnly(9 * WORK);
    }
}
