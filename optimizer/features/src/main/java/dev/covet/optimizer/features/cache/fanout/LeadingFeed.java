package dev.covet.optimizer.features.cache.fanout;

import dev.covet.optimizer.engine.change.ChangeFeed;
import dev.covet.optimizer.engine.change.Commit;
import dev.covet.optimizer.engine.change.ForwardingFeed;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A feed of the database whose commits are handed on, too, whenever this JVM leads. */
final class LeadingFeed extends ForwardingFeed {
    private static final long SHORT = TimeUnit.MILLISECONDS.toNanos(1);

    private final Publisher publisher;

    LeadingFeed(ChangeFeed feed, Publisher publisher) {
        super(feed);
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
            hurry();
        }
        // Also while nobody leads: this JVM may begin to before it returns, and others to read.
        List<Commit> told = new ArrayList<>();
        super.receive(publisher.isAsked() ? Math.min(mostNanos, SHORT) : mostNanos, commit -> {
            told.add(commit);
            to.accept(commit);
        });
        publisher.told(told, position());
    }

    @Override
    public void close() {
        super.close();
        publisher.close();
    }
}
