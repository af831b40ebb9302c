package dev.covet.consistency.cache;

import dev.covet.optimizer.engine.change.ChangeFeed;
import dev.covet.optimizer.engine.change.ChangeSource;
import dev.covet.optimizer.engine.change.Commit;
import dev.covet.optimizer.engine.change.Moment;
import dev.covet.optimizer.engine.change.Witness;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A feed that can be stopped: what a JVM knows meanwhile of its own writes, it knows of itself. */
final class HeldFeed implements ChangeFeed {
    private final ChangeFeed feed;
    private final BooleanSupplier stopped;
    private final Deque<Commit> held = new ConcurrentLinkedDeque<>();

    private HeldFeed(ChangeFeed feed, BooleanSupplier stopped) {
        this.feed = feed;
        this.stopped = stopped;
    }

    static ChangeSource of(ChangeSource source, BooleanSupplier stopped) {
        return wishes -> new HeldFeed(source.open(wishes), stopped);
    }

    @Override
    public void receive(long mostNanos, Consumer<Commit> to) throws SQLException {
        feed.receive(mostNanos, held::add);
        while (!stopped.getAsBoolean() && !held.isEmpty()) {
            to.accept(held.getFirst());
            held.removeFirst();
        }
    }

    @Override
    public Moment moment() throws SQLException {
        return feed.moment();
    }

    @Override
    public void hurry() throws SQLException {
        feed.hurry();
    }

    @Override
    public boolean reached(Moment moment) {
        return held.isEmpty() && feed.reached(moment);
    }

    @Override
    public Set<String> untold(Collection<String> tables) throws SQLException {
        return feed.untold(tables);
    }

    @Override
    public Witness witness() throws SQLException {
        return feed.witness();
    }

    @Override
    public Connection asking() {
        return feed.asking();
    }

    @Override
    public void close() {
        feed.close();
    }
}
