package dev.covet.optimizer.engine.change;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;
import java.util.function.Consumer;

/** Something between a feed and whoever uses it, which as it is changes nothing. */
public abstract class ForwardingFeed implements ChangeFeed {
    private final ChangeFeed feed;

    protected ForwardingFeed(ChangeFeed feed) {
        this.feed = feed;
    }

    @Override
    public void receive(long mostNanos, Consumer<Commit> to) throws SQLException {
        feed.receive(mostNanos, to);
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
        return feed.reached(moment);
    }

    @Override
    public long position() {
        return feed.position();
    }

    @Override
    public String identity() throws SQLException {
        return feed.identity();
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
