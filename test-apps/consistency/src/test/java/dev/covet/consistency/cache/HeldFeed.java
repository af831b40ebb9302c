package dev.covet.consistency.cache;

import dev.covet.optimizer.engine.change.ChangeFeed;
import dev.covet.optimizer.engine.change.ChangeSource;
import dev.covet.optimizer.engine.change.Commit;
import dev.covet.optimizer.engine.change.ForwardingFeed;
import dev.covet.optimizer.engine.change.Moment;
import java.sql.SQLException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A feed that can be stopped: what a JVM knows meanwhile of its own writes, it knows of itself. */
final class HeldFeed extends ForwardingFeed {
    private final BooleanSupplier stopped;
    private final Deque<Commit> held = new ConcurrentLinkedDeque<>();

    private HeldFeed(ChangeFeed feed, BooleanSupplier stopped) {
        super(feed);
        this.stopped = stopped;
    }

    static ChangeSource of(ChangeSource source, BooleanSupplier stopped) {
        return wishes -> new HeldFeed(source.open(wishes), stopped);
    }

    @Override
    public void receive(long mostNanos, Consumer<Commit> to) throws SQLException {
        super.receive(mostNanos, held::add);
        while (!stopped.getAsBoolean() && !held.isEmpty()) {
            to.accept(held.getFirst());
            held.removeFirst();
        }
    }

    @Override
    public boolean reached(Moment moment) {
        return held.isEmpty() && super.reached(moment);
    }
}
