package dev.covet.consistency.cache;

import dev.covet.optimizer.engine.change.ChangeFeed;
import dev.covet.optimizer.engine.change.ChangeSource;
import dev.covet.optimizer.engine.change.Commit;
import dev.covet.optimizer.engine.change.Moment;
import dev.covet.optimizer.engine.change.Witness;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;
import java.util.function.Consumer;

/** A feed that is right but for the positions of its moments. */
final class WrongPositions implements ChangeFeed {
    private static final long AHEAD = 1L << 24;

    /** What is wrong with them. */
    enum Defect {
        /** Later than what was handed out: as if they were asked for after a query was sent. */
        AHEAD,
        /** They lie before everything, as if all were known that happened before the first one. */
        NO_START
    }

    private final ChangeFeed feed;
    private final Defect defect;

    private WrongPositions(ChangeFeed feed, Defect defect) {
        this.feed = feed;
        this.defect = defect;
    }

    static ChangeSource of(ChangeSource source, Defect defect) {
        return wishes -> new WrongPositions(source.open(wishes), defect);
    }

    private record Wrong(Moment moment, long position) implements Moment {
        @Override
        public boolean shows(Commit commit) {
            return moment.shows(commit);
        }

        @Override
        public String origin() {
            return moment.origin();
        }
    }

    @Override
    public Moment moment() throws SQLException {
        Moment moment = feed.moment();
        return switch (defect) {
            case AHEAD -> new Wrong(moment, moment.position() + AHEAD);
            case NO_START -> new Wrong(moment, 0);
        };
    }

    @Override
    public boolean reached(Moment moment) {
        return feed.reached(moment instanceof Wrong wrong ? wrong.moment() : moment);
    }

    @Override
    public void receive(long mostNanos, Consumer<Commit> to) throws SQLException {
        feed.receive(mostNanos, to);
    }

    @Override
    public void hurry() throws SQLException {
        feed.hurry();
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
