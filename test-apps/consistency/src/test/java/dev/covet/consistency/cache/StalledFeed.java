package dev.covet.consistency.cache;

import dev.covet.optimizer.engine.change.ChangeFeed;
import dev.covet.optimizer.engine.change.ChangeSource;
import dev.covet.optimizer.engine.change.Commit;
import dev.covet.optimizer.engine.change.ForwardingFeed;
import dev.covet.optimizer.engine.change.Moment;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** A feed that tells nothing any more, or on which its thread stands still. It never tells again. */
final class StalledFeed extends ForwardingFeed {
    private static final long LOOKS_AGAIN = 1_000_000;

    private final Stall stall;

    private StalledFeed(ChangeFeed feed, Stall stall) {
        super(feed);
        this.stall = stall;
    }

    /** How feeds are, for whoever changes it. */
    static final class Stall {
        private final AtomicInteger looks = new AtomicInteger();
        private volatile boolean silent;
        private volatile boolean stuck;

        /** Nothing is told from now on, but whoever follows goes on looking at definitions. */
        Stall silent() {
            silent = true;
            return this;
        }

        /** Nothing is done any more. */
        void stuck() {
            silent = true;
            stuck = true;
        }

        /** How often something was asked on the feed's connection. */
        int looks() {
            return looks.get();
        }

        ChangeSource of(ChangeSource source) {
            return wishes -> new StalledFeed(source.open(wishes), this);
        }
    }

    @Override
    public void receive(long mostNanos, Consumer<Commit> to) throws SQLException {
        while (stall.stuck) {
            LockSupport.parkNanos(LOOKS_AGAIN);
            if (Thread.currentThread().isInterrupted()) {
                throw new SQLException("it ends");
            }
        }
        super.receive(mostNanos, stall.silent ? commit -> {} : to);
    }

    @Override
    public boolean reached(Moment moment) {
        return !stall.silent && super.reached(moment);
    }

    @Override
    public Connection asking() {
        stall.looks.incrementAndGet();
        return super.asking();
    }
}
