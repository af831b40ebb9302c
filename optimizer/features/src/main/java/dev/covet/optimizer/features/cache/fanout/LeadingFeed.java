package dev.covet.optimizer.features.cache.fanout;

import dev.covet.optimizer.engine.change.ChangeFeed;
import dev.covet.optimizer.engine.change.Commit;
import dev.covet.optimizer.engine.change.Moment;
import dev.covet.optimizer.engine.change.Witness;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A feed of the database whose commits are handed on, too, whenever this JVM leads. */
final class LeadingFeed implements ChangeFeed {
    private static final long SHORT = TimeUnit.MILLISECONDS.toNanos(1);

    private final ChangeFeed feed;
    private final Publisher publisher;

    LeadingFeed(ChangeFeed feed, Publisher publisher) {
        this.feed = feed;
        this.publisher = publisher;
        publisher.ready();
    }

    @Override
    public void receive(long mostNanos, Consumer<Commit> to) throws SQLException {
        if (publisher.yields()) {
            throw new SQLException(
                    "Another JVM is told of the changes, too, and hands them on: it is followed from now on.");
        }
        if (publisher.takeAsk()) {
            feed.hurry();
        }
        // Also while nobody leads: this JVM may begin to before it returns, and others to read.
        List<Commit> told = new ArrayList<>();
        feed.receive(publisher.isAsked() ? Math.min(mostNanos, SHORT) : mostNanos, commit -> {
            told.add(commit);
            to.accept(commit);
        });
        publisher.told(told, feed.position());
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
        publisher.close();
    }
}
